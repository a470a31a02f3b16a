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

import { Button, List, ListRow, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { ProblemLine } from '../diagnosis';
import { PagesState, RelativeTime, SkeletonRows } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { RunStatus } from './RunStatus';
import { runTime, runTitle, shortCommit } from './runTitle';
import styles from './RunList.module.css';

/** Props of {@link RunList}. */
export interface RunListProps {
  runs: PagesState<AzureBlobRun>;
  selected?: string;
  onSelect(run: string): void;
}

/** The runs to choose from; arrows move, Enter chooses. */
export function RunList({ runs, selected, onSelect }: RunListProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  if (!runs.items) {
    return <SkeletonRows height={56} />;
  }
  const isKnown = runs.items.some(run => run.id === selected);
  return (
    <div className={styles.panel}>
      <List
        aria-label={t('artifacts.runs.label')}
        className={styles.list}
        items={runs.items}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={isKnown && selected !== undefined ? [selected] : []}
        onSelectionChange={keys => {
          const [run] = keys === 'all' ? [] : keys;
          if (run !== undefined) {
            onSelect(String(run));
          }
        }}
      >
        {run => (
          <ListRow id={run.id} textValue={runTitle(run)} className={styles.row}>
            <RunSummary run={run} />
          </ListRow>
        )}
      </List>
      {Boolean(runs.error) && <ProblemLine error={runs.error} />}
      {(runs.hasMore || Boolean(runs.error)) && (
        <Button
          variant="tertiary"
          size="medium"
          isPending={runs.isPending}
          onPress={runs.loadMore}
        >
          {t('artifacts.runs.more')}
        </Button>
      )}
    </div>
  );
}

function RunSummary({ run }: { run: AzureBlobRun }) {
  const time = runTime(run);
  return (
    <span className={styles.run}>
      <span className={styles.line}>
        <Text as="span" weight="bold" truncate title={runTitle(run)}>
          {runTitle(run)}
        </Text>
        <RunStatus status={run.status} />
      </span>
      <span className={styles.details}>
        {run.branch && (
          <span className={styles.branch} title={run.branch}>
            {run.branch}
          </span>
        )}
        {run.commit && <code>{shortCommit(run.commit)}</code>}
        {time && (
          <span className={styles.time}>
            <RelativeTime time={time} />
          </span>
        )}
      </span>
    </span>
  );
}
