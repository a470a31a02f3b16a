/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { RiHistoryLine } from '@remixicon/react';
import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobBinding,
  AzureBlobLocation,
} from 'backstage-plugin-azure-blob-common';
import { Notice } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { BindingChanges } from './BindingChanges';
import { ConfirmBinding } from './ConfirmBinding';

/** Props of {@link TakeOverNotice}. */
export interface TakeOverNoticeProps {
  entityRef: string;
  location: AzureBlobLocation;
  bindings: AzureBlobBinding[];
  onConfirmed(): void;
}

/** Tells those who can confirm it that an entity took over its storage. */
export function TakeOverNotice(props: TakeOverNoticeProps) {
  const { entityRef, location, bindings, onConfirmed } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const binding = bindings.find(
    candidate =>
      candidate.location === location.id &&
      candidate.state === 'taken-over' &&
      candidate.canConfirm,
  );
  if (!binding) {
    return null;
  }
  return (
    <Notice
      icon={<RiHistoryLine />}
      title={t('access.takeOver.notice', { location: location.title })}
      actions={
        <ConfirmBinding
          entityRef={entityRef}
          location={location.id}
          onConfirmed={onConfirmed}
        />
      }
      details={<BindingChanges binding={binding} />}
    >
      <Text as="p" style={{ margin: 0 }}>
        {t('access.takeOver.noticeAdvice')}
      </Text>
    </Notice>
  );
}
