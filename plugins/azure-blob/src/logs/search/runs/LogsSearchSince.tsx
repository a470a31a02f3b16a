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
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { runTitle } from '../../../runs';
import { azureBlobTranslationRef } from '../../../translation';
import { describeSince } from './describeSince';
import { LogsSearchState } from './useLogsSearch';
import styles from './LogsSearch.module.css';

/** Props of {@link LogsSearchSince}. */
export interface LogsSearchSinceProps {
  search: LogsSearchState;
  runs?: AzureBlobRun[];
  /** The ids of the runs that were looked through, newest first. */
  order: string[];
}

/** Says since when it is there, in a sentence. */
export function LogsSearchSince(props: LogsSearchSinceProps) {
  const words = useWords(props);
  return (
    <Text as="p" role="status" weight="bold" className={styles.words}>
      {words}
    </Text>
  );
}

function useWords({ search, runs, order }: LogsSearchSinceProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { state, found, request } = search;
  const inRuns = new Set(found.flatMap(({ run }) => run ?? []));
  if (state === 'failed') {
    return '';
  }
  if (state === 'running') {
    return runs
      ? t('logsSearch.soFar', { count: inRuns.size })
      : t('logSearch.searching');
  }
  if (!runs) {
    return found.length === 0 ? t('logsSearch.noneFolder') : '';
  }
  const titleOf = (id: string) =>
    runTitle(runs.find(run => run.id === id) ?? { id });
  const since = describeSince(order, inRuns);
  const newest = titleOf(request?.run ?? order[0] ?? '');
  switch (since.kind) {
    case 'none':
      return order.length > 1
        ? t('logsSearch.noneRuns', { number: String(order.length) })
        : t('logsSearch.none');
    case 'onlyHere':
      return t('logsSearch.onlyHere', {
        run: newest,
        number: String(since.before),
      });
    case 'gone':
      return t('logsSearch.gone', { run: titleOf(since.run), newest });
    case 'since': {
      const run = titleOf(since.run);
      const sentence =
        since.before === 0
          ? t('logsSearch.sinceFirst', { run, number: String(order.length) })
          : t('logsSearch.since', {
              ...{ run, count: since.ago, before: String(since.before) },
            });
      return since.hasGaps ? `${sentence} ${t('logsSearch.gaps')}` : sentence;
    }
    default:
      return '';
  }
}
