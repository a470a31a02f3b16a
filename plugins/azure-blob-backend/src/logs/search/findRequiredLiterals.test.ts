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
import { RE2JS } from 're2js';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { findRequiredLiterals } from './findRequiredLiterals';

const { pattern } = fc.letrec<{
  pattern: string;
  sequence: string;
  atom: string;
}>(tie => ({
  atom: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...'abcAB-]}{,é🚀'),
    fc.constantFrom(
      ...['.', '\\d', '\\w', '\\b', '^', '$', '\\.', '\\[', '\\pL', '\\p{L}'],
      ...['[ab]', '[^a]', '[]a]', '[[:alpha:]b]', '[\\]a]', '[a-c]', '\\x61'],
      ...['(?i)', '(?-i)', '\\Qa.b\\E', '()', '\\A', '\\z', '\\B', '\\n'],
    ),
    fc
      .tuple(
        fc.constantFrom('(', '(?:', '(?i:', '(?P<n>', '(?s-i:'),
        tie('pattern'),
      )
      .map(([open, inner]) => `${open}${inner})`),
  ),
  sequence: fc
    .array(
      fc
        .tuple(
          tie('atom'),
          fc.constantFrom(
            ...['', '', '', '', '*', '+', '?', '{0}', '{1}', '{2,}', '{0,2}'],
            ...['*?', '+?', '??'],
          ),
        )
        .map(parts => parts.join('')),
      { maxLength: 4 },
    )
    .map(parts => parts.join('')),
  pattern: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 3 })
    .map(parts => parts.join('|')),
}));

const line = fc.string({
  unit: fc.constantFrom(...'aAbBcC-]}{,.[é🚀 1\n'),
  maxLength: 15,
});

function compile(expression: string): RE2JS | undefined {
  try {
    return RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  } catch {
    return undefined;
  }
}

describe('findRequiredLiterals', () => {
  jest.setTimeout(propertyTimeout());

  it('should never name a text that a match can do without', () => {
    let matches = 0;
    let named = 0;
    fc.assert(
      fc.property(
        pattern,
        fc.array(line, { minLength: 20, maxLength: 20 }),
        (expression, lines) => {
          const compiled = compile(expression);
          const literals = compiled && findRequiredLiterals(expression);
          if (!compiled || !literals) {
            return;
          }
          named += 1;
          for (const text of lines.filter(one => compiled.test(one))) {
            matches += 1;
            expect(
              literals.some(literal =>
                text
                  .toLocaleLowerCase('en-US')
                  .includes(literal.toLocaleLowerCase('en-US')),
              ),
            ).toBe(true);
          }
        },
      ),
      { ...propertyRuns(), ignoreEqualValues: true },
    );
    // Most expressions say something, and some of the lines fit.
    expect(named).toBeGreaterThan(50);
    expect(matches).toBeGreaterThan(50);
  });

  it.each([
    ['ERROR.*timeout', ['timeout', 'ERROR']],
    ['status=5\\d\\d', ['status=5']],
    ['(fatal|panic): .*', [': ', 'fatal', 'panic']],
    ['^\\S+ (?:failed)+$', ['failed']],
    ['a\\.b\\/c', ['a.b/c']],
    ['x{2}yy?', ['xy', 'x', 'y']],
  ])('should find what every match of %s has', (expression, possible) => {
    const literals = findRequiredLiterals(expression) ?? [];
    expect(literals.length).toBeGreaterThan(0);
    expect(possible).toEqual(expect.arrayContaining(literals));
  });

  it.each([
    '\\d+[ms]',
    'a|',
    'a*',
    '[ab]c?',
    '(a|.)',
    '.',
    '\\Qab\\E',
    'a|b|c|d|e',
  ])('should know nothing of %s', expression => {
    expect(findRequiredLiterals(expression)).toBeUndefined();
  });
});
