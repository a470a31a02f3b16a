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

import { useState } from 'react';
import { Link } from 'react-router-dom';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { toVisible } from '../../../artifacts/names';
import { formatNumber, RelativeTime } from '../../../common';
import { RunStatus, runTime, runTitle } from '../../../runs';
import { ScrollRegion } from '../../../preview/frame/ScrollRegion';
import { azureBlobTranslationRef } from '../../../translation';
import { useLogUrl } from '../../useLogUrl';
import { HitPreview } from './HitPreview';
import { toHitParams, toRelative } from './toHitParams';
import { FoundLog, LogsSearchState } from './useLogsSearch';
import styles from './LogsSearch.module.css';

const PAGE = 50;

/** Props of {@link LogsSearchResults}. */
export interface LogsSearchResultsProps {
  search: LogsSearchState;
  /** The logs in which it was found, in the order in which they are shown. */
  found: FoundLog[];
  /** The path of the log that is open. */
  open: string;
  runs?: AzureBlobRun[];
}

/** The logs in which it was found, by run. */
export function LogsSearchResults(props: LogsSearchResultsProps) {
  const { search, found, open, runs = [] } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const [limit, setLimit] = useState(PAGE);
  if (found.length === 0) {
    return null;
  }
  // The open log is among those that are shown, however it was come to.
  const place = found.findIndex(({ path }) => path === open);
  const shown = Math.max(limit, place + 1);
  const groups = new Map<string | undefined, FoundLog[]>();
  for (const log of found.slice(0, shown)) {
    groups.set(log.run, [...(groups.get(log.run) ?? []), log]);
  }
  return (
    <ScrollRegion className={styles.results} label={t('logsSearch.results')}>
      {[...groups].map(([id, logs]) => {
        const run = runs.find(candidate => candidate.id === id);
        const time = run && runTime(run);
        return (
          <section key={id ?? ''} className={styles.run}>
            {id !== undefined && (
              <h4 className={styles.runHead}>
                <bdi>{runTitle(run ?? { id })}</bdi>
                {run && <RunStatus status={run.status} />}
                {run?.branch && <bdi>{run.branch}</bdi>}
                {time && <RelativeTime time={time} />}
              </h4>
            )}
            {logs.map(log => (
              <LogHits
                key={log.path}
                log={log}
                search={search}
                isOpen={log.path === open}
              />
            ))}
          </section>
        );
      })}
      {found.length > shown && (
        <Button
          size="small"
          variant="tertiary"
          onPress={() => setLimit(shown + PAGE)}
        >
          {t('logsSearch.moreLogs', {
            number: formatNumber(found.length - shown),
          })}
        </Button>
      )}
    </ScrollRegion>
  );
}

function LogHits(props: {
  log: FoundLog;
  search: LogsSearchState;
  isOpen: boolean;
}) {
  const { log, search, isOpen } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const url = useLogUrl();
  const { count, hits, isComplete } = log;
  return (
    <div className={styles.log}>
      <div className={styles.logHead}>
        <bdi className={styles.path}>{toVisible(toRelative(log))}</bdi>
        <span className={styles.count}>
          {t('logsSearch.hits', { count, number: formatNumber(count) })}
          {!isComplete && `, ${t('logsSearch.cut')}`}
        </span>
      </div>
      {hits.map(hit => (
        <Link
          key={hit.line}
          className={styles.hit}
          aria-current={isOpen && url.line?.from === hit.line}
          to={url.hrefWith(toHitParams(log, hit, search.request?.query))}
        >
          <span className={styles.line}>{formatNumber(hit.line)}</span>
          <HitPreview hit={hit} />
        </Link>
      ))}
      {count > hits.length && (
        <span className={styles.rest}>
          {t('logsSearch.more', {
            count: count - hits.length,
            number: formatNumber(count - hits.length),
          })}
        </span>
      )}
    </div>
  );
}
