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

import { AzureBlobLogHunk } from 'backstage-plugin-azure-blob-common';

/** One row of a comparison: the numbers of its lines on each side. */
export interface LogDiffRow {
  kind: 'same' | 'changed' | 'fold';
  base?: number;
  head?: number;
  /** The place of the hunk it is of. */
  hunk: number;
  /** How many lines are folded away; 0 but for `fold`. */
  count: number;
}

interface Segment {
  kind: 'same' | 'changed' | 'fold';
  hunk: number;
  /** The first row. */
  row: number;
  rows: number;
  base: number;
  baseCount: number;
  head: number;
  headCount: number;
}

/** The lines that are shown around what differs. */
const CONTEXT = 3;
/** Fewer lines than this are not worth folding. */
const MIN_FOLD = 4;
/** As many lines of one difference as anybody reads in a row. */
const MAX_CHANGE = 2000;
/** More rows of 20 px would be higher than browsers let anything be. */
const MAX_ROWS = 400_000;

/** Lays the lines of two logs out in rows, without making all of them. */
export class LogDiff {
  readonly #segments: Segment[];
  readonly #isSplit: boolean;

  private constructor(segments: Segment[], isSplit: boolean) {
    this.#segments = segments;
    this.#isSplit = isSplit;
  }

  /**
   * Lays out what a comparison found.
   *
   * @param isSplit - side by side, or else one below the other
   * @param opened - the places of the hunks that are not folded
   */
  static create(
    hunks: AzureBlobLogHunk[],
    isSplit: boolean,
    opened: ReadonlySet<number>,
  ): LogDiff {
    const segments: Segment[] = [];
    const add = (
      kind: Segment['kind'],
      hunk: number,
      [start, end]: [number, number],
    ) => {
      const { base, head } = hunks[hunk];
      const baseCount = Math.max(0, Math.min(base.count, end) - start);
      const headCount = Math.max(0, Math.min(head.count, end) - start);
      const last = segments.at(-1);
      const row = last ? last.row + last.rows : 0;
      const isFold = kind === 'fold' || row > MAX_ROWS;
      let rows = isFold ? 1 : baseCount;
      if (kind === 'changed' && !isFold) {
        rows = isSplit ? Math.max(baseCount, headCount) : baseCount + headCount;
      }
      if (rows > 0 && (baseCount > 0 || headCount > 0)) {
        segments.push({
          ...{ kind: isFold ? 'fold' : kind, hunk, row, rows },
          ...{ base: base.from + Math.min(start, base.count), baseCount },
          ...{ head: head.from + Math.min(start, head.count), headCount },
        });
      }
    };
    hunks.forEach(({ kind, base, head }, index) => {
      const size = Math.max(base.count, head.count);
      const isOpen = opened.has(index);
      if (kind !== 'same') {
        const shown = isOpen ? size : Math.min(size, MAX_CHANGE);
        add('changed', index, [0, shown]);
        add('fold', index, [shown, size]);
        return;
      }
      const before = index === 0 ? 0 : CONTEXT;
      const after = index === hunks.length - 1 ? 0 : CONTEXT;
      if (isOpen || size - before - after < MIN_FOLD) {
        add('same', index, [0, size]);
      } else {
        add('same', index, [0, before]);
        add('fold', index, [before, size - after]);
        add('same', index, [size - after, size]);
      }
    });
    return new LogDiff(segments, isSplit);
  }

  get rows(): number {
    const last = this.#segments.at(-1);
    return last ? last.row + last.rows : 0;
  }

  /** The first row of each difference. */
  get changes(): number[] {
    return this.#segments.flatMap(({ kind, row, hunk }, index) =>
      kind === 'changed' && this.#segments[index - 1]?.hunk !== hunk ? row : [],
    );
  }

  rowAt(row: number): LogDiffRow | undefined {
    const segment = this.#find(row);
    if (!segment) {
      return undefined;
    }
    const { kind, hunk, base, baseCount, head, headCount } = segment;
    if (kind === 'fold') {
      return { kind, hunk, count: Math.max(baseCount, headCount) };
    }
    const index = row - segment.row;
    const headIndex =
      kind === 'changed' && !this.#isSplit ? index - baseCount : index;
    return {
      ...{ kind, hunk, count: 0 },
      base: index < baseCount ? base + index : undefined,
      head:
        headIndex >= 0 && headIndex < headCount ? head + headIndex : undefined,
    };
  }

  #find(row: number): Segment | undefined {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#segments[middle].row <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const segment = this.#segments[low];
    return segment && row < segment.row + segment.rows ? segment : undefined;
  }
}
