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

import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { BlobReadStream, BlobReadStreamOptions } from './BlobReadStream';

function createStream(options: Partial<BlobReadStreamOptions>) {
  return new BlobReadStream({
    source: Readable.from([]),
    count: 0,
    resume: async () => {
      throw new Error('not expected');
    },
    onDestroy: () => {},
    toError: cause => new Error('failed', { cause }),
    idleTimeoutMs: 1000,
    ...options,
  });
}

/** Sends `bytes` in chunks, and then ends, fails or closes. */
function createSource(
  bytes: Buffer,
  chunkSize: number,
  ending: 'end' | 'error' | 'close',
): Readable {
  let position = 0;
  return new Readable({
    read() {
      if (position < bytes.length) {
        this.push(bytes.subarray(position, position + chunkSize));
        position += chunkSize;
      } else if (ending === 'end') {
        this.push(null);
      } else {
        this.destroy(ending === 'error' ? new Error('reset') : undefined);
      }
    },
  });
}

const anyContent = fc
  .uint8Array({ maxLength: 200, size: 'max' })
  .map(bytes => Buffer.from(bytes));
/** One that breaks after so many bytes. */
const connection = fc.record({
  length: fc.nat({ max: 40 }),
  ending: fc.constantFrom<'end' | 'error' | 'close'>('end', 'error', 'close'),
});

describe('BlobReadStream', () => {
  it('should yield all of the bytes or an error, wherever connections break', async () => {
    const outcomes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(
        anyContent,
        fc.array(connection, { maxLength: 8, size: 'max' }),
        // Never so many that storage waits for the reader.
        fc.integer({ min: 40, max: 64 }),
        async (bytes, breaks, chunkSize) => {
          let connections = 0;
          const open = (position: number) => {
            const cut = breaks[connections++];
            return cut
              ? createSource(
                  bytes.subarray(position, position + cut.length),
                  chunkSize,
                  cut.ending,
                )
              : createSource(bytes.subarray(position), chunkSize, 'end');
          };
          const stream = createStream({
            source: open(0),
            count: bytes.length,
            resume: async position => open(position),
          });
          const result = await buffer(stream).catch(
            (error: Error) => error.message,
          );
          // The first connection and five more have to be enough.
          let reached = 0;
          for (let index = 0; index < 6; index++) {
            reached += breaks[index]?.length ?? bytes.length;
          }
          const expected = reached >= bytes.length ? bytes : 'failed';
          outcomes.add(typeof expected);
          expect(result).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
    expect(outcomes.size).toBe(2);
  });

  it('should yield all of the bytes in chunks of any size over six connections', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyContent,
        fc.array(connection, { maxLength: 5, size: 'max' }),
        fc.integer({ min: 1, max: 64 }),
        async (bytes, breaks, chunkSize) => {
          let connections = 0;
          const open = (position: number) => {
            const { length = bytes.length, ending = 'end' } =
              breaks[connections++] ?? {};
            const part = bytes.subarray(position, position + length);
            return createSource(part, chunkSize, ending);
          };
          const stream = createStream({
            source: open(0),
            count: bytes.length,
            resume: async position => open(position),
          });
          expect(await buffer(stream)).toEqual(bytes);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('should fail where the rest cannot be had any more', async () => {
    const changed = new Error('BlobChanged');
    const stream = createStream({
      source: createSource(Buffer.from('old'), 3, 'error'),
      count: 6,
      resume: async () => {
        throw changed;
      },
      toError: cause => (cause instanceof Error ? cause : new Error('other')),
    });
    await expect(buffer(stream)).rejects.toBe(changed);
  });

  it('should fail where there are more bytes than announced', async () => {
    const stream = createStream({
      source: createSource(Buffer.from('four'), 2, 'end'),
      count: 3,
    });
    await expect(buffer(stream)).rejects.toThrow('failed');
  });

  it('should stop reading while nobody reads', async () => {
    let sent = 0;
    const source = new Readable({
      read() {
        sent += 65536;
        this.push(Buffer.alloc(65536));
      },
    });
    const stream = createStream({
      source,
      count: Number.MAX_SAFE_INTEGER,
      idleTimeoutMs: 20,
    });
    stream.read(0);
    await sleep(100);
    expect(sent).toBeLessThan(10 * 65536);
    expect(stream.destroyed).toBe(false);
    stream.destroy();
    await once(stream, 'close');
    expect(source.destroyed).toBe(true);
  });

  it('should take no connection up again while nobody reads, however often they break', async () => {
    const size = 1024 * 1024;
    const content = Buffer.alloc(size, 'some text\n');
    const open = (position: number) =>
      createSource(content.subarray(position), 65536, 'end');
    const sources = [open(0)];
    const stream = createStream({
      source: sources[0],
      count: size,
      resume: async position => {
        sources.push(open(position));
        return sources[sources.length - 1];
      },
    });
    let received = Buffer.alloc(0);
    let lost = 0;
    let unasked = 0;
    while (received.length < size) {
      const before = sources.length;
      const isFull = stream.readableLength >= stream.readableHighWaterMark;
      // The first one is lost before anything was wanted of it.
      if (isFull || received.length === 0) {
        sources[before - 1].destroy(new Error('reset'));
        lost++;
        await sleep(2);
        unasked += sources.length - before;
      }
      received = Buffer.concat([received, stream.read() ?? Buffer.alloc(0)]);
      await sleep(2);
    }
    expect(lost).toBeGreaterThan(1);
    expect(unasked).toBe(0);
    expect(received.equals(content)).toBe(true);
    stream.destroy();
  });

  it('should forgive connections that have brought much', async () => {
    const size = 8 * 1024 * 1024;
    const open = (position: number) =>
      createSource(
        Buffer.alloc(Math.min(1024 * 1024, size - position)),
        65536,
        'error',
      );
    let resumes = 0;
    const stream = createStream({
      source: open(0),
      count: size,
      resume: async position => {
        resumes++;
        return open(position);
      },
    });
    expect(await buffer(stream)).toHaveLength(size);
    expect(resumes).toBe(7);
  });

  it('should resume where the bytes stay away', async () => {
    const silent = new PassThrough();
    silent.write('ab');
    const stream = createStream({
      source: silent,
      count: 4,
      resume: async position =>
        Readable.from([Buffer.from('abcd').subarray(position)]),
      idleTimeoutMs: 20,
    });
    expect((await buffer(stream)).toString()).toBe('abcd');
    expect(silent.destroyed).toBe(true);
  });

  it('should let go of everything when it is destroyed', async () => {
    const onDestroy = jest.fn();
    const late = new PassThrough();
    let deliver = () => {};
    const stream = createStream({
      source: createSource(Buffer.from('ab'), 2, 'close'),
      count: 4,
      resume: () =>
        new Promise<Readable>(resolve => {
          deliver = () => resolve(late);
        }),
      onDestroy,
    });
    stream.resume();
    await once(stream, 'data');
    await sleep(5);
    stream.destroy();
    await once(stream, 'close');
    expect(onDestroy).toHaveBeenCalledTimes(1);
    deliver();
    await once(late, 'close');
  });
});
