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

import fc from 'fast-check';
import { AzureBlobLogGroups } from 'backstage-plugin-azure-blob-common';
import { allLines, FilterMap, FoldMap, LogGroups, RowMap } from '.';

const MAX_LINES = 60;

/** Groups of which one holds another, or they have no line in common. */
const groups: fc.Arbitrary<{ lines: number; groups: AzureBlobLogGroups }> = fc
  .record({
    lines: fc.integer({ min: 1, max: MAX_LINES }),
    marks: fc.array(fc.constantFrom('begin', 'end', 'text', 'text'), {
      maxLength: MAX_LINES,
    }),
  })
  .map(({ lines, marks }) => {
    const first: number[] = [];
    const last: number[] = [];
    const open: number[] = [];
    for (let line = 1; line <= lines; line += 1) {
      const mark = marks[line - 1];
      if (mark === 'begin') {
        open.push(first.length);
        first.push(line);
        last.push(lines);
      } else if (mark === 'end' && open.length > 0) {
        last[open.pop() ?? 0] = line;
      }
    }
    return { lines, groups: { first, last, open: [] } };
  });

function checkRows(map: RowMap, shown: number[], lines: number): boolean {
  expect(map.rows).toBe(shown.length);
  expect(shown.map((_, index) => map.lineOf(index + 1))).toEqual(shown);
  const every = Array.from({ length: lines }, (_, index) => index + 1);
  expect(every.filter(line => map.has(line))).toEqual(shown);
  const rowOf = (line: number) =>
    Math.max(1, shown.filter(other => other <= line).length);
  return (
    shown.length === 0 || every.every(line => map.rowOf(line) === rowOf(line))
  );
}

describe('RowMap', () => {
  it('should show what is in no folded group, whatever is folded', () => {
    fc.assert(
      fc.property(
        groups,
        fc.array(fc.boolean(), { minLength: MAX_LINES, maxLength: MAX_LINES }),
        (log, folded) => {
          const { first, last } = log.groups;
          const shown = Array.from(
            { length: log.lines },
            (_, index) => index + 1,
          ).filter(
            line =>
              !first.some(
                (start, place) =>
                  folded[place] && line > start && line <= last[place],
              ),
          );
          const map = new FoldMap(log.lines, log.groups, at => folded[at]);
          expect(checkRows(map, shown, log.lines)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('should show what is filtered, and everything where nothing is', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: MAX_LINES }));
    fc.assert(
      fc.property(numbers, unsorted => {
        const shown = [...unsorted].sort((a, b) => a - b);
        expect(checkRows(new FilterMap(shown), shown, MAX_LINES)).toBe(true);
      }),
    );
    const every = Array.from({ length: 30 }, (_, index) => index + 1);
    expect(checkRows(allLines(30), every, 30)).toBe(true);
  });

  it('should unfold all that hides a line, and nothing else', () => {
    const line = fc.integer({ min: 1, max: MAX_LINES });
    fc.assert(
      fc.property(groups, line, (log, wanted) => {
        const target = Math.min(wanted, log.lines);
        const before = new LogGroups(log.groups).foldAll(true);
        const after = before.reveal(target);
        const map = new FoldMap(log.lines, log.groups, after.isFolded);
        expect(map.has(target)).toBe(true);
        log.groups.first.forEach((start, place) => {
          const holds = target > start && target <= log.groups.last[place];
          expect(after.isFolded(place)).toBe(!holds);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('should keep what was chosen when more groups are known', () => {
    const known = { first: [1, 10], last: [5, 20], open: [1] };
    const chosen = new LogGroups(known).fold(1, false).fold(10, true);
    const more = { first: [1, 7, 10], last: [5, 8, 20], open: [1] };
    const after = chosen.with(more);
    expect([0, 1, 2].map(after.isFolded)).toEqual([false, false, true]);
    expect(after.headingAt(10)).toEqual({
      place: 2,
      lines: 10,
      isFolded: true,
    });
    expect(after.headingAt(11)).toBeUndefined();
  });
});
