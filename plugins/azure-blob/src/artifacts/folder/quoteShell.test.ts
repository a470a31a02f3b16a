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

/** @jest-environment node */

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { quoteShell } from './quoteShell';

function passThroughShell(values: string[]): string[] {
  const script = `printf '%s\\0' ${values.map(quoteShell).join(' ')}`;
  const output = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
  return output.split('\0').slice(0, -1);
}

const ATTACKS = [
  `'; touch /tmp/owned; '`,
  '$(touch owned)',
  '`touch owned`',
  '${IFS}touch',
  '-rf',
  '~',
  '*',
  'a && b || c; d | e > f < g &',
  "it's",
  "'",
  "''",
  "\\'",
  '\\',
  '"$HOME"',
  '!!',
  'C:\\windows',
  'photo\u202egpj.exe',
  '名前 😀',
  '#',
  '',
];

describe('quoteShell', () => {
  it('should hand a shell exactly what it was given', () => {
    expect(passThroughShell(ATTACKS)).toEqual(ATTACKS);
  });

  it('should hold for any text, as a real shell reads it', () => {
    const text = fc
      .string({ unit: 'grapheme', maxLength: 40 })
      .filter(value => !/\p{Cc}/u.test(value));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 200 }), values => {
        expect(passThroughShell(values)).toEqual(values);
      }),
      { numRuns: 50 },
    );
    const signs = fc.string({
      unit: fc.constantFrom(...`'"\\$\`!*?~#&|;<>(){}[]= -a`),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1, maxLength: 200 }), values => {
        expect(passThroughShell(values)).toEqual(values);
      }),
      { numRuns: 50 },
    );
  });

  it.each(['a\nrm -rf ~', '\u0003', '\u001b[201~', '\u007f', '\u0085', '\0'])(
    'should refuse %j, which a terminal takes for keys',
    value => {
      expect(() => quoteShell(value)).toThrow(TypeError);
    },
  );
});
