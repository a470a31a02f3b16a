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

import { createGzip, gunzipSync, gzipSync } from 'node:zlib';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { watchMemory } from '../__testUtils__/watchMemory';
import { describeLog } from './describeLog';
import { describeLogLines } from './describeLogLines';
import { LogIndexes } from './LogIndexes';
import { openLogText } from './text';

const path = 'run/build.log.gz';
const MIB = 1024 * 1024;
/** As of a build: some of it repeats, and some does not. */
const content = Buffer.from(
  Array.from(
    { length: 60_000 },
    (_, i) =>
      `step ${i}: ${Math.imul(i, 2654435761) >>> 0} of ${i % 97} done\n`,
  ).join(''),
);

async function open(stored: Buffer) {
  const blobs = new MemoryBlobStore({ [path]: stored });
  const session = createTestSession(blobs);
  const indexes = LogIndexes.create();
  const request = { session, indexes, path };
  const { answer, ended } = await describeLog(request);
  const outcome = await ended;
  const { index } = (await describeLog(request)).answer;
  return { answer, blobs, index, outcome, request };
}

async function pack(parts: Iterable<Buffer>): Promise<Buffer> {
  const gzip = Readable.from(parts).pipe(createGzip({ level: 9 }));
  return Buffer.concat(await gzip.toArray());
}

/** Some bits of the last byte of a text, for one, mean nothing. */
function isIntact(packed: Buffer): boolean {
  try {
    return gunzipSync(packed).length > 0;
  } catch {
    return false;
  }
}

