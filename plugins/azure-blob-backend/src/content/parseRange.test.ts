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
import { parseRange } from './parseRange';

/** What of the bytes a range is to cut, by cutting them. */
function sliceNaively(length: number, first?: number, last?: number) {
  const isBackwards = first !== undefined && last !== undefined && last < first;
  if (isBackwards || (first === undefined && last === undefined)) {
    return undefined;
  }
  const bytes = Array.from({ length }, (_, index) => index);
  const cut =
    first === undefined
      ? bytes.slice(Math.max(0, length - (last ?? 0)))
      : bytes.slice(first, last === undefined ? length : last + 1);
  return cut.length === 0
    ? 'unsatisfiable'
    : { start: cut[0], end: cut[cut.length - 1] + 1 };
}

describe('parseRange', () => {
  it('should cut what a slice cuts', () => {
    const size = fc.nat({ max: 40 });
    const position = fc.option(fc.nat({ max: 50 }), { nil: undefined });
    fc.assert(
      fc.property(size, position, position, (length, first, last) => {
        const range = parseRange(`bytes=${first ?? ''}-${last ?? ''}`, length);
        expect(range).toEqual(sliceNaively(length, first, last));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=1',
    'bytes=a-b',
    'bytes=1-2-3',
    'bytes=1-2,4-5',
    'bytes=0x1-2',
    'bytes=1.5-2',
    'bytes=+1-2',
    'bytes=--1',
    'items=0-1',
    'bytes 0-1',
    `bytes=${'0'.repeat(100)}-1`,
  ])('should ignore %j', header => {
    expect(parseRange(header, 10)).toBeUndefined();
  });

  it('should know no limit but the size', () => {
    expect(parseRange('bytes=5-99999999999999999999', 10)).toEqual({
      start: 5,
      end: 10,
    });
    expect(parseRange('bytes=99999999999999999999-', 10)).toBe('unsatisfiable');
    expect(parseRange('Bytes= 0-0 ', 10)).toEqual({ start: 0, end: 1 });
    expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable');
  });
});
