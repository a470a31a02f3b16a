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
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { RelativeTime } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { RunStatus } from './RunStatus';
import { runDuration, runTime, runTitle, shortCommit } from './runTitle';
import styles from './RunHeader.module.css';

/** Props of {@link RunHeader}. */
export interface RunHeaderProps {
  run: AzureBlobRun;
  /** Whether the run is still being looked up. */
  isPending: boolean;
}

/** Everything that is known of a run, in a line. */
export function RunHeader({ run, isPending }: RunHeaderProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const time = runTime(run);
  const duration = runDuration(run);
  const commit = run.commit && <code>{shortCommit(run.commit)}</code>;

  if (isPending) {
    return <Skeleton width="60%" height={24} />;
  }
  return (
    <div className={styles.header}>
      <Text as="h2" variant="body-large" weight="bold">
        {runTitle(run)}
        {run.title ? ` ${run.title}` : ''}
      </Text>
      <RunStatus status={run.status} />
      {run.branch && <span>{run.branch}</span>}
      {commit && <MaybeLink url={run.commitUrl}>{commit}</MaybeLink>}
      {run.triggeredBy && (
        <span>{t('artifacts.runs.by', { name: run.triggeredBy })}</span>
      )}
      {duration && <span>{t('artifacts.runs.took', { duration })}</span>}
      {time && <RelativeTime time={time} />}
      {run.pipelineUrl && (
        <MaybeLink url={run.pipelineUrl}>
          {t('artifacts.runs.pipeline')}
        </MaybeLink>
      )}
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