describe('compressed logs', () => {
  it('should have lines as any other', async () => {
    const { answer, index, request } = await open(gzipSync(content));
    expect(answer).toMatchObject({ compression: 'gzip', isBinary: false });
    expect(index).toMatchObject({
      state: 'ready',
      lines: 60_000,
      textBytes: content.length,
      indexedBytes: answer.size,
    });
    const { revision } = answer;
    for (const position of [{ from: 54_321 }, { at: content.length - 9 }]) {
      const lines = await describeLogLines({
        ...{ ...request, revision, position },
        count: 1,
      });
      const [{ number = 0, offset, text }] = lines.answer.lines;
      expect(text).toBe(content.toString().split('\n')[number - 1]);
      expect(content.indexOf(`${text}\n`)).toBe(offset);
    }
  });

  it('should open at the beginning before there is an index, and say to ask again for the rest', async () => {
    const blobs = new MemoryBlobStore({ [path]: gzipSync(content) });
    let isHeld = true;
    blobs.transform = async function* hold(bytes) {
      yield bytes.subarray(0, 99_999);
      while (isHeld && bytes.length > 99_999) {
        await new Promise(resolve => setTimeout(resolve, 10));
      }
      yield bytes.subarray(99_999);
    };
    const session = createTestSession(blobs);
    const indexes = LogIndexes.create();
    const request = { session, indexes, path, count: 1 };
    const head = await describeLogLines({ ...request, position: { from: 2 } });
    expect(head.answer.lines).toMatchObject([{ number: 2, offset: 20 }]);

    const { revision } = head.answer;
    const position = { at: content.length - 9 };
    const tail = { ...request, position, revision };
    const early = await describeLogLines(tail);
    expect(early.answer).toMatchObject({ lines: [], end: false });
    expect(early.ended).toBeDefined();
    isHeld = false;
    await early.ended;
    const { answer } = await describeLogLines(tail);
    expect(answer).toMatchObject({ lines: [{ number: 60_000 }], end: true });
  });

  it('C13: should not unpack what grows without end, nor hold it in memory', async () => {
    const zeros = Buffer.alloc(MIB);
    const bomb = await pack(Array(256).fill(zeros));
    // What looks harmless at first
    const late = Buffer.concat([gzipSync(content), bomb]);
    const stopWatching = watchMemory();
    for (const stored of [bomb, late]) {
      const blobs = new MemoryBlobStore({ [path]: stored });
      const session = createTestSession(blobs);
      const indexes = LogIndexes.create();
      await describeLog({ session, indexes, path })
        .then(({ ended }) => ended)
        .catch(() => {});
      const reads = blobs.reads.length;
      await expect(
        describeLog({ session, indexes, path }),
      ).rejects.toMatchObject({ code: 'DecompressionLimit' });
      // It is known by now
      expect(blobs.reads).toHaveLength(reads);

      const text = await openLogText({ blobs, path });
      const { stream } = await text.read({ offset: 0 });
      await expect(
        (async () => {
          for await (const _ of stream) {
            // Until it is refused
          }
        })(),
      ).rejects.toMatchObject({ code: 'DecompressionLimit' });
    }
    expect(stopWatching()).toBeLessThan(32 * MIB);
  });

  it(
    'C14: should show what there is of a log that is cut off or damaged, and say so',
    async () => {
      const packed = gzipSync(content.subarray(0, 40_000));
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 20, max: packed.length - 1 }),
          fc.boolean(),
          fc.integer({ min: 1, max: 255 }),
          async (at, isCut, change) => {
            const damaged = Buffer.from(
              isCut ? packed.subarray(0, at) : packed,
            );
            if (!isCut) {
              damaged[at] ^= change;
            }
            const { index, outcome, blobs, answer } = await open(damaged);
            // What the length at its very end says is of no matter
            const isLength = !isCut && at >= packed.length - 4;
            const isHarmless = isLength || isIntact(damaged);
            expect(outcome).toEqual({ result: 'succeeded' });
            expect(index).toMatchObject({ state: 'ready' });
            expect(index.isTruncated ?? false).toBe(!isHarmless);
            const text = await openLogText({ blobs, path });
            const { stream } = await text.read({ offset: 0 });
            const bytes = Buffer.concat(await stream.toArray());
            expect(bytes.length).toBe(index.textBytes);
            expect(isCut ? content.indexOf(bytes) : 0).toBe(0);
            expect(answer.compression).toBe('gzip');
          },
        ),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it('C14: should unpack one layer, and all members of it', async () => {
    const inner = gzipSync(content);
    const twice = await open(gzipSync(inner));
    expect(twice.answer).toMatchObject({ isBinary: true });
    expect(twice.index.textBytes).toBe(inner.length);

    const members = Array.from({ length: 40 }, (_, i) =>
      gzipSync(content.subarray(i * 1_000, (i + 1) * 1_000)),
    );
    const padded = Buffer.concat([...members, Buffer.alloc(512)]);
    const { index } = await open(padded);
    expect(index).toMatchObject({ state: 'ready', textBytes: 40_000 });
    expect(index).not.toHaveProperty('isTruncated');
  });

  it('R12: should cut a line of 100 MB, without holding it', async () => {
    const line = Buffer.alloc(100 * MIB, 'é');
    const blobs = new MemoryBlobStore({
      [path]: Buffer.concat([line, Buffer.from('\nend')]),
    });
    // As it comes from storage
    blobs.transform = function* split(bytes) {
      for (let at = 0; at < bytes.length; at += 65_536) {
        yield bytes.subarray(at, at + 65_536);
      }
    };
    const session = createTestSession(blobs);
    const indexes = LogIndexes.create();
    const stopWatching = watchMemory();
    const request = { session, indexes, path };
    const { answer, ended } = await describeLog(request);
    await ended;
    const { revision } = answer;
    const lines = await describeLogLines({
      ...{ ...request, revision, count: 2 },
      position: { from: 1 },
    });
    expect(lines.answer.lines).toMatchObject([
      { number: 1, offset: 0, omittedBytes: 100 * MIB - 65_536 },
    ]);
    expect(lines.answer.lines[0].text).toBe('é'.repeat(32_768));
    const last = await describeLogLines({
      ...{ ...request, revision, count: 2 },
      position: { from: 2 },
    });
    expect(last.answer).toMatchObject({
      lines: [{ number: 2, offset: 100 * MIB + 1, text: 'end' }],
      end: true,
    });
    expect(stopWatching()).toBeLessThan(32 * MIB);
  });
});
