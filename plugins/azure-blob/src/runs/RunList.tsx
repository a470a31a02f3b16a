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

import { useCallback, useRef } from 'react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ProblemLine } from '../diagnosis';
import { formatNumber, ListPanel, SkeletonRows } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { RunIndex } from './RunIndex';
import { ROW_SIZE, RunRows } from './RunRows';
import { RunsState } from './useRuns';
import styles from './RunList.module.css';

/** Props of {@link RunList}. */
export interface RunListProps {
  runs: RunsState;
  selected?: string;
  isFiltered?: boolean;
  /** Given where filters can be cleared. */
  onClear?(): void;
  onSelect(run: string): void;
}

/** The runs to choose from; arrows move, Enter chooses. */
export function RunList(props: RunListProps) {
  const { runs, selected, isFiltered, onClear, onSelect } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const shown = runs.items ?? runs.before;
  const latest = useRef(runs);
  latest.current = runs;
  const onNearEnd = useCallback(() => latest.current.loadMore(), []);

  if (!shown) {
    return runs.error ? null : <SkeletonRows height={ROW_SIZE} />;
  }
  return (
    <ListPanel
      isBusy={!runs.items}
      status={runs.items && <RunCount runs={runs} isFiltered={isFiltered} />}
    >
      <RunIndex index={runs.index} />
      {shown.length > 0 || runs.hasMore ? (
        <RunRows
          runs={shown}
          selected={selected}
          hasMore={runs.hasMore && !runs.error}
          onNearEnd={onNearEnd}
          onSelect={onSelect}
        />
      ) : (
        <div className={styles.empty}>
          <Text as="p">
            {isFiltered ? t('runs.list.noneFits') : t('runs.list.none')}
          </Text>
          {isFiltered && onClear && (
            <Button variant="secondary" onPress={onClear}>
              {t('runs.filters.clear')}
            </Button>
          )}
        </div>
      )}
      {Boolean(runs.error) && (
        <div className={styles.problem}>
          <ProblemLine error={runs.error} isAdviceShown />
          <Button
            variant="tertiary"
            isPending={runs.isPending}
            onPress={runs.retry}
          >
            {t('artifacts.runs.more')}
          </Button>
        </div>
      )}
    </ListPanel>
  );
}

function RunCount(props: { runs: RunsState; isFiltered?: boolean }) {
  const { runs, isFiltered } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const count = runs.items?.length ?? 0;
  if (!runs.hasMore) {
    return <>{t('runs.list.count', { count })}</>;
  }
  if (runs.isPending) {
    return <>{t('runs.list.loading')}</>;
  }
  const number = formatNumber(count);
  return (
    <>
      {isFiltered || !runs.index
        ? t('runs.list.countMore', { number })
        : t('runs.list.countOf', {
            number,
            total: formatNumber(runs.index.runs),
          })}
    </>
  );
}
