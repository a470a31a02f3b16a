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

import { Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { toVisible } from '../artifacts/names';
import { useUrlState } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { LogFolder } from './LogFolder';
import { LogsSearch, LogsSearchButton, useReturnFocus } from './search/runs';
import { folderOf } from './steps';
import styles from './LogRuns.module.css';

/** Props of {@link FlatLogs}. */
export interface FlatLogsProps {
  access: AzureBlobAccess;
  entityRef: string;
  location: string;
}

/** The logs of a location without runs, and the search through all of them. */
export function FlatLogs({ access, entityRef, location }: FlatLogsProps) {
  const { get, update } = useUrlState();
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const folder = folderOf(get('path') ?? '');
  const isSearching = get('within') !== undefined;
  const searchButton = useReturnFocus(isSearching);
  const isComparing = get('compare') !== undefined;
  return (
    <div className={styles.runs}>
      {!isSearching && !isComparing && (
        <div className={styles.bar}>
          {folder !== '' && (
            <Text as="p" weight="bold" className={styles.folder}>
              {toVisible(folder)}
            </Text>
          )}
          <LogsSearchButton
            ref={searchButton}
            className={styles.search}
            hint={t('logsSearch.openHintFolder')}
            onPress={() => update({ within: folder })}
          />
        </div>
      )}
      {isSearching && (
        <LogsSearch entityRef={entityRef} location={location} folder={folder} />
      )}
      <LogFolder
        access={access}
        entityRef={entityRef}
        location={location}
        root=""
      />
    </div>
  );
}
