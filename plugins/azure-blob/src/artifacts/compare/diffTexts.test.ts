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
import { DiffHunk, diffTexts, MAX_LINES, splitText } from './diffTexts';
import { toDiffRows } from './toDiffRows';

const text = () =>
  fc
    .array(fc.constantFrom('a', 'b', 'c', '', 'a\r', ' '), { maxLength: 30 })
    .chain(lines => fc.constantFrom(lines.join('\n'), `${lines.join('\n')}\n`));

const join = ({ lines, isCut }: ReturnType<typeof splitText>) =>
  lines
    .map(line => `${line}\n`)
    .join('')
    .slice(0, isCut ? -1 : undefined);

function expectNoGaps(hunks: DiffHunk[]) {
  let [left, right] = [0, 0];
  for (const hunk of hunks) {
    expect([hunk.left, hunk.right]).toEqual([left, right]);
    left += hunk.leftCount;
    right += hunk.rightCount;
  }
  return [left, right];
}

describe('diffTexts', () => {
  it('should account for every line of both sides, in both layouts', async () => {
    await fc.assert(
      fc.asyncProperty(text(), text(), async (before, after) => {
        const [left, right] = [splitText(before), splitText(after)];
        expect([join(left), join(right)]).toEqual([before, after]);
        const hunks = (await diffTexts(left, right)) ?? [];
        expect(expectNoGaps(hunks)).toEqual([
          left.lines.length,
          right.lines.length,
        ]);
        for (const hunk of hunks.filter(({ kind }) => kind === 'same')) {
          expect(
            left.lines.slice(hunk.left, hunk.left + hunk.leftCount),
          ).toEqual(
            right.lines.slice(hunk.right, hunk.right + hunk.rightCount),
          );
        }
        expect(hunks.some(({ kind }) => kind === 'changed')).toBe(
          before !== after,
        );
        for (const isSplit of [true, false]) {
          const rows = toDiffRows(hunks, isSplit, new Set([...hunks.keys()]));
          const numbersOf = (side: 'left' | 'right') =>
            rows.flatMap(row => row[side] ?? []);
          expect(numbersOf('left')).toEqual([...left.lines.keys()]);
          expect(numbersOf('right')).toEqual([...right.lines.keys()]);
        }
      }),
    );
  });

  it('should let other things happen while it compares what differs a lot', async () => {
    const lines = (salt: string) =>
      Array.from({ length: 300 }, (_, index) =>
        index % 20 === 0 ? `same ${index}` : `${salt} ${index}`,
      ).join('\n');
    // The time for a try in one piece is up after its first step.
    const clock = jest.spyOn(Date, 'now').mockReturnValue(1_000);
    clock.mockReturnValueOnce(0);
    const pause = jest.spyOn(globalThis, 'setTimeout');
    const hunks = await diffTexts(
      splitText(lines('old')),
      splitText(lines('new')),
    );
    const pauses = pause.mock.calls.length;
    jest.restoreAllMocks();
    expect(hunks).toHaveLength(30);
    // One for each line that is added or removed, and none for all at once.
    expect(pauses).toBeGreaterThan(500);
  });

  it('should refuse more lines than it can show', async () => {
    const many = splitText('\n'.repeat(MAX_LINES + 1));
    expect(await diffTexts(many, splitText(''))).toBeUndefined();
  });

  it('should fold what is the same, with some lines around what is not', async () => {
    const before = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    const after = before.map((line, index) => (index === 20 ? 'other' : line));
    const hunks =
      (await diffTexts(
        splitText(before.join('\n')),
        splitText(after.join('\n')),
      )) ?? [];
    const shown = (opened: number[], isSplit: boolean) =>
      toDiffRows(hunks, isSplit, new Set(opened)).map(row =>
        row.kind === 'fold'
          ? `${row.count} folded`
          : `${row.kind} ${row.left ?? '-'} ${row.right ?? '-'}`,
      );
    expect(shown([], true)).toEqual([
      '17 folded',
      'same 17 17',
      'same 18 18',
      'same 19 19',
      'changed 20 20',
      'same 21 21',
      'same 22 22',
      'same 23 23',
      '16 folded',
    ]);
    expect(shown([0, 2], true)).toHaveLength(40);
    expect(shown([], false).slice(4, 6)).toEqual([
      'changed 20 -',
      'changed - 20',
    ]);
  });
});
