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

import { runSliced } from '../open';
import { checkSvg } from './checkSvg';
import { ImageType } from './ImageType';
import { readImageSize } from './readImageSize';

const { signal } = new AbortController();

function bytesOf(...parts: (string | number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap(part =>
      typeof part === 'string'
        ? [...part].map(character => character.charCodeAt(0))
        : part,
    ),
  );
}

describe('readImageSize', () => {
  it.each<[ImageType, Uint8Array]>([
    [
      'image/png',
      bytesOf(
        '\x89PNG\r\n\x1a\n',
        [0, 0, 0, 13],
        'IHDR',
        [0, 0, 1, 44, 0, 0, 0, 200],
      ),
    ],
    ['image/gif', bytesOf('GIF89a', [44, 1, 200, 0])],
    [
      'image/bmp',
      bytesOf('BM', Array(16).fill(0), [44, 1, 0, 0], [0x38, 0xff, 0xff, 0xff]),
    ],
    [
      'image/jpeg',
      bytesOf(
        [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2],
        [0xff, 0xc2, 0, 17, 8, 0, 200, 1, 44],
      ),
    ],
    [
      'image/webp',
      bytesOf('RIFF\0\0\0\0WEBPVP8X', Array(8).fill(0), [43, 1, 0, 199, 0, 0]),
    ],
    [
      'image/webp',
      bytesOf('RIFF\0\0\0\0WEBPVP8 ', Array(10).fill(0), [44, 1, 200, 0]),
    ],
    [
      'image/webp',
      bytesOf(
        'RIFF\0\0\0\0WEBPVP8L',
        Array(4).fill(0),
        [0x2f],
        [0x2b, 0xc1, 0x31, 0],
      ),
    ],
  ])(
    'should read the size of a picture before it is unpacked, %s',
    (type, head) => {
      expect(readImageSize(head, type)).toEqual({ width: 300, height: 200 });
    },
  );

  it('should know nothing of what is cut off', () => {
    expect(readImageSize(bytesOf('\x89PNG'), 'image/png')).toBeUndefined();
    expect(readImageSize(bytesOf([0xff, 0xd8, 0xff]), 'image/jpeg')).toBe(
      undefined,
    );
  });
});

describe('checkSvg', () => {
  const check = (inner: string) =>
    runSliced(
      checkSvg(`<svg xmlns="http://www.w3.org/2000/svg">${inner}</svg>`),
      signal,
    );

  it('should let drawings through', async () => {
    const uses = '<g id="a"><path/></g><use href="#a"/><use href="#b"/>';
    await expect(check(uses)).resolves.toBeUndefined();
    const itself = '<g id="a"><use href="#a"/></g>';
    await expect(check(itself)).resolves.toBeUndefined();
  });

  it('C2: should refuse shapes that use shapes that use shapes', async () => {
    const levels = Array.from(
      { length: 30 },
      (_, at) =>
        `<g id="l${
          at + 1
        }"><use href="#l${at}"/><use xlink:href="#l${at}"/></g>`,
    );
    await expect(
      check(
        `<g xmlns:xlink="http://www.w3.org/1999/xlink"><g id="l0"><path/></g>${levels.join(
          '',
        )}</g>`,
      ),
    ).rejects.toMatchObject({ code: 'unsafe' });
  });

  it('C2: should refuse entities, and far too many shapes', async () => {
    await expect(
      runSliced(
        checkSvg('<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'),
        signal,
      ),
    ).rejects.toMatchObject({ code: 'unsafe' });
    await expect(check('<path/>'.repeat(60_000))).rejects.toMatchObject({
      code: 'unsafe',
    });
  });
});
