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
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { hostilePieces, splitByShell } from './__testUtils__/splitByShell';
import { formatCommand } from './formatCommand';

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostilePieces),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { maxLength: 6 },
  )
  .map(pieces => pieces.join(''));

/** As the Unicode database has it, and not as the code spells it. */
const UNSEEN = /[\p{Control}\p{Format}\p{Surrogate}\p{Zl}\p{Zp}]/u;

describe('formatCommand', () => {
  it('should come back from a shell as the same arguments, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 8 }), argv => {
        const command = formatCommand(argv);
        expect(command).not.toMatch(UNSEEN);
        expect(splitByShell(command)).toEqual(
          argv.map(argument =>
            [...argument]
              .map(character => (UNSEEN.test(character) ? '?' : character))
              .join(''),
          ),
        );
      }),
      propertyRuns(),
    );
  });

  it('should leave alone what needs no quotes', () => {
    expect(
      formatCommand(['az', 'role', '--id', 'a-b_c', '--set', 'x=1', '/a/b:c']),
    ).toBe('az role --id a-b_c --set x=1 /a/b:c');
  });

  it.each(['', '@file', '=ls', '~', '<group>', 'a b', '{}'])(
    'should put quotes around "%s"',
    argument => {
      expect(formatCommand([argument])).toBe(`'${argument}'`);
    },
  );
});
