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

import { ReactNode } from 'react';
import { Link, Skeleton, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  AzureBlobRun,
  AzureBlobRunDetails,
} from 'backstage-plugin-azure-blob-common';
import { formatBytes, formatNumber, RelativeTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { RunRetention } from './RunRetention';
import { RunStatus } from './RunStatus';
import { runDuration, runTime, runTitle, shortCommit } from './runTitle';
import styles from './RunHeader.module.css';

/** Props of {@link RunHeader}. */
export interface RunHeaderProps {
  run: AzureBlobRun;
  /** What its files come to, once that is known. */
  details?: AzureBlobRunDetails;
  /** Whether the run is still being looked up. */
  isPending: boolean;
  /** What can be done with the run. */
  children?: ReactNode;
}

/** Everything that is known of a run, in a few lines. */
export function RunHeader(props: RunHeaderProps) {
  const { run, details, isPending, children } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const time = runTime(run);
  const duration = runDuration(run);
  const commit = run.commit && <code>{shortCommit(run.commit)}</code>;

  if (isPending) {
    return <Skeleton width="60%" height={24} />;
  }
  return (
    <div
      className={styles.header}
      data-stacked={Boolean(children) || undefined}
    >
      <div className={styles.heading}>
        <Text as="h2" variant="body-large" weight="bold">
          <bdi>{runTitle(run)}</bdi> {run.title && <bdi>{run.title}</bdi>}
        </Text>
        <RunStatus status={run.status} />
      </div>
      {children && <div className={styles.actions}>{children}</div>}
      <div className={styles.facts}>
        {run.branch && <bdi>{run.branch}</bdi>}
        {commit && <MaybeLink url={run.commitUrl}>{commit}</MaybeLink>}
        {run.version && run.version !== runTitle(run) && (
          <bdi>{run.version}</bdi>
        )}
        {run.triggeredBy && (
          <bdi>{t('artifacts.runs.by', { name: run.triggeredBy })}</bdi>
        )}
        {duration && <span>{t('artifacts.runs.took', { duration })}</span>}
        {time && <RelativeTime time={time} />}
        {run.pipelineUrl && (
          <MaybeLink url={run.pipelineUrl}>
            {t('artifacts.runs.pipeline')}
          </MaybeLink>
        )}
        {details && (
          <span className={styles.totals}>
            {t('runs.header.totals', {
              count: details.files,
              number: formatNumber(details.files),
              size: formatBytes(details.size),
            })}
            {!details.complete && ` ${t('runs.header.andMore')}`}
          </span>
        )}
      </div>
      <RunRetention retention={details?.retention ?? run.retention} />
    </div>
  );
}

/** The backend lets http and https through; nothing else may become a link. */
function MaybeLink({ url, children }: { url?: string; children: ReactNode }) {
  return url && /^https?:\/\//i.test(url) ? (
    <Link href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </Link>
  ) : (
    <span>{children}</span>
  );
}
