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
import { createLineMatcher, MAX_QUERY_LENGTH } from './LineMatcher';

function find(q: string, text: string, options: { word?: boolean } = {}) {
  const query = { q, regex: true, case: true, ...options };
  return createLineMatcher(query).find(text, 20);
}

/** Parts that match something, or not at all. */
const { solid } = fc.letrec<{ solid: string; piece: string }>(tie => ({
  piece: fc
    .tuple(
      fc.oneof(
        { maxDepth: 2 },
        fc.constantFrom(...'abx1 -', '.', '\\d', '\\w', '\\W', '[ab]', '[^a]'),
        tie('solid').map(inner => `(?:${inner})`),
      ),
      fc.constantFrom('', '', '+', '{1,2}', '+?'),
    )
    .map(parts => parts.join('')),
  solid: fc
    .array(
      fc
        .array(tie('piece'), { minLength: 1, maxLength: 3 })
        .map(parts => parts.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map(parts => parts.join('|')),
}));

/**
 * Expressions that mean the same to RE2 and to JavaScript, which differ in what
 * they do about repeats of nothing.
 */
const safe = fc
  .array(
    fc.oneof(
      fc.constantFrom('\\b', '^', '$', '\\B'),
      fc
        .tuple(solid, fc.constantFrom('', '?', '*', '*?', '{0,2}'))
        .map(([part, repeat]) => `(?:${part})${repeat}`),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map(parts => parts.join(''))
  .filter(q => q.length <= MAX_QUERY_LENGTH);

describe('createLineMatcher', () => {
  jest.setTimeout(propertyTimeout());

  it.each([
    ['(?=a)', 'invalid or unsupported Perl syntax'],
    ['a(?!b)', 'invalid or unsupported Perl syntax'],
    ['(?<=a)b', 'invalid named capture'],
    ['(?<!a)b', 'invalid named capture'],
    ['(a)\\1', 'invalid escape sequence'],
    ['(?>a)', 'invalid or unsupported Perl syntax'],
    ['a++', 'invalid nested repetition operator'],
    ['(', 'missing closing )'],
    ['a)(b', 'unexpected )'],
  ])('C11: should refuse %s, which RE2 does not have', (q, problem) => {
    for (const word of [true, false]) {
      expect(() => createLineMatcher({ q, regex: true, word })).toThrow(
        expect.objectContaining({
          code: 'InvalidRequest',
          message: `The expression ${JSON.stringify(
            q,
          )} cannot be looked for: ${problem}.`,
        }),
      );
    }
  });

  it('C11: should match in linear time what explodes elsewhere', () => {
    const text = `${'a'.repeat(50_000)}!`;
    const begun = Date.now();
    for (const q of [
      '^(a+)+$',
      '(a|a)*b',
      '(a*)*b',
      '(.*)(.*)(.*)(.*)(.*)x$',
    ]) {
      expect(find(q, text)).toEqual([]);
    }
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  it('C11: should refuse what is too long, and take the longest', () => {
    for (const regex of [true, false]) {
      expect(() => createLineMatcher({ q: 'x'.repeat(513), regex })).toThrow(
        /1 to 512 characters/,
      );
      expect(() => createLineMatcher({ q: '', regex })).toThrow(/1 to 512/);
      const q = 'x'.repeat(512);
      expect(createLineMatcher({ q, regex }).find(`-${q}`, 1)).toEqual([
        [1, 512],
      ]);
    }
  });

  it.each([
    '(a{1,1000}){1,1000}',
    'a{1001}',
    '((a{100}){100})',
    '.{999}.{999}.{99}',
  ])('C12: should refuse %s, which would be too large', q => {
    expect(() => createLineMatcher({ q, regex: true })).toThrow(
      expect.objectContaining({
        code: 'InvalidRequest',
        message: expect.stringMatching(
          /cannot be looked for: (?:expression too large|invalid repeat count)\.$/,
        ),
      }),
    );
  });

  it('C11: should match as JavaScript does, where both mean the same', () => {
    fc.assert(
      fc.property(
        safe,
        fc.string({ unit: fc.constantFrom(...'abx1 -'), maxLength: 12 }),
        (q, text) => {
          const expected = Array.from(text.matchAll(new RegExp(q, 'g')))
            .filter(([match]) => match !== '')
            .map(match => [match.index, match[0].length]);
          expect(find(q, text)).toEqual(expected);
        },
      ),
      propertyRuns(),
    );
  });

  it('should leave out matches of nothing', () => {
    expect(find('x*', 'axxb')).toEqual([[1, 2]]);
    expect(find('x*', 'ab')).toEqual([]);
    expect(find('\\b', 'ab')).toEqual([]);
    expect(find('.*', 'ab')).toEqual([[0, 2]]);
  });

  it('should find whole words', () => {
    expect(find('er+', 'error er err-er', { word: true })).toEqual([
      [6, 2],
      [9, 3],
      [13, 2],
    ]);
    const literal = createLineMatcher({ q: '-größe', word: true });
    expect(literal.find('x-Größe -größen _-GRÖSSE -größe!', 20)).toEqual([
      [1, 6],
      [25, 6],
    ]);
  });

  it('should fold case one character at a time', () => {
    const find1 = (q: string, text: string) =>
      createLineMatcher({ q }).find(text, 20).length;
    expect(find1('kiss', 'KI\u017fs')).toBe(1);
    expect(find1('kiss', '\u212aiss')).toBe(1);
    expect(find1('σ', 'ς')).toBe(1);
    expect(find1('ß', 'ẞ')).toBe(1);
    expect(find1('ß', 'ss')).toBe(0);
    expect(createLineMatcher({ q: 'k', case: true }).find('K', 1)).toEqual([]);
  });
});
