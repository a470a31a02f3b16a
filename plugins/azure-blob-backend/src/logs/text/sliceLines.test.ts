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

import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { splitBytes } from '../../__testUtils__/logs';
import { propertyRuns } from '../../__testUtils__/propertyRuns';
import { sliceLines } from './sliceLines';

const ENCODERS = {
  'utf-8': (text: string) => Buffer.from(text),
  'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text: string) => Buffer.from(text, 'utf16le').swap16(),
};

describe('sliceLines', () => {
  it('R12: should cut whole lines out, however their bytes are split', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          // Characters that have the byte of a line feed in them, too.
          fc.string({
            unit: fc.constantFrom('a', 'é', 'ਊ', '\u0a00', '🚀', '\r'),
          }),
          { minLength: 1, maxLength: 20 },
        ),
        fc.boolean(),
        fc.constantFrom('utf-8', 'utf-16le', 'utf-16be'),
        fc.record({
          start: fc.integer({ min: 1, max: 100 }),
          skip: fc.nat({ max: 22 }),
          count: fc.integer({ min: 1, max: 22 }),
        }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (texts, endsOpen, encoding, { start, skip, count }, sizes) => {
          const lines = texts.map(
            (text, index) =>
              text + (endsOpen && index === texts.length - 1 ? '' : '\n'),
          );
          const encode = ENCODERS[encoding];
          const parts = splitBytes(encode(lines.join('')), sizes);
          const slices = sliceLines(Readable.from(parts), {
            from: start + skip,
            to: start + skip + count - 1,
            start,
            encoding,
          });
          const sliced: Buffer[] = [];
          for await (const slice of slices) {
            expect(slice.length).toBeGreaterThan(0);
            sliced.push(slice);
          }
          expect(Buffer.concat(sliced).toString('hex')).toBe(
            encode(lines.slice(skip, skip + count).join('')).toString('hex'),
          );
        },
      ),
      propertyRuns(),
    );
  });

  it('should read no further than to the last of them', async () => {
    const read = jest.fn();
    const stream = Readable.from(
      (function* chunks() {
        for (let chunk = 0; chunk < 1_000; chunk++) {
          read();
          yield Buffer.from('one\ntwo\n');
        }
      })(),
      { highWaterMark: 1 },
    );
    for await (const slice of sliceLines(stream, {
      from: 2,
      to: 3,
      start: 1,
      encoding: 'utf-8',
    })) {
      expect(slice.toString()).toMatch(/^(two|one)\n$/);
    }
    expect(read.mock.calls.length).toBeLessThan(10);
    expect(stream.destroyed).toBe(true);
  });
});
