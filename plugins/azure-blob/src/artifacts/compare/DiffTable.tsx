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

import { useCallback, useMemo, useRef, useState } from 'react';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { ButtonIcon, Text } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatNumber } from '../../common';
import {
  DiffGrid,
  MAX_LINE_LENGTH,
  useIsWide,
  useRowWindow,
} from '../../common/diff';
import { azureBlobTranslationRef } from '../../translation';
import { ComparedText } from './compareFile';
import { DiffRowView } from './DiffRowView';
import { toDiffRows } from './toDiffRows';
import styles from './DiffTable.module.css';

/** What a fold needs to be hit. */
const ROW_PX = 24;
const SPLIT_PX = 900;

/** Props of {@link DiffTable}. */
export interface DiffTableProps {
  path: string;
  file: Extract<ComparedText, { state: 'compared' }>;
}

/** The lines of two files: side by side where there is room, else in one column. */
export function DiffTable({ path, file }: DiffTableProps) {
  const { t } = useTranslationRef(azureBlobTranslationRef);
  const { left, right, hunks } = file;
  const scroller = useRef<HTMLDivElement>(null);
  const isSplit = useIsWide(scroller, SPLIT_PX);
  const [opened, setOpened] = useState<ReadonlySet<number>>(new Set());
  const rows = useMemo(
    () => toDiffRows(hunks, isSplit, opened),
    [hunks, isSplit, opened],
  );
  const changes = useMemo(
    () =>
      rows.flatMap(({ kind, hunk }, index) =>
        kind === 'changed' && rows[index - 1]?.hunk !== hunk ? index : [],
      ),
    [rows],
  );
  const widest = useMemo(
    () => Math.min(longest(left.lines, right.lines), MAX_LINE_LENGTH),
    [left, right],
  );
  const view = useRowWindow(scroller, rows.length, ROW_PX);
  const open = useCallback(
    (hunk: number) => setOpened(before => new Set(before).add(hunk)),
    [],
  );

  const middle = view.first + view.visible / 2;
  const next = changes.find(row => row > middle);
  const previous = changes.findLast(row => row < middle - 1);
  const counts = countLines(file);

  return (
    <>
      <div className={styles.bar}>
        <Text role="status" variant="body-small" color="secondary">
          {changes.length === 0
            ? t('runs.diff.same')
            : t('runs.diff.counts', counts)}
        </Text>
        <span className={styles.steps}>
          <ButtonIcon
            variant="tertiary"
            icon={<RiArrowUpLine />}
            aria-label={t('runs.diff.previous')}
            isDisabled={previous === undefined}
            onPress={() => previous !== undefined && view.reveal(previous)}
          />
          <ButtonIcon
            variant="tertiary"
            icon={<RiArrowDownLine />}
            aria-label={t('runs.diff.next')}
            isDisabled={next === undefined}
            onPress={() => next !== undefined && view.reveal(next)}
          />
        </span>
      </div>
      <DiffGrid
        {...{ scroller, view, isSplit }}
        label={t('runs.diff.label', { path })}
        rows={rows.length}
        rowPx={ROW_PX}
        numberSize="4.5rem"
        inlineSize={
          isSplit
            ? `max(100%, calc(50% + ${widest + 10}ch))`
            : `max(100%, ${widest + 18}ch)`
        }
        aroundSize="14rem"
      >
        {rows.slice(view.first, view.end).map((row, index) => (
          <DiffRowView
            key={view.first + index}
            row={row}
            index={view.first + index}
            left={left}
            right={right}
            isSplit={isSplit}
            onOpen={open}
          />
        ))}
      </DiffGrid>
    </>
  );
}

function longest(...sides: string[][]): number {
  return sides
    .flat()
    .reduce((length, line) => Math.max(length, line.length), 0);
}

function countLines({ hunks }: DiffTableProps['file']) {
  const changed = hunks.filter(({ kind }) => kind === 'changed');
  const sum = (side: 'leftCount' | 'rightCount') =>
    formatNumber(changed.reduce((total, hunk) => total + hunk[side], 0));
  return { added: sum('rightCount'), removed: sum('leftCount') };
}
