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
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { seeLine } from './__testUtils__/searchedLogs';
import { CandidateFinder } from './CandidateFinder';

const letters = fc.constantFrom('a', 'b', 'k', 'K', 'z');
const pieces = fc.oneof(
  { weight: 6, arbitrary: letters },
  fc.constantFrom('\u001b[1m', '\u001b(B', '\u009b1m', '\u212a', 'é', '.'),
  fc.constantFrom('\n', '\n', '.'.repeat(16_380)),
);

describe('CandidateFinder', () => {
  jest.setTimeout(propertyTimeout());

  it('should find a place in each line that any of the literals is in', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: letters, minLength: 3, maxLength: 4 }), {
          minLength: 1,
          maxLength: 9,
        }),
        fc.boolean(),
        fc.array(pieces, { maxLength: 60, size: 'max' }),
        (literals, caseSensitive, parts) => {
          const matcher = { literals, caseSensitive, find: () => [] };
          const bytes = Buffer.from(parts.join(''));
          const places: number[] = [];
          const total = CandidateFinder.create(matcher)?.find(
            bytes,
            (place, lineFeeds) => {
              const before = bytes.subarray(0, place).toString('latin1');
              expect(lineFeeds).toBe(before.split('\n').length - 1);
              places.push(lineFeeds);
              return place + 1;
            },
          );
          const lines = bytes.toString().split('\n');
          expect(total).toBe(lines.length - 1);
          const toCase = (text: string) =>
            caseSensitive ? text : text.toLowerCase();
          const wanted = lines.flatMap((line, index) => {
            const seen = toCase(seeLine([...line]));
            return literals.some(literal => seen.includes(toCase(literal)))
              ? [index]
              : [];
          });
          expect(places).toEqual(expect.arrayContaining(wanted));
          found += wanted.length;
        },
      ),
      {
        ...propertyRuns(),
        examples: [[['abk'], true, ['a', 'b', '\u009b1m', 'k']]],
      },
    );
    expect(found).toBeGreaterThan(0);
  });
});
