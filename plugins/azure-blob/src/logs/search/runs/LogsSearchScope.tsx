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

import { Select } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { toVisible } from '../../../artifacts/names';
import { azureBlobTranslationRef } from '../../../translation';
import styles from './LogsSearch.module.css';

/** How many runs are looked through to find since when something is there. */
export const SINCE_RUNS = 20;
const SPANS = [1, 5, SINCE_RUNS, 50];

/** Props of {@link RunsScope}. */
export interface RunsScopeProps {
  /** How many runs to look through. */
  runs: number;
  onChange(runs: string): void;
}

/** In how many runs to look. */
export function RunsScope({ runs, onChange }: RunsScopeProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  return (
    <Select
      size="small"
      className={styles.scope}
      aria-label={t('logsSearch.scope')}
      options={[...new Set([...SPANS, runs])]
        .sort((one, other) => one - other)
        .map(count => ({
          value: String(count),
          label:
            count === 1
              ? t('logsSearch.thisRun')
              : t('logsSearch.lastRuns', { number: String(count) }),
        }))}
      selectedKey={String(runs)}
      onSelectionChange={key => onChange(String(key))}
    />
  );
}

/** Props of {@link FolderScope}. */
export interface FolderScopeProps {
  /** The folder to look in; '' is all of the location. */
  within: string;
  /** The one that is open. */
  open: string;
  onChange(within: string): void;
}

/** In which folder to look, as long as there is more than one to choose from. */
export function FolderScope({ within, open, onChange }: FolderScopeProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const folders = [...new Set(['', within, open])];
  return folders.length === 1 ? null : (
    <Select
      size="small"
      className={styles.scope}
      aria-label={t('logsSearch.scope')}
      // A key must not be empty.
      options={folders.map(folder => ({
        value: `/${folder}`,
        label: folder === '' ? t('logsSearch.allFolders') : toVisible(folder),
      }))}
      selectedKey={`/${within}`}
      onSelectionChange={key => onChange(String(key).slice(1))}
    />
  );
}
