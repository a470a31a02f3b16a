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

import { allLines } from './rows';
import { toMarkPath } from './toMarkPath';

/** Places, starts and lengths of the marks of a path. */
function read(path: string) {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v2h-\3z/g)].map(
    ([, start, place, length]) => [place, start, length].map(Number),
  );
}

describe('toMarkPath', () => {
  it('should mark single lines where they are, all alike', () => {
    const path = toMarkPath([1, 500, 1000], allLines(1000), 300);
    expect(read(path)).toEqual([
      [0, 7, 7],
      [147, 7, 7],
      [297, 7, 7],
    ]);
    expect(read(toMarkPath([1], allLines(9), 90, 'start'))).toEqual([
      [3, 0, 7],
    ]);
    expect(toMarkPath([], allLines(1000), 300)).toBe('');
  });

  it('should have one mark a row, and a longer one where there are more', () => {
    const all = Array.from({ length: 1000 }, (_, index) => index + 1);
    const lines = all.filter(
      line => line % 10 === 0 || (line > 400 && line <= 450),
    );
    const marks = read(toMarkPath(lines, allLines(1000), 300));
    const places = marks.map(([place]) => place);
    expect(new Set(places).size).toBe(places.length);
    expect(places.every(place => place % 3 === 0)).toBe(true);
    const dense = marks.filter(([place]) => place >= 120 && place < 135);
    expect(dense.map(([, , length]) => length)).toEqual([14, 14, 14, 14, 14]);
    const sparse = marks.filter(([place]) => place < 117 || place > 138);
    expect(Math.max(...sparse.map(([, , length]) => length))).toBeLessThan(7);
  });
});
