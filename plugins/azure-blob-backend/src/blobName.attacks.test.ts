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
import { propertyRuns } from './__testUtils__/propertyRuns';
import { isBlobPath } from './blobName';

/** A name that nobody minds. */
const word = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
const words = fc.array(word, { maxLength: 3 });

/** An attack at the head, in the middle or at the tail of a plain path. */
function hide(attack: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(words, attack, words)
    .map(([before, part, after]) => [...before, part, ...after].join('/'));
}

/** Percent-encodes a text so many times over. */
function encode(value: string, times: number): string {
  let result = value;
  for (let count = 0; count < times; count++) {
    result =
      count === 0
        ? [...Buffer.from(result, 'utf8')]
            .map(byte => `%${byte.toString(16).padStart(2, '0')}`)
            .join('')
        : result.replaceAll('%', '%25');
  }
  return result;
}

/** Any mixture of upper and lower case. */
function mixCase(value: string): fc.Arbitrary<string> {
  return fc.mixedCase(fc.constant(value));
}

const dots = fc.constantFrom('.', '..');
const separators = fc.constantFrom('/', '\\');
const controls = fc.constantFrom(
  ...['\0', '\x01', '\t', '\n', '\r', '\r\nSet-Cookie: x', '\x1b', '\x7f'],
  ...['\x80', '\x85', '\x9f', '\ufffe', '\uffff', '\ud800', '\udfff'],
);

const attacks: [string, fc.Arbitrary<string>][] = [
  ['P1: should refuse a dot segment wherever it stands', dots],
  [
    'P1: should refuse a dot segment that spaces hide',
    fc
      .tuple(fc.constantFrom('', ' ', '  '), dots, fc.constantFrom(' ', '  '))
      .map(parts => parts.join('')),
  ],
  [
    'P2: should refuse a dot segment of which any character is encoded',
    fc
      .array(fc.constantFrom('.', '%2e', '%2E'), { minLength: 1, maxLength: 2 })
      .map(parts => parts.join('')),
  ],
  [
    'P3: should refuse a dot segment however often it is encoded',
    fc
      .tuple(dots, fc.integer({ min: 2, max: 6 }))
      .chain(([text, times]) => mixCase(encode(text, times))),
  ],
  [
    'P4: should refuse a separator however often it is encoded',
    fc
      .tuple(word, separators, word, fc.integer({ min: 1, max: 6 }))
      .chain(([one, separator, other, times]) =>
        mixCase(encode(separator, times)).map(
          encoded => `${one}${encoded}${other}`,
        ),
      ),
  ],
  [
    'P5: should refuse a backslash',
    fc.tuple(fc.oneof(word, dots), word).map(parts => parts.join('\\')),
  ],
  [
    'P6: should refuse what is a control character or no character',
    fc.tuple(word, controls, word).map(parts => parts.join('')),
  ],
  [
    'P6: should refuse a control character however often it is encoded',
    fc
      .tuple(
        fc.constantFrom('\0', '\n', '\r', '\x1b', '\x7f'),
        fc.integer({ min: 1, max: 6 }),
      )
      .map(([control, times]) => `a${encode(control, times)}b`),
  ],
];

describe('assertBlobPath', () => {
  it.each(attacks)('%s', (_, attack) => {
    fc.assert(
      fc.property(hide(attack), path => {
        expect(isBlobPath(path, { kind: 'file' })).toBe(false);
        expect(isBlobPath(`${path}/`, { kind: 'folder' })).toBe(false);
      }),
      propertyRuns(),
    );
  });

  it('P7: should refuse an empty segment wherever it stands', () => {
    fc.assert(
      fc.property(words, words, (before, after) => {
        const path = [...before, '', ...after].join('/');
        expect(isBlobPath(path, { kind: 'file' })).toBe(false);
        expect(isBlobPath(`${path}/`, { kind: 'folder' })).toBe(false);
      }),
      propertyRuns(),
    );
  });

  it('P8: should take look-alikes of dots and slashes for the letters they are', () => {
    const lookAlike = fc.constantFrom(
      ...['\uff0e', '\u2024', '\u2025', '\uff0f', '\u2044', '\u2215', '\u29f8'],
      ...[
        '\ufe68',
        '\uff3c',
        '\u202e',
        '\u200b',
        'e\u0301',
        '\u00e9',
        '\ufeff',
      ],
    );
    const segment = fc
      .array(lookAlike, { minLength: 1, maxLength: 4 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(hide(segment), path => {
        expect(isBlobPath(path, { kind: 'file' })).toBe(true);
        // What is accepted is what is sent: nothing has been normalised.
        const { pathname } = new URL(`https://host/${encodeURI(path)}`);
        expect(decodeURIComponent(pathname)).toBe(`/${path}`);
      }),
      propertyRuns(),
    );
  });

  it('P9: should count characters and segments to the last one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 1_050 }),
        fc.integer({ min: 240, max: 270 }),
        (length, count) => {
          expect(isBlobPath('x'.repeat(length), { kind: 'file' })).toBe(
            length <= 1_024,
          );
          const segments = Array(count).fill('x');
          expect(isBlobPath(segments.join('/'), { kind: 'file' })).toBe(
            count <= 254,
          );
        },
      ),
      propertyRuns(),
    );
  });

  it('P12: should never take nothing for the name of a blob', () => {
    expect(isBlobPath('', { kind: 'file' })).toBe(false);
    expect(isBlobPath('', { kind: 'folder' })).toBe(true);
  });
});
