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

import { DiffHunk } from './diffTexts';

/** One row of a comparison: the numbers of its lines on each side, from 0. */
export interface DiffRow {
  kind: 'same' | 'changed' | 'fold';
  left?: number;
  right?: number;
  /** The index of the hunk it is of. */
  hunk: number;
  /** How many lines are folded away; 0 but for `fold`. */
  count: number;
}

/** The lines that are shown around what differs. */
const CONTEXT = 3;
/** Fewer lines than this are not worth folding. */
const MIN_FOLD = 4;

/**
 * Lays the lines of both sides out in rows.
 *
 * @param isSplit - side by side, or else one below the other
 * @param opened - the indexes of the hunks that are not folded
 */
export function toDiffRows(
  hunks: DiffHunk[],
  isSplit: boolean,
  opened: ReadonlySet<number>,
): DiffRow[] {
  return hunks.flatMap((hunk, index) => {
    if (hunk.kind === 'changed') {
      return layOutChange(hunk, index, isSplit);
    }
    const head = index === 0 ? 0 : CONTEXT;
    const tail = index === hunks.length - 1 ? 0 : CONTEXT;
    const folded = hunk.leftCount - head - tail;
    if (folded < MIN_FOLD || opened.has(index)) {
      return layOutSame(hunk, index, 0, hunk.leftCount);
    }
    return [
      ...layOutSame(hunk, index, 0, head),
      { kind: 'fold' as const, hunk: index, count: folded },
      ...layOutSame(hunk, index, hunk.leftCount - tail, hunk.leftCount),
    ];
  });
}

function layOutSame(
  { left, right }: DiffHunk,
  hunk: number,
  start: number,
  end: number,
): DiffRow[] {
  return Array.from({ length: Math.max(end - start, 0) }, (_, index) => ({
    kind: 'same',
    left: left + start + index,
    right: right + start + index,
    ...{ hunk, count: 0 },
  }));
}

function layOutChange(
  { left, right, leftCount, rightCount }: DiffHunk,
  hunk: number,
  isSplit: boolean,
): DiffRow[] {
  const rows = isSplit
    ? Math.max(leftCount, rightCount)
    : leftCount + rightCount;
  const rightStart = isSplit ? 0 : leftCount;
  return Array.from({ length: rows }, (_, index) => ({
    kind: 'changed',
    left: index < leftCount ? left + index : undefined,
    right:
      index >= rightStart && index - rightStart < rightCount
        ? right + index - rightStart
        : undefined,
    ...{ hunk, count: 0 },
  }));
}
