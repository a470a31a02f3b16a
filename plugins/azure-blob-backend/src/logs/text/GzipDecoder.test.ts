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

import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { constants, crc32, gunzipSync, gzipSync } from 'node:zlib';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { splitBytes } from '../../__testUtils__/logs';
import { GzipDecoder } from './GzipDecoder';
import { firstByte, GZIP_START, GzipRestarts } from './GzipRestarts';

const SIZES = fc.array(fc.constantFrom(1, 200, 3_000, 9_000), {
  minLength: 4,
  maxLength: 5,
});

/** Text with repeats near and far, such as logs have, or bytes at random. */
const arbitraryText = fc
  .array(
    fc.oneof(
      fc
        .tuple(fc.string({ maxLength: 30 }), fc.nat(300))
        .map(([line, count]) => Buffer.from(`${line}\n`.repeat(count))),
      fc.nat(9_000).map(size => randomBytes(size)),
      fc
        .nat(9_999)
        .map(seed =>
          Buffer.from(
            Array.from({ length: 900 }, (_, i) => `${(seed * i) % 997} `).join(
              '',
            ),
          ),
        ),
    ),
    { maxLength: 4 },
  )
  .map(parts => Buffer.concat(parts));

const arbitraryMember = fc
  .record({
    text: arbitraryText,
    level: fc.integer({ min: 0, max: 9 }),
    strategy: fc.constantFrom(
      constants.Z_DEFAULT_STRATEGY,
      constants.Z_FIXED,
      constants.Z_HUFFMAN_ONLY,
      constants.Z_RLE,
    ),
    memLevel: fc.integer({ min: 1, max: 9 }),
    flags: fc.integer({ min: 0, max: 0x1f }),
  })
  .map(({ text, flags, ...options }) =>
    addHeader(gzipSync(text, options), flags),
  );

/** The optional parts of a header, which `gzipSync` never writes. */
function addHeader(member: Buffer, flags: number): Buffer {
  const fixed = Buffer.from(member.subarray(0, 10));
  fixed[3] = flags;
  const header = Buffer.concat([
    fixed,
    ...(flags & 4 ? [Buffer.from([3, 0, 0, 1, 2])] : []),
    ...(flags & 8 ? [Buffer.from('build.log\0')] : []),
    ...(flags & 16 ? [Buffer.from('a comment\0')] : []),
  ]);
  const checksum = Buffer.alloc(flags & 2 ? 2 : 0);
  if (flags & 2) {
    checksum.writeUInt16LE(crc32(header) & 0xffff);
  }
  return Buffer.concat([header, checksum, member.subarray(10)]);
}

const arbitraryGzip = fc
  .array(arbitraryMember, { minLength: 1, maxLength: 4 })
  .map(members => Buffer.concat(members));

function unpack(packed: Buffer, sizes: number[], restarts?: GzipRestarts) {
  const decoder = new GzipDecoder(GZIP_START, restarts);
  const text = splitBytes(packed, sizes).flatMap(chunk => [
    ...decoder.add(chunk),
  ]);
  return { text: Buffer.concat(text), decoder };
}

function unpackFrom(packed: Buffer, offset: number, restarts: GzipRestarts) {
  const restart = restarts.find(offset);
  const decoder = new GzipDecoder(restart);
  const text = [...decoder.add(packed.subarray(firstByte(restart)))];
  return Buffer.concat(text).subarray(offset - restart.textOffset);
}

describe('GzipDecoder', () => {
  it(
    'should give the text from any byte on, however it was packed and is cut',
    () => {
      let mid = 0;
      fc.assert(
        fc.property(
          arbitraryGzip,
          SIZES,
          fc.integer({ min: 1, max: 9_000 }),
          fc.nat(),
          (packed, sizes, spacing, seed) => {
            const expected = gunzipSync(packed);
            const restarts = new GzipRestarts({ spacing, max: 16 });
            const { text, decoder } = unpack(packed, sizes, restarts);
            expect(text.equals(expected)).toBe(true);
            expect(decoder).toMatchObject({
              isComplete: true,
              isDamaged: false,
            });
            expect(restarts.count).toBeLessThanOrEqual(16);

            const restored = GzipRestarts.restore(restarts.serialize());
            for (const offset of [
              seed % (expected.length + 1),
              expected.length,
            ]) {
              mid += restored.find(offset).window ? 1 : 0;
              expect(
                unpackFrom(packed, offset, restored).equals(
                  expected.subarray(offset),
                ),
              ).toBe(true);
            }
          },
        ),
        propertyRuns(),
      );
      // Many of them are in the middle of a member
      expect(mid).toBeGreaterThan(0);
    },
    propertyTimeout(),
  );
});
