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

import { AzureBlobLogLine } from 'backstage-plugin-azure-blob-common';
import * as fc from 'fast-check';
import { propertyRuns } from '../../__testUtils__/propertyRuns';
import { TailLines } from './TailLines';

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be';

const encodings = fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be');
const pieces = fc.constantFrom(
  ...['a', ' ', '\n', '\n', '\r\n', '\r', 'é', '漢', '🚀', '\u010a', '\u0a00'],
);

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf-8') {
    return Buffer.from(text);
  }
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

function split(bytes: Buffer, cuts: number[]): Buffer[] {
  const at = [...new Set(cuts.map(cut => cut % (bytes.length + 1)))].sort(
    (a, b) => a - b,
  );
  return [0, ...at].map((begin, index) =>
    bytes.subarray(begin, at[index] ?? bytes.length),
  );
}

describe('TailLines', () => {
  it('R12: should make the same lines however the bytes are split', () => {
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 60 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        encodings,
        fc.nat(9).map(half => 2 * half),
        (text, cuts, encoding, offset) => {
          const expected: Array<Partial<AzureBlobLogLine>> = [];
          let at = offset;
          for (const line of text.join('').split('\n')) {
            expected.push({ offset: at, text: line });
            at += encode(`${line}\n`, encoding).length;
          }
          const bytes = encode(text.join(''), encoding);
          const lines = new TailLines(offset, encoding);
          const found = split(bytes, cuts).flatMap(chunk => lines.add(chunk));
          const open = expected.pop();

          expect(found).toEqual(expected);
          expect(lines.next).toBe(open?.offset);
          expect(lines.end).toBe(offset + bytes.length);
          expect(lines.open).toEqual(open?.text ? open : undefined);
          expect(lines.finish()).toEqual(open?.text ? [open] : []);
          expect(lines.next).toBe(lines.end);
        },
      ),
      propertyRuns(),
    );
  });

  it.each<[Encoding, string, number]>([
    ['utf-8', 'x', 65_536],
    // 65,536 is no multiple of three: the last character would be cut.
    ['utf-8', '漢', 65_535],
    ['utf-16le', '漢', 65_536],
    ['utf-16be', '🚀', 65_536],
  ])('R12: should cut a long line of %s', (encoding, character, shown) => {
    const line = encode(character.repeat(100_000), encoding);
    const feed = encode('\n', encoding);
    const lines = new TailLines(0, encoding);
    expect(lines.add(line)).toEqual([]);
    const text = character.repeat(shown / encode(character, encoding).length);
    const omittedBytes = line.length - shown;
    // Compared as a whole, they would fill the screen where they differ.
    for (const cut of [lines.open, ...lines.add(feed)]) {
      expect(cut?.text === text).toBe(true);
      expect(cut).toMatchObject({ offset: 0, omittedBytes });
    }
    expect(lines.open).toBeUndefined();
  });

  it('should not cut through a surrogate pair', () => {
    const bytes = encode(`a${'🚀'.repeat(20_000)}\n`, 'utf-16le');
    const [line] = new TailLines(0, 'utf-16le').add(bytes);
    expect(line.text === `a${'🚀'.repeat(16_383)}`).toBe(true);
    expect(line.omittedBytes).toBe(bytes.length - 2 - 65_534);
  });
});
