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
import { propertyRuns } from '../../__testUtils__/propertyRuns';
import { alignLines } from './alignLines';
import { normalizeLine } from './normalizeLine';
import { toHunks } from './toHunks';

describe('normalizeLine', () => {
  it.each([
    [
      '2026-11-21T10:00:00.1234567Z PASS src/a.test.ts (12 ms)',
      '2026-11-22T07:01:59.0000001Z PASS src/a.test.ts (1.5 s)',
    ],
    ['[10:00:01] Done in 1 m 12 s', '[23:59:59] Done in 48s'],
    [
      'Removing container 0c8f7f0e-4f0b-4f5c-9a53-8a9d3a0ad9aa',
      'Removing container 11111111-2222-3333-4444-555555555555',
    ],
    ['HEAD is now at 9f3c1ab Fix it', 'HEAD is now at 77ab02e Fix it'],
    ['\u001b[32mok\u001b[39m  ', 'ok'],
    ['downloading 5 %\rdownloading 100 %', 'downloading 100 %'],
    ['wrote /tmp/jest-1a2b/x.json', 'wrote /tmp/jest-9z/y.json'],
    ['listening on localhost:40123', 'listening on localhost:51999'],
    ['section_start:1700000000:test', 'section_start:1700009999:test'],
    ['Time: 3 minutes, 4 seconds', 'Time: 59 seconds'],
  ])('should hold %j and %j for the same', (one, other) => {
    expect(normalizeLine(one)).toBe(normalizeLine(other));
  });

  it.each([
    ['Tests: 2 failed, 8 passed', 'Tests: 3 failed, 8 passed'],
    ['exit code 1', 'exit code 2'],
    ['version 1.4.1283', 'version 1.4.1284'],
    ['deadbeef', 'feedface'],
    ['expected 200', 'expected 500'],
    ['see https://contoso.example/a', 'see https://contoso.example/b'],
  ])('should tell %j from %j', (one, other) => {
    expect(normalizeLine(one)).not.toBe(normalizeLine(other));
  });

  it('should take its time with no line', () => {
    for (const hostile of ['1', 'a', '0', '1:', '1 ', '-1', '\u001b[']) {
      const line = hostile.repeat(200_000).slice(0, 4_096);
      expect(normalizeLine(line).length).toBeLessThanOrEqual(3 * line.length);
    }
  });
});

describe('alignLines', () => {
  const keys = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 60 });

  it('should match only what is the same, in order, and lose no line', async () => {
    await fc.assert(
      fc.asyncProperty(keys, keys, async (base, head) => {
        const matches = await alignLines(base, head);
        const hunks = toHunks(matches, {
          base: base.length,
          head: head.length,
        });
        let [atBase, atHead] = [1, 1];
        let previous: string | undefined;
        for (const hunk of hunks) {
          expect(hunk.base.from).toBe(atBase);
          expect(hunk.head.from).toBe(atHead);
          atBase += hunk.base.count;
          atHead += hunk.head.count;
          const slice = (
            lines: number[],
            side: { from: number; count: number },
          ) => lines.slice(side.from - 1, side.from - 1 + side.count);
          const same =
            JSON.stringify(slice(base, hunk.base)) ===
            JSON.stringify(slice(head, hunk.head));
          expect(same).toBe(hunk.kind === 'same');
          const kind = hunk.kind === 'same' ? 'same' : 'other';
          expect(kind).not.toBe(previous);
          expect(hunk.base.count > 0 || hunk.head.count > 0).toBe(true);
          previous = kind;
        }
        expect([atBase, atHead]).toEqual([base.length + 1, head.length + 1]);
      }),
      propertyRuns(),
    );
  });

  it('should find a few changes in many lines', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.nat({ max: 4_999 }), { maxLength: 20 }),
        async changed => {
          // Most lines of logs come again and again.
          const base = Array.from({ length: 5_000 }, (_, i) => i % 700);
          const head = base.map((key, i) => (changed.includes(i) ? -i : key));
          const matches = await alignLines(base, head);
          const same = matches.reduce((sum, { count }) => sum + count, 0);
          const isZeroed = changed.includes(0);
          expect(same).toBe(5_000 - changed.length + (isZeroed ? 1 : 0));
        },
      ),
      { ...propertyRuns<[number[]]>(), numRuns: 50 },
    );
  });

  it('should come to an end with logs that have nothing in common', async () => {
    const base = Float64Array.from({ length: 100_000 }, (_, i) => i % 9);
    const head = Float64Array.from({ length: 100_000 }, (_, i) => -1 - (i % 9));
    expect(await alignLines(base, head)).toEqual([]);
  });
});
