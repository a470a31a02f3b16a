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
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { mergeRuns } from './mergeRuns';

const toRuns = (numbers: number[]): AzureBlobRun[] =>
  numbers.map(number => ({ id: String(number), status: 'succeeded' }));

describe('mergeRuns', () => {
  it('should come to what reading all pages anew would', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(60), { minLength: 1 }),
        fc.uniqueArray(fc.nat(60), { minLength: 1 }),
        fc.integer({ min: 1, max: 20 }),
        (before, added, pageSize) => {
          // Numbers rise with time: what is added is newer than all before.
          const old = [...before].sort((a, b) => b - a);
          const now = [...added.map(number => number + 100), ...old].sort(
            (a, b) => b - a,
          );
          const loaded = old.slice(0, pageSize * 2);
          const fresh = now.slice(0, pageSize);
          const isAll = fresh.length === now.length;
          const merged = mergeRuns(toRuns(loaded), {
            items: toRuns(fresh),
            nextCursor: isAll ? undefined : 'next',
          }).map(({ id }) => Number(id));
          expect(new Set(merged).size).toBe(merged.length);
          expect(merged.slice(0, fresh.length)).toEqual(fresh);
          expect([...merged].sort((a, b) => b - a)).toEqual(merged);
          // Where the pages meet, nothing between them is missing.
          const isMet = fresh.some(number => loaded.includes(number));
          const expected = isMet ? now.slice(0, merged.length) : merged;
          expect(merged).toEqual(expected);
        },
      ),
    );
  });

  it('should drop runs that are gone, and take the new state of the others', () => {
    const merged = mergeRuns(toRuns([5, 4, 3, 2, 1]), {
      items: [
        { id: '6', status: 'running' },
        { id: '5', status: 'failed' },
        { id: '3', status: 'succeeded' },
      ],
      nextCursor: 'next',
    });
    expect(merged.map(({ id, status }) => `${id} ${status}`)).toEqual([
      '6 running',
      '5 failed',
      '3 succeeded',
      '2 succeeded',
      '1 succeeded',
    ]);
    expect(
      mergeRuns(toRuns([3, 2, 1]), { items: toRuns([3]) }).map(({ id }) => id),
    ).toEqual(['3']);
  });
});
