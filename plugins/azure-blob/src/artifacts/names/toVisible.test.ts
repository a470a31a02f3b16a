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
import { splitName, toVisible } from './toVisible';

/** Written down one by one, where the code goes by categories. */
const UNSEEN: [first: number, last: number][] = [
  [0x00, 0x1f],
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202f],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xe0000, 0xe007f],
];

function isUnseen(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return UNSEEN.some(([first, last]) => first <= code && code <= last);
}

describe('toVisible', () => {
  it.each([
    ['plain name.txt', 'plain name.txt'],
    ['a\u0000b\nc\u007f', 'aU+0000bU+000AcU+007F'],
    ['photo\u202egpj.exe', 'photoU+202Egpj.exe'],
    ['zero\u200bwidth\u00a0space', 'zeroU+200BwidthU+00A0space'],
    ['half \ud83d of it', 'half U+D83D of it'],
    ['whole 😀 שלום', 'whole 😀 שלום'],
    ['', ''],
  ])('should show %j as %j', (name, shown) => {
    expect(toVisible(name)).toBe(shown);
  });

  it('P8: should leave nothing in a name that is not seen as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        const parts = splitName(name);
        for (const { text } of parts) {
          expect(Array.from(text).filter(isUnseen)).toEqual([]);
        }
        const kept = parts.filter(({ isGlyph }) => !isGlyph);
        let at = 0;
        for (const { text } of kept) {
          const found = name.indexOf(text, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + text.length;
        }
      }),
    );
  });
});
