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

import { RiArchiveLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Notice } from '../common';
import { azureBlobTranslationRef } from '../translation';

/** Props of {@link NothingOwned}. */
export interface NothingOwnedProps {
  /** What was filtered by. */
  text: string | undefined;
  onClear(): void;
}

/** For who owns nothing, or nothing by that name. */
export function NothingOwned({ text, onClear }: NothingOwnedProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return text === undefined ? (
    <Notice icon={<RiArchiveLine />} title={t('overview.own.empty.title')}>
      <Text as="p" style={{ margin: 0 }}>
        {t('overview.own.empty.description')}
      </Text>
    </Notice>
  ) : (
    <Notice
      icon={<RiArchiveLine />}
      title={t('overview.own.empty.filtered', { text })}
      actions={
        <Button size="medium" variant="secondary" onPress={onClear}>
          {t('overview.own.empty.clear')}
        </Button>
      }
    />
  );
}
