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

import * as fc from 'fast-check';
import { AzureBlobLogHunk } from 'backstage-plugin-azure-blob-common';
import { LogDiff, LogDiffRow } from './LogDiff';

const size = fc.integer({ min: 1, max: 12 });

/** Hunks without a gap, of which no two neighbours are the same. */
const hunks = fc
  .array(fc.tuple(size, size, fc.constantFrom('removed', 'added', 'changed')), {
    minLength: 1,
    maxLength: 8,
  })
  .chain(changes => fc.tuple(fc.constant(changes), fc.boolean()))
  .map(([changes, isSameFirst]) => {
    const result: AzureBlobLogHunk[] = [];
    let [base, head] = [1, 1];
    const add = (
      kind: AzureBlobLogHunk['kind'],
      baseCount: number,
      headCount: number,
    ) => {
      result.push({
        kind,
        base: { from: base, count: baseCount },
        head: { from: head, count: headCount },
      });
      base += baseCount;
      head += headCount;
    };
    changes.forEach(([left, right, kind], index) => {
      if (index > 0 || isSameFirst) {
        add('same', left * 2, left * 2);
      }
      add(
        kind as AzureBlobLogHunk['kind'],
        kind === 'added' ? 0 : left,
        kind === 'removed' ? 0 : right,
      );
    });
    return { result, base: base - 1, head: head - 1 };
  });

function rowsOf(diff: LogDiff): LogDiffRow[] {
  return Array.from({ length: diff.rows }, (_, row) => {
    const found = diff.rowAt(row);
    if (!found) {
      throw new Error(`There is no row ${row}.`);
    }
    return found;
  });
}

const upTo = (count: number) =>
  Array.from({ length: count }, (_, index) => index + 1);

describe('LogDiff', () => {
  it('should show every line of both logs once where nothing is folded', () => {
    fc.assert(
      fc.property(hunks, fc.boolean(), ({ result, base, head }, isSplit) => {
        const all = new Set(result.keys());
        const diff = LogDiff.create(result, isSplit, all);
        const rows = rowsOf(diff);
        expect(rows.flatMap(row => row.base ?? [])).toEqual(upTo(base));
        expect(rows.flatMap(row => row.head ?? [])).toEqual(upTo(head));
        expect(diff.rowAt(diff.rows)).toBeUndefined();
        const differing = result.filter(({ kind }) => kind !== 'same');
        expect(diff.changes).toHaveLength(differing.length);
        for (const row of diff.changes) {
          expect(rows[row].kind).toBe('changed');
          expect(rows[row - 1]?.hunk).not.toBe(rows[row].hunk);
        }
      }),
    );
  });

  it('should fold what is the same, but for three lines on each side', () => {
    fc.assert(
      fc.property(hunks, fc.boolean(), ({ result, base }, isSplit) => {
        const rows = rowsOf(LogDiff.create(result, isSplit, new Set()));
        const folded = rows.reduce((sum, { count }) => sum + count, 0);
        const shown = rows.flatMap(row => row.base ?? []);
        expect(shown.length + folded).toBe(base);
        const folds = rows.flatMap((row, index) =>
          row.kind === 'fold'
            ? { row, around: [rows[index - 3], rows[index + 3]] }
            : [],
        );
        for (const { row, around } of folds) {
          expect(row.count).toBeGreaterThanOrEqual(4);
          // Where there is none, the log begins or ends.
          const kinds = around.flatMap(near => near?.kind ?? []);
          expect(kinds.filter(kind => kind !== 'same')).toEqual([]);
        }
      }),
    );
  });

  it('should not make a page of what nobody would read', () => {
    const change: AzureBlobLogHunk = {
      kind: 'changed',
      base: { from: 1, count: 5_000_000 },
      head: { from: 1, count: 4_000_000 },
    };
    const diff = LogDiff.create([change], true, new Set());
    expect(diff.rows).toBe(2001);
    expect(diff.rowAt(2000)).toEqual({
      ...{ kind: 'fold', hunk: 0, count: 4_998_000 },
    });
  });
});
