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
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { formatBytes, RelativeTime } from '../common';
import { RunStatus } from './RunStatus';
import { runDuration, runTime, runTitle, shortCommit } from './runTitle';
import styles from './RunSummary.module.css';

/** A run in two lines. */
export function RunSummary({ run }: { run: AzureBlobRun }) {
  const time = runTime(run);
  const title = runTitle(run);
  const facts = [
    run.triggeredBy,
    runDuration(run),
    run.size !== undefined && formatBytes(run.size),
  ].filter(Boolean);
  return (
    <span className={styles.run}>
      <span className={styles.line}>
        <Text
          as="span"
          weight="bold"
          truncate
          title={title}
          className={styles.title}
        >
          <bdi>{title}</bdi>
        </Text>
        {run.branch && (
          <span className={styles.branch} title={run.branch}>
            <bdi>{run.branch}</bdi>
          </span>
        )}
        <span className={styles.status}>
          <RunStatus status={run.status} />
        </span>
      </span>
      <span className={styles.details}>
        {run.commit && <code>{shortCommit(run.commit)}</code>}
        <span className={styles.facts} title={facts.join(' · ')}>
          <bdi>{facts.join(' · ')}</bdi>
        </span>
        {time && (
          <span className={styles.time}>
            <RelativeTime time={time} />
          </span>
        )}
      </span>
    </span>
  );
}
