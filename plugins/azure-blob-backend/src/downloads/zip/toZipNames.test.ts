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

import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { toZipNames } from './toZipNames';

const TAKEN = ['MANIFEST.json', 'SHA256SUMS'];

const character = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...'aAbB./\\') },
  fc.constantFrom(
    ...['\0', '\u202e', '\u2066', 'é', 'e\u0301', 'É', 'ß', 'ﬁ', ' ', ':', '"'],
    ...['\n', '\u0085', '\u2028', '\ud800', '\ufeff', '<', '?', '*', '|', 'İ'],
  ),
  fc.string({ unit: 'binary', maxLength: 2 }),
);
const segment = fc.oneof(
  fc.array(character, { maxLength: 8 }).map(all => all.join('')),
  fc.constantFrom(
    ...['..', '.', '...', 'CON', 'nul.txt', 'com1', 'C:', 'a.', 'a ', ''],
    ...['MANIFEST.json', 'manifest.JSON', 'SHA256SUMS', 'a', 'A', 'a (2)'],
    'x'.repeat(300),
    `${'y'.repeat(199)}.${'z'.repeat(40)}`,
  ),
);
const path = fc
  .array(segment, { minLength: 1, maxLength: 5 })
  .map(all => all.join('/'));

describe('toZipNames', () => {
  it('should leave good names as they are', () => {
    const paths = ['report.html', 'bin/app', 'bin/.config', 'ä/ö (1).txt'];
    expect(toZipNames(paths, TAKEN)).toEqual(paths);
  });

  it('C16: should tell apart what some systems do not', () => {
    expect(
      toZipNames(
        ['a.txt', 'A.txt', 'a.TXT', 'é', 'e\u0301', 'b', 'b/c', 'SHA256SUMS'],
        TAKEN,
      ),
    ).toEqual([
      'a.txt',
      'A (2).txt',
      'a (3).TXT',
      'é',
      'e\u0301 (2)',
      'b (2)',
      'b/c',
      'SHA256SUMS (2)',
    ]);
  });

  it('C16: should take no longer for many names that come to one', () => {
    const paths = Array.from({ length: 20_000 }, (_, at) =>
      `${at}`.replace(/./g, '\u200e\u202e'.repeat(1)).concat('a'),
    );
    const start = performance.now();
    const names = toZipNames(paths, TAKEN);
    expect(new Set(names).size).toBe(20_000);
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it(
    'C15, C16: should name each file safely, and no two alike, whatever they are called',
    () => {
      fc.assert(
        fc.property(fc.array(path, { maxLength: 12 }), paths => {
          const names = toZipNames(paths, TAKEN);
          expect(names).toHaveLength(paths.length);
          const all = [...names, ...TAKEN];
          for (const name of names) {
            expect(posix.normalize(name)).toBe(name);
            expect(posix.resolve('/root', name)).toBe(`/root/${name}`);
            expect(win32.resolve('C:\\root', name)).toBe(
              `C:\\root\\${name.replace(/\//g, '\\')}`,
            );
            expect(name).not.toMatch(
              /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\\:*?"<>|]/u,
            );
            for (const part of name.split('/')) {
              expect(part).toMatch(/^(?! )[^]*[^. ]$/);
              expect(part).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
              expect(Array.from(part).length).toBeLessThanOrEqual(220);
            }
          }
          for (const form of ['NFC', 'NFD'] as const) {
            const keys = all.map(name => name.normalize(form).toLowerCase());
            expect(new Set(keys).size).toBe(all.length);
            // No file is where another one needs a folder.
            for (const key of keys) {
              for (let end = key.indexOf('/'); end > 0; ) {
                expect(keys).not.toContain(key.slice(0, end));
                end = key.indexOf('/', end + 1);
              }
            }
          }
        }),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );
});
