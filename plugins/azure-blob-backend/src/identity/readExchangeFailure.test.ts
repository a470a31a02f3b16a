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

import { readExchangeFailure } from './readExchangeFailure';

/** An error inside an error inside …, the outermost first. */
function nest(...details: object[]): unknown {
  return details.reduceRight<unknown>(
    (cause, given) => Object.assign(new Error('x', { cause }), given),
    undefined,
  );
}

describe('readExchangeFailure', () => {
  it('should tell by the innermost cause that knows, no deeper than five', () => {
    const outer = { message: 'AADSTS1111', errorCode: 'outer', name: 'Outer' };
    const inner = { message: 'AADSTS2222', errorCode: 'inner', name: 'Inner' };
    const claims = '{"access_token":{}}';
    const interaction = { name: 'InteractionRequiredAuthError', claims };
    expect(
      readExchangeFailure(nest(outer, interaction, {}, {}, inner)),
    ).toEqual({
      code: 2222,
      errorCode: 'inner',
      claims,
      interaction: true,
      name: 'Inner inner',
    });
    expect(readExchangeFailure(nest(outer, {}, {}, {}, {}, inner))).toEqual({
      code: 1111,
      errorCode: 'outer',
      interaction: false,
      name: 'Error',
    });
  });

  it.each<[string, unknown, object]>([
    ['no error', 'AADSTS50076', { interaction: false, name: 'unknown' }],
    ['a number', nest({ errorNo: '50076' }), { code: 50076 }],
    ['no number', nest({ errorNo: 'AADSTS' }), { code: undefined }],
    ['a zero', nest({ errorNo: '0' }), { code: undefined }],
    ['a fraction', nest({ errorNo: '50076.5' }), { code: undefined }],
    ['too short a code', nest({ message: 'AADSTS123' }), { code: undefined }],
    [
      'too long a code',
      nest({ message: 'AADSTS1234567890' }),
      { code: undefined },
    ],
    ['part of a word', nest({ message: 'xAADSTS50076' }), { code: undefined }],
    [
      'names that are no text',
      nest({ name: 'Kind', errorCode: 42, code: 'E' }),
      { errorCode: undefined, name: 'Kind' },
    ],
    [
      'names with more than a name',
      nest({ name: 'Kind\n', errorCode: 'x'.repeat(65) }),
      { errorCode: undefined, name: '' },
    ],
    [
      'a name as long as can be',
      nest({ name: 'Kind', code: 'x'.repeat(64) }),
      { errorCode: undefined, name: `Kind ${'x'.repeat(64)}` },
    ],
  ])('should make of %s what it is', (_, error, failure) => {
    expect(readExchangeFailure(error)).toMatchObject(failure);
  });
});
