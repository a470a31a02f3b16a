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
import { createServer } from 'node:http';
import { AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { BIG, SMALL, StorageWorld } from './__testUtils__/StorageWorld';
import { readChunks } from './readChunks';

// A machine that is busy with something else is no reason to fail.
jest.setTimeout(60_000);

describe('storageConnections', () => {
  let world: StorageWorld;

  beforeAll(async () => {
    world = await StorageWorld.create();
  });

  afterAll(async () => {
    await world?.stop();
  });

  it('should keep apart what comes over many connections, however fast it is taken', async () => {
    const store = world.createStore();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            offset: fc.nat({ max: BIG.length - 1 }),
            pauses: fc.array(fc.nat({ max: 3 }), { maxLength: 5 }),
          }),
          { minLength: 2, maxLength: 12 },
        ),
        async readers => {
          await Promise.all(
            readers.map(async ({ offset, pauses }) => {
              const { stream } = await store.read('big.bin', {
                range: { offset },
              });
              let position = offset;
              for await (const chunk of readChunks(stream)) {
                await sleep(pauses.shift());
                const end = position + chunk.length;
                expect(chunk.equals(BIG.subarray(position, end))).toBe(true);
                position = end;
              }
              expect(position).toBe(BIG.length);
            }),
          );
        },
      ),
      { numRuns: 20 },
    );
  });

  it('should go through the proxy where there is one', async () => {
    const proxied: (string | undefined)[] = [];
    const proxy = createServer().listen(0, '127.0.0.1');
    proxy.on('connect', (request, socket) => {
      proxied.push(request.url);
      const onward = connect(Number(request.url?.split(':')[1]), '127.0.0.1');
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
      socket.on('error', () => onward.destroy());
      onward.on('error', () => socket.destroy());
    });
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    process.env.HTTPS_PROXY = `http://127.0.0.1:${port}`;
    try {
      const store = world.createStore();
      const { stream } = await store.read('small.bin');
      const chunks = await stream.toArray();
      expect(Buffer.concat(chunks).equals(SMALL)).toBe(true);
      await store.list({ path: '', limit: 1 });
      expect(proxied).toHaveLength(2);
    } finally {
      delete process.env.HTTPS_PROXY;
      proxy.close();
      proxy.closeAllConnections();
    }
  });
});
