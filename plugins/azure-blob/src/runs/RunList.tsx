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

import { useEffect, useRef } from 'react';
import { Button, List, ListRow, Text } from '@backstage/ui';
import {
  Collection,
  GridListLoadMoreItem,
  ListLayout,
  Virtualizer,
} from 'react-aria-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { ProblemLine } from '../diagnosis';
import { formatNumber, SkeletonRows } from '../common';
import { azureBlobTranslationRef } from '../translation';
import { RunIndex } from './RunIndex';
import { RunSummary } from './RunSummary';
import { runTitle } from './runTitle';
import { RunsState } from './useRuns';
import styles from './RunList.module.css';

const ROW_SIZE = 60;

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
  const panel = useRef<HTMLDivElement>(null);
  const shown = runs.items ?? runs.before;
  const isShown = shown !== undefined;

  useScrollToSelected(panel, shown, selected);

  if (!isShown) {
    return runs.error ? null : <SkeletonRows height={ROW_SIZE} />;
  }
  const isKnown = shown.some(run => run.id === selected);
  return (
    <div
      ref={panel}
      className={styles.panel}
      aria-busy={!runs.items}
      data-stale={!runs.items || undefined}
    >
      <RunIndex index={runs.index} />
      <Virtualizer
        layout={ListLayout}
        layoutOptions={{ rowSize: ROW_SIZE, loaderSize: 40 }}
      >
        <List
          aria-label={t('artifacts.runs.label')}
          className={styles.list}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={isKnown && selected !== undefined ? [selected] : []}
          onSelectionChange={keys => {
            const [run] = keys === 'all' ? [] : keys;
            if (run !== undefined) {
              onSelect(String(run));
            }
          }}
          renderEmptyState={() => (
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
        >
          <Collection items={shown}>
            {(run: AzureBlobRun) => (
              <ListRow
                id={run.id}
                textValue={runTitle(run)}
                className={styles.row}
              >
                <RunSummary run={run} />
              </ListRow>
            )}
          </Collection>
          {runs.hasMore && !runs.error && (
            <GridListLoadMoreItem
              className={styles.more}
              isLoading={runs.isPending}
              onLoadMore={runs.loadMore}
            >
              {t('runs.list.loading')}
            </GridListLoadMoreItem>
          )}
        </List>
      </Virtualizer>
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
      <Text
        role="status"
        variant="body-small"
        color="secondary"
        className={styles.count}
      >
        {runs.items && <RunCount runs={runs} isFiltered={isFiltered} />}
      </Text>
    </div>
  );
}

function RunCount(props: { runs: RunsState; isFiltered?: boolean }) {
  const { runs, isFiltered } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const count = runs.items?.length ?? 0;
  if (!runs.hasMore) {
    return <>{t('runs.list.count', { count })}</>;
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

/** Where one comes back to the list, the run that is open is in sight. */
function useScrollToSelected(
  panel: React.RefObject<HTMLElement>,
  runs: AzureBlobRun[] | undefined,
  selected: string | undefined,
) {
  const isDone = useRef(false);
  useEffect(() => {
    const list = panel.current?.querySelector('[role="grid"]');
    if (!runs || !list || isDone.current) {
      return;
    }
    isDone.current = true;
    const top = runs.findIndex(({ id }) => id === selected) * ROW_SIZE;
    if (top + ROW_SIZE > list.clientHeight) {
      list.scrollTop = top - list.clientHeight / 2;
    }
  }, [panel, runs, selected]);
}
