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

import {
  KeyboardEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { Button, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { AzureBlobLogComparison } from 'backstage-plugin-azure-blob-common';
import { toVisible } from '../../artifacts/names';
import { formatNumber } from '../../common';
import { DiffGrid, useIsWide, useRowWindow } from '../../common/diff';
import { ProblemLine } from '../../diagnosis';
import { azureBlobTranslationRef } from '../../translation';
import { ToolButton } from '../viewer/ToolButton';
import { LogDiff } from './LogDiff';
import { LogDiffRowView } from './LogDiffRowView';
import { useDiffLines } from './useDiffLines';
import styles from './CompareLogs.module.css';

const ROW_PX = 20;
const SPLIT_PX = 1100;
const WIDEST = 400;

/** Props of {@link LogDiffView}. */
export interface LogDiffViewProps {
  entityRef: string;
  location: string;
  /** The paths of both logs. */
  base: string;
  head: string;
  comparison: AzureBlobLogComparison;
  hrefTo(side: 'base' | 'head', line: number): string;
}

/** The lines of two logs: side by side where there is room, else in one column. */
export function LogDiffView(props: LogDiffViewProps) {
  const { entityRef, location, comparison, hrefTo } = props;
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const scroller = useRef<HTMLDivElement>(null);
  const isSplit = useIsWide(scroller, SPLIT_PX);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const [current, setCurrent] = useState<number>();
  const diff = useMemo(
    () => LogDiff.create(comparison.hunks, isSplit, opened),
    [comparison, isSplit, opened],
  );
  const changes = useMemo(() => diff.changes, [diff]);
  const base = useDiffLines({
    ...{ entityRef, location, path: props.base },
    revision: comparison.base.revision,
  });
  const head = useDiffLines({
    ...{ entityRef, location, path: props.head },
    revision: comparison.head.revision,
  });
  const view = useRowWindow(scroller, diff.rows, ROW_PX);
  const rows = Array.from(
    { length: Math.max(0, view.end - view.first) },
    (_, index) => ({
      index: view.first + index,
      row: diff.rowAt(view.first + index),
    }),
  );
  useEffect(() => {
    base.show(rows.flatMap(({ row }) => row?.base ?? []));
    head.show(rows.flatMap(({ row }) => row?.head ?? []));
  });

  const step = (by: 1 | -1) => {
    const start = by > 0 ? -1 : changes.length;
    const next = ((current ?? start) + by + changes.length) % changes.length;
    setCurrent(next);
    view.reveal(changes[next]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlain && (event.key === 'n' || event.key === 'p')) {
      event.preventDefault();
      step(event.key === 'n' ? 1 : -1);
    }
  };
  const open = useCallback(
    (hunk: number) => setOpened(before => new Set(before).add(hunk)),
    [],
  );
  const error = base.error ?? head.error;

  return (
    <div className={styles.diff}>
      <div className={styles.bar}>
        <Text variant="body-small" color="secondary">
          {t('logCompare.counts', {
            removed: formatNumber(comparison.removed),
            added: formatNumber(comparison.added),
          })}
        </Text>
        <span className={styles.steps}>
          <Text role="status" variant="body-small" color="secondary">
            {current === undefined
              ? t('logCompare.differences', { count: changes.length })
              : t('logCompare.position', {
                  index: formatNumber(current + 1),
                  total: formatNumber(changes.length),
                })}
          </Text>
          <ToolButton
            label={t('logCompare.previous')}
            icon={<RiArrowUpLine />}
            onPress={() => step(-1)}
          />
          <ToolButton
            label={t('logCompare.next')}
            icon={<RiArrowDownLine />}
            onPress={() => step(1)}
          />
        </span>
      </div>
      {Boolean(error) && (
        <div className={styles.problem}>
          <ProblemLine error={error} isAdviceShown />
          <Button
            size="small"
            variant="secondary"
            onPress={() => [base, head].forEach(side => side.retry())}
          >
            {t('access.retry')}
          </Button>
        </div>
      )}
      <DiffGrid
        {...{ scroller, view, isSplit, onKeyDown }}
        label={t('logCompare.label', { name: toVisible(props.head) })}
        rows={diff.rows}
        rowPx={ROW_PX}
        numberSize="5rem"
        inlineSize={`max(100%, ${isSplit ? 2 * WIDEST : WIDEST}ch)`}
        aroundSize="22rem"
      >
        {rows.map(({ row, index }) =>
          row ? (
            <LogDiffRowView
              key={index}
              {...{ row, index, base, head, isSplit, hrefTo }}
              isCurrent={current !== undefined && index === changes[current]}
              onOpen={open}
            />
          ) : null,
        )}
      </DiffGrid>
    </div>
  );
}
