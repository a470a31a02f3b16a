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

import { useEffect } from 'react';
import {
  RiAddBoxLine,
  RiCheckboxIndeterminateLine,
  RiEditBoxLine,
} from '@remixicon/react';
import { Button, List, ListRow, Text } from '@backstage/ui';
import {
  Collection,
  GridListLoadMoreItem,
  ListLayout,
  Virtualizer,
} from 'react-aria-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobDifference } from 'backstage-plugin-azure-blob-common';
import { formatBytes, formatNumber, ListPanel } from '../../common';
import { ProblemLine } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import { formatSizeChange } from './formatSizeChange';
import { ComparisonState } from './useComparison';
import styles from './DifferenceList.module.css';

const ROW_SIZE = 40;
const ENOUGH = 50;
const ICONS = {
  added: RiAddBoxLine,
  removed: RiCheckboxIndeterminateLine,
  changed: RiEditBoxLine,
};

/** Props of {@link DifferenceList}. */
export interface DifferenceListProps {
  comparison: ComparisonState;
  /** The only kind to show. */
  change?: AzureBlobDifference['change'];
  /** The path of the one that is open. */
  selected?: string;
  /** Whether there is something below it that needs the room. */
  isShort: boolean;
  onSelect(difference: AzureBlobDifference): void;
}

/** The files that differ; arrows move, Enter opens. */
export function DifferenceList(props: DifferenceListProps) {
  const { comparison, change, selected, isShort, onSelect } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { items = [], hasMore, isPending, error, loadMore } = comparison;
  const shown = change ? items.filter(item => item.change === change) : items;
  const isShown = shown.some(({ path }) => path === selected);
  const isTooFew = change && shown.length < ENOUGH && hasMore && !error;

  // Pages of which the filter leaves nothing do not bring their end in sight.
  useEffect(() => {
    if (isTooFew && !isPending) {
      loadMore();
    }
  });

  return (
    <ListPanel
      status={
        hasMore
          ? t('runs.compare.countMore', { number: formatNumber(shown.length) })
          : t('runs.compare.count', { count: shown.length })
      }
    >
      <Virtualizer
        layout={ListLayout}
        layoutOptions={{ rowSize: ROW_SIZE, loaderSize: ROW_SIZE }}
      >
        <List
          aria-label={t('runs.compare.list')}
          className={styles.list}
          data-short={isShort || undefined}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={isShown && selected !== undefined ? [selected] : []}
          onSelectionChange={keys => {
            const [path] = keys === 'all' ? [] : keys;
            const difference = shown.find(item => item.path === path);
            if (difference) {
              onSelect(difference);
            }
          }}
          renderEmptyState={() =>
            change && !isPending ? (
              <Text as="p" className={styles.empty}>
                {t('runs.compare.noneOfKind', {
                  kind: t(`runs.compare.${change}`).toLocaleLowerCase(),
                })}
              </Text>
            ) : null
          }
        >
          <Collection items={shown}>
            {(item: AzureBlobDifference) => (
              <ListRow
                id={item.path}
                textValue={item.path}
                className={styles.row}
              >
                <Difference difference={item} />
              </ListRow>
            )}
          </Collection>
          {hasMore && !error && (
            <GridListLoadMoreItem
              className={styles.more}
              isLoading={isPending}
              onLoadMore={loadMore}
            >
              {t('runs.compare.more')}
            </GridListLoadMoreItem>
          )}
        </List>
      </Virtualizer>
      {Boolean(error) && (
        <div className={styles.problem}>
          <ProblemLine error={error} isAdviceShown />
          <Button variant="tertiary" onPress={comparison.retry}>
            {t('runs.compare.retry')}
          </Button>
        </div>
      )}
    </ListPanel>
  );
}

function Difference({ difference }: { difference: AzureBlobDifference }) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { path, change, before, after } = difference;
  const Icon = ICONS[change];
  const nameStart = path.lastIndexOf('/') + 1;
  return (
    <span className={styles.difference}>
      <span className={styles.change} data-change={change}>
        <Icon size={16} aria-hidden />
        {t(`runs.compare.${change}`)}
      </span>
      <span className={styles.path} title={path}>
        <bdi className={styles.name}>{path.slice(nameStart)}</bdi>
        <bdi className={styles.folder}>{path.slice(0, nameStart)}</bdi>
      </span>
      <span className={styles.sizes}>
        {before && after
          ? t('runs.compare.size', {
              before: formatBytes(before.size),
              after: formatBytes(after.size),
            })
          : formatBytes((before ?? after)?.size ?? 0)}
      </span>
      <span className={styles.delta}>
        {formatSizeChange((after?.size ?? 0) - (before?.size ?? 0))}
      </span>
    </span>
  );
}
