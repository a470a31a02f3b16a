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
import { assertBlobPath, isBlobPath } from './blobName';

function encode(text: string, times: number): string {
  let result = text;
  for (let count = 0; count < times; count++) {
    result = result.replace(
      /[^\w]/gu,
      character => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
  }
  return result;
}

/** What attacks are made of, each character encoded up to three times. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom('.', '..', '/', '\\', '%', '?', '#', ' ', ';', 'a'),
      fc.constantFrom('%2e', '%2E', '%2f', '%5c', '%00', '%25', '%', '%zz'),
      fc.constantFrom(
        'a.b',
        'é',
        'e\u0301',
        '\uff0e\uff0e',
        '\uff0f',
        '\u202e',
      ),
      fc.constantFrom('\0', '\r\n', '\u0085', '\ufffe', '\ud800', '😀'),
      fc
        .tuple(fc.constantFrom('.', '..', '/', '\\'), fc.nat({ max: 3 }))
        .map(([text, times]) => encode(text, times)),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(parts => parts.join(''));

/** Decodes as the most eager of readers would, up to four layers deep. */
function decodings(text: string): string[] {
  const forms = [text];
  for (let layer = 0; layer < 4; layer++) {
    const before = forms[forms.length - 1];
    forms.push(
      before
        .split(/(%[0-9a-fA-F]{2})/)
        .map(part =>
          /^%[0-7]/.test(part) && part.length === 3 ? unescape(part) : part,
        )
        .join(''),
    );
  }
  return forms;
}

describe('assertBlobPath', () => {
  it.each([
    'a',
    'runs/1234/app.tar.gz',
    'with space & + = , ; @ $ ! \' ( ) [ ] { } ~ ` ^ | " < > ? # *',
    '100% done',
    'a%20b',
    '50%25',
    '...',
    'a..b/..c/d..',
    '.hidden/.git',
    'naïve.txt',
    'nai\u0308ve.txt',
    '\uff0e\uff0e/\u2024\u2024',
    '日本語/😀.log',
    'a'.repeat(1024),
    Array(254).fill('a').join('/'),
  ])('should accept the file %j', path => {
    expect(() => assertBlobPath(path, { kind: 'file' })).not.toThrow();
    expect(isBlobPath(path, { kind: 'folder' })).toBe(false);
  });

  it.each(['', 'a/', 'runs/1234/', Array(254).fill('a/').join('')])(
    'should accept the folder %j',
    path => {
      expect(() => assertBlobPath(path, { kind: 'folder' })).not.toThrow();
      expect(isBlobPath(path, { kind: 'file' })).toBe(false);
    },
  );

  it.each([
    '.',
    '..',
    '../b/x',
    'ok/../../b/x',
    'x/..',
    './x',
    'a/.. ',
    '%2e%20',
    '%2e%2e/x',
    '%2E%2E/x',
    '.%2e/x',
    'x/%2e',
    '%252e%252e%252fx',
    '%25252e%25252e/x',
    '..%2fx',
    'a%2Fb',
    'a%252fb',
    'a%5cb',
    '..\\b\\x',
    'a\0b',
    'a%00b',
    'a%250d%250ab',
    'a\r\nSet-Cookie: x',
    'a\u007fb',
    'a\u0085b',
    'a\ufffeb',
    'a\uffffb',
    'a\ud800',
    '\udc00a',
    '/a',
    'a//b',
    '//',
    'a'.repeat(1025),
    Array(255).fill('a').join('/'),
    'a'.repeat(8192),
  ])('should refuse %j', path => {
    for (const [value, kind] of [
      [path, 'file'],
      [`${path}/`, 'folder'],
    ] as const) {
      expect(() => assertBlobPath(value, { kind })).toThrow(
        expect.objectContaining({ code: 'InvalidBlobName', statusCode: 400 }),
      );
    }
  });

  it('should say what is wrong without repeating what cannot be seen', () => {
    expect(() => assertBlobPath('a/../b', { kind: 'file' })).toThrow(
      'The path "a/../b" cannot be used: it has a segment "." or "..".',
    );
    expect(() => assertBlobPath('\u202ea\nb', { kind: 'file' })).toThrow(
      'The path "\\u{202e}a\\nb" cannot be used: it contains a control character.',
    );
    expect(() => assertBlobPath('a'.repeat(9000), { kind: 'file' })).toThrow(
      /^.{1,250}$/,
    );
  });

  it('P1: should refuse whatever leaves its folder for any reader on the way', () => {
    const root = 'https://host/component/default/pay/';
    let accepted = 0;
    fc.assert(
      fc.property(soup, path => {
        if (!isBlobPath(path, { kind: 'file' })) {
          return;
        }
        accepted++;
        const depth = path.split('/').length;
        for (const form of decodings(path)) {
          // As an eager reader writes it into a URL: only what would end the
          // path is left encoded.
          const naive = form.replace(/[?#]/g, encodeURIComponent);
          const { href, pathname } = new URL(root + naive);
          expect(href.startsWith(root)).toBe(true);
          expect(pathname.split('/')).toHaveLength(4 + depth);
        }
      }),
      propertyRuns(),
    );
    expect(accepted).toBeGreaterThan(80);
  });

  it('should accept every plain name, so that it is not merely strict', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.stringMatching(/^[\p{L}\p{N} ._~+=-]{0,20}[\p{L}\p{N}]$/u),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        segments => {
          const path = segments.join('/');
          expect(isBlobPath(path, { kind: 'file' })).toBe(true);
          expect(isBlobPath(`${path}/`, { kind: 'folder' })).toBe(true);
        },
      ),
      propertyRuns(),
    );
  });
});
