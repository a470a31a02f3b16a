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

import { useCallback } from 'react';
import { Text } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobBinding } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { useRequest } from '../common';
import { ProblemLine } from '../diagnosis';
import { azureBlobTranslationRef } from '../translation';
import { BindingChanges } from './BindingChanges';
import { ConfirmBinding } from './ConfirmBinding';
import styles from './HeldScope.module.css';

/** Props of {@link HeldScope}. */
export interface HeldScopeProps {
  entityRef: string;
  /** All that are held where it is left out. */
  location?: string;
  onConfirmed(): void;
}

/** Says what changed of an entity whose storage is held, and who can confirm. */
export function HeldScope(props: HeldScopeProps) {
  const { entityRef, location, onConfirmed } = props;
  const api = useApi(azureBlobApiRef);
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { value, error } = useRequest(
    useCallback(
      signal => api.getBindings({ entityRef }, { signal }),
      [api, entityRef],
    ),
  );
  const held = value?.items.filter(
    binding =>
      binding.state === 'held' &&
      (location === undefined || binding.location === location),
  );

  if (error !== undefined) {
    return <ProblemLine error={error} />;
  }
  if (!held) {
    return (
      <Text as="p" role="status" color="secondary" style={{ margin: 0 }}>
        {t('access.takeOver.loading')}
      </Text>
    );
  }
  return (
    <>
      {held.map(binding => (
        <div key={binding.location} className={styles.held}>
          <BindingChanges binding={binding} />
          <Text as="p" style={{ margin: 0 }}>
            <Confirmers binding={binding} />
          </Text>
          {binding.canConfirm && (
            <ConfirmBinding
              entityRef={entityRef}
              location={binding.location}
              onConfirmed={onConfirmed}
            />
          )}
        </div>
      ))}
    </>
  );
}

function Confirmers({ binding }: { binding: AzureBlobBinding }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const owners = binding.changes.find(({ what }) => what === 'owners')?.before;
  return (
    <>
      {owners
        ? t('access.takeOver.who', { owners })
        : t('access.takeOver.whoAny')}
    </>
  );
}
