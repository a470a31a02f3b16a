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
import { once } from 'node:events';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import {
  BIG,
  PAYMENTS,
  SMALL,
  StorageWorld,
} from './__testUtils__/StorageWorld';

// A machine that is busy with something else is no reason to fail.
jest.setTimeout(60_000);

describe('ScopedBlobStore', () => {
  let world: StorageWorld;

  beforeAll(async () => {
    world = await StorageWorld.create();
  });

  afterAll(async () => {
    await world?.stop();
  });

  beforeEach(() => {
    world.reset();
  });

  describe('read', () => {
    it('should read ranges as a slice would', async () => {
      const store = world.createStore();
      await fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: SMALL.length - 1 })),
          fc.option(fc.integer({ min: 1, max: SMALL.length * 2 }), {
            nil: undefined,
          }),
          async (offset, count) => {
            const blob = await store.read('small.bin', {
              range: { offset, count },
            });
            const expected = SMALL.subarray(
              offset,
              count === undefined ? undefined : offset + count,
            );
            expect(blob.contentLength).toBe(expected.length);
            expect((await buffer(blob.stream)).equals(expected)).toBe(true);
          },
        ),
        { numRuns: 50 },
      );
    });

    it('should read an empty blob', async () => {
      const blob = await world.createStore().read('empty.bin');
      expect(blob.contentLength).toBe(0);
      expect(await buffer(blob.stream)).toHaveLength(0);
    });

    it.each([
      ['big.bin', BIG.length, undefined, BIG.length],
      ['big.bin', BIG.length + 5, 10, BIG.length],
      ['empty.bin', 0, 1, 0],
      ['notes.txt', -1, undefined, `${PAYMENTS}notes.txt`.length],
      ['notes.txt', 0, 0, `${PAYMENTS}notes.txt`.length],
    ])(
      'should refuse of %s the range %p %p',
      async (path, offset, count, size) => {
        await expect(
          world.createStore().read(path, { range: { offset, count } }),
        ).rejects.toMatchObject({
          code: 'RangeNotSatisfiable',
          blobSize: size,
        });
      },
    );

    it('should read only the version that is asked for', async () => {
      const store = world.createStore();
      await world.put(`${PAYMENTS}changing.txt`, 'one');
      const { etag } = await store.getDetails('changing.txt');
      for (const ifMatch of [etag, etag.replaceAll('"', '')]) {
        const { stream } = await store.read('changing.txt', { ifMatch });
        expect(await text(stream)).toBe('one');
      }
      await world.put(`${PAYMENTS}changing.txt`, 'two');
      for (const ifMatch of [etag, `W/${etag}`, '"x"\r\nX-Y: z', '', '*']) {
        await expect(
          store.read('changing.txt', { ifMatch }),
        ).rejects.toMatchObject({ code: 'BlobChanged', statusCode: 409 });
      }
      await world.container.deleteBlob(`${PAYMENTS}changing.txt`);
    });

    it('should go on after a lost connection with the same bytes', async () => {
      world.azure.storage.faults.add({ times: 3, resetAfterBytes: 700_000 });
      const { stream } = await world.createStore().read('big.bin', {
        range: { offset: 10, count: 3_000_000 },
      });
      const bytes = await buffer(stream);
      expect(bytes.equals(BIG.subarray(10, 3_000_010))).toBe(true);
      expect(world.azure.storage.requests).toHaveLength(4);
      expect(world.azure.storage.requests.at(-1)?.range).toMatch(/-3000009$/);
    });

    it('should fail, and not end, where the blob has changed meanwhile', async () => {
      await world.put(`${PAYMENTS}swapped.bin`, BIG);
      world.azure.storage.faults.add({ times: 1, resetAfterBytes: 700_000 });
      const { stream } = await world.createStore().read('swapped.bin');
      await world.put(`${PAYMENTS}swapped.bin`, randomBytes(BIG.length));
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      const [failure] = await once(stream, 'close').then(
        () => [],
        error => [error],
      );
      expect(failure).toMatchObject({ code: 'BlobChanged' });
      const bytes = Buffer.concat(chunks);
      expect(bytes.length).toBeLessThan(BIG.length);
      expect(BIG.subarray(0, bytes.length).equals(bytes)).toBe(true);
      await world.container.deleteBlob(`${PAYMENTS}swapped.bin`);
    });

    it('should fail where the connection is lost again and again', async () => {
      world.azure.storage.faults.add({ resetAfterBytes: 1000 });
      const { stream } = await world.createStore().read('big.bin');
      await expect(buffer(stream)).rejects.toMatchObject({
        code: 'StorageUnavailable',
      });
      expect(world.azure.storage.requests).toHaveLength(6);
    });

    it('should read no faster than it is read from', async () => {
      const huge = Buffer.alloc(48 * 1024 * 1024);
      await world.put(`${PAYMENTS}huge.bin`, huge);
      const { stream } = await world.createStore().read('huge.bin');
      await once(stream, 'readable');
      const [request] = world.azure.storage.requests;
      let sent = -1;
      while (sent !== request.bytesSent) {
        sent = request.bytesSent;
        await sleep(500);
      }
      expect(sent).toBeLessThan(24 * 1024 * 1024);

      // And whoever walks away ends the request.
      stream.destroy();
      await once(stream, 'close');
      for (let tries = 0; tries < 500 && !request.aborted; tries++) {
        await sleep(20);
      }
      expect(request.aborted).toBe(true);
      expect(world.azure.storage.requests).toHaveLength(1);
      await world.container.deleteBlob(`${PAYMENTS}huge.bin`);
    });

    it('should give up resuming where nobody wants the rest any more', async () => {
      const { requests, faults } = world.azure.storage;
      faults.add({ times: 1, resetAfterBytes: 700_000 });
      faults.add({ times: 1, delayMs: 120_000 });
      const { stream } = await world.createStore().read('big.bin');
      stream.resume();
      for (let tries = 0; tries < 1_000 && requests.length < 2; tries++) {
        await sleep(20);
      }
      expect(requests).toHaveLength(2);
      stream.destroy();
      for (let tries = 0; tries < 500 && !requests[1].aborted; tries++) {
        await sleep(20);
      }
      expect(requests[1].aborted).toBe(true);
    });

    it('should stop when its signal is aborted, before and during', async () => {
      const store = world.createStore();
      const reason = new Error('gone');
      for (const call of [
        (signal: AbortSignal) => store.read('big.bin', { signal }),
        (signal: AbortSignal) => store.getDetails('big.bin', { signal }),
        (signal: AbortSignal) => store.list({ path: '', limit: 1, signal }),
      ]) {
        await expect(call(AbortSignal.abort(reason))).rejects.toBe(reason);
        // Longer than the test may take: only the signal can end the call.
        world.azure.storage.faults.add({ times: 1, delayMs: 120_000 });
        const controller = new AbortController();
        const pending = call(controller.signal);
        setTimeout(() => controller.abort(reason), 20);
        await expect(pending).rejects.toBe(reason);
        world.azure.storage.faults.clear();
      }
      const controller = new AbortController();
      const { stream } = await store.read('big.bin', {
        signal: controller.signal,
      });
      setTimeout(() => controller.abort(reason), 5);
      await expect(
        (async () => {
          for await (const chunk of stream) {
            await sleep(chunk.length > 0 ? 20 : 0);
          }
        })(),
      ).rejects.toMatchObject({ name: 'AbortError', cause: reason });
    });
  });
});
