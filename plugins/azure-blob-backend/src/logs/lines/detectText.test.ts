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

import { decodeText, detectText } from './detectText';

const LOG = 'Building…\r\n\u001b[31merror\u001b[0m: 漢\t\u0008\n'.repeat(20);

describe('detectText', () => {
  it.each([
    ['nothing', Buffer.alloc(0), 'utf-8', false],
    ['UTF-8', Buffer.from(LOG), 'utf-8', false],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${LOG}`), 'utf-8', false],
    ['UTF-16', Buffer.from(LOG, 'utf16le'), 'utf-16le', false],
    [
      'UTF-16 with a mark',
      Buffer.from('\ufeff漢字', 'utf16le'),
      'utf-16le',
      false,
    ],
    [
      'big-endian UTF-16',
      Buffer.from(LOG, 'utf16le').swap16(),
      'utf-16be',
      false,
    ],
    [
      'big-endian UTF-16 with a mark',
      Buffer.from('\ufeff漢字', 'utf16le').swap16(),
      'utf-16be',
      false,
    ],
    ['a line feed', Buffer.from('\n'), 'utf-8', false],
    ['a NUL', Buffer.from('text \u0000 text'), 'utf-8', true],
    [
      'a zip',
      Buffer.from('PK\u0003\u0004\u0014\u0000\u0008\u0008'),
      'utf-8',
      true,
    ],
    ['many control bytes', Buffer.from('a\u0001b\u0002c'), 'utf-8', true],
    [
      'a few control bytes',
      Buffer.from(`\u0001${'a'.repeat(20)}`),
      'utf-8',
      false,
    ],
    ['Latin 1', Buffer.from('Größe\n'.repeat(9), 'latin1'), 'utf-8', false],
    [
      'bytes and NULs in turn, both ways',
      Buffer.from([1, 0, 0, 1, 1, 0, 0, 1]),
      'utf-8',
      true,
    ],
  ])('should tell %s', (_, bytes, encoding, isBinary) => {
    expect(detectText(bytes)).toEqual({ encoding, isBinary });
  });

  it('should look at the first 4 KiB only', () => {
    const bytes = Buffer.concat([Buffer.alloc(4_096, 'a'), Buffer.alloc(9)]);
    expect(detectText(bytes).isBinary).toBe(false);
  });

  it('should read a part of a text in its encoding', () => {
    const little = Buffer.from('a漢b', 'utf16le');
    expect(decodeText(little, 'utf-16le', 2, 4)).toBe('漢');
    expect(decodeText(Buffer.from(little).swap16(), 'utf-16be', 2)).toBe('漢b');
    expect(decodeText(Buffer.from('a漢b'), 'utf-8', 1, 4)).toBe('漢');
  });
});
