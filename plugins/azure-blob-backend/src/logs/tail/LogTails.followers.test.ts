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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import { BlobStore } from '../../storage';
import { waitUntil } from './__testUtils__/waitUntil';
import { PATH, TailWorld } from './__testUtils__/TailWorld';

jest.setTimeout(60_000);

const alice = 'user:default/alice';
const bob = 'user:default/bob';

/** The same store, which refuses what one says. */
function refuse(
  store: MemoryBlobStore,
  method: 'read' | 'getDetails',
  when: () => AzureBlobError | undefined,
): BlobStore {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') {
        return value;
      }
      return async (...args: unknown[]) => {
        const error = name === method ? when() : undefined;
        if (error) {
          throw error;
        }
        return value.apply(target, args);
      };
    },
  });
}

describe('LogTails, of those who follow', () => {
  const world = new TailWorld();
  const { store } = world;
  const put = (content: string) =>
    store.put(PATH, content, { blobType: 'AppendBlob' });

  beforeAll(() => world.start());
  afterEach(() => world.clear());
  afterAll(() => world.stop());

  it('R4: should refuse to follow more than may be followed', async () => {
    const small = new TailWorld({ limits: { perUser: 2, total: 3 } });
    await small.start();
    try {
      small.store.put(PATH, 'one\n', { blobType: 'AppendBlob' });
      const first = [small.follow(alice), small.follow(alice)];
      await waitUntil(() => first.every(({ text }) => text === 'one\n'));
      const third = small.follow(alice);
      await third.done;
      expect(third.status).toBe(429);
      const bobs = [small.follow(bob), small.follow(bob)];
      await waitUntil(() => bobs.every(({ status }) => status !== 0));
      expect(bobs.map(({ status }) => status).sort()).toEqual([200, 429]);
      expect(small.failures).toEqual([
        expect.objectContaining({ code: 'RateLimited', retryAfterSeconds: 10 }),
        expect.objectContaining({ code: 'RateLimited', retryAfterSeconds: 10 }),
      ]);
      await first[0].leave();
      await waitUntil(() => small.outcomes.length === 1);
      const again = small.follow(alice);
      await waitUntil(() => again.text === 'one\n');
    } finally {
      await small.stop();
    }
  });

  it('R4: should not keep what a slow client does not take', async () => {
    put('start\n');
    let read = () => {};
    const slow = world.follow(
      alice,
      0,
      new Promise(resolve => {
        read = resolve;
      }),
    );
    const fast = world.follow(bob);
    await waitUntil(() => fast.text === 'start\n' && slow.status === 200);
    const line = 'x'.repeat(1_000);
    for (let part = 0; part < 12; part++) {
      store.append(PATH, `${line}\n`.repeat(1_000));
      await waitUntil(() => fast.log.lines.length === part * 1_000 + 1_001);
    }
    const waiting = world.responses.map(res => res.writableLength);
    expect(Math.max(...waiting)).toBeGreaterThan(1024 * 1024);
    expect(Math.max(...waiting)).toBeLessThan(2 * 1024 * 1024);
    read();
    store.append(PATH, 'end\n');
    await waitUntil(() => slow.log.lines.at(-1)?.text === 'end');
    expect(slow.text === fast.text).toBe(true);
    expect(slow.connections).toBe(1);
  });

  it('should go on as somebody else where the access of one ends', async () => {
    put('one\n');
    const session = new AbortController();
    world.openSession = user =>
      user === alice ? { signal: session.signal } : {};
    const [her, him] = [world.follow(alice), world.follow(bob)];
    await waitUntil(() => [her, him].every(({ text }) => text === 'one\n'));
    session.abort(new AzureBlobError('Locked', 'You are locked out.'));
    await her.done;
    expect(her.events.at(-1)).toEqual({
      type: 'error',
      code: 'Locked',
      message: 'You are locked out.',
    });
    store.append(PATH, 'two\n');
    await waitUntil(() => him.text === 'one\ntwo\n');
    expect(her.text).toBe('one\n');
    expect(world.outcomes).toEqual([
      { result: 'denied', code: 'Locked', bytes: 4 },
    ]);
  });

  it('should send nothing to whom storage refuses it', async () => {
    put('one\n');
    const missing = new AzureBlobError('StorageRoleMissing', 'No role.');
    let isRefused = false;
    world.openSession = user => {
      switch (user) {
        case alice:
          return {
            blobs: refuse(store, 'read', () =>
              isRefused ? missing : undefined,
            ),
          };
        case 'user:default/dave':
          return { blobs: refuse(store, 'getDetails', () => missing) };
        default:
          return {};
      }
    };
    const [her, him] = [world.follow(alice), world.follow(bob)];
    await waitUntil(() => [her, him].every(({ text }) => text === 'one\n'));
    const stranger = world.follow('user:default/dave');
    await stranger.done;
    expect(stranger).toMatchObject({ status: 403, events: [] });
    // Whose turn it is to read, is found out.
    isRefused = true;
    await her.done;
    expect(her.events.at(-1)).toMatchObject({ code: 'StorageRoleMissing' });
    store.append(PATH, 'two\n');
    await waitUntil(() => him.text === 'one\ntwo\n');
    expect(him.connections).toBe(1);
  });

  it('should outlast a storage that is busy, up to a point', async () => {
    put('one\n');
    const busy = new AzureBlobError('StorageThrottled', 'Busy.');
    let failures = 0;
    const blobs = refuse(store, 'read', () => {
      failures -= 1;
      return failures >= 0 ? busy : undefined;
    });
    world.openSession = () => ({ blobs });
    const client = world.follow();
    await waitUntil(() => client.text === 'one\n');
    failures = 4;
    store.append(PATH, 'two\n');
    await waitUntil(() => client.text === 'one\ntwo\n');
    failures = 5;
    await client.done;
    expect(client.events.at(-1)).toMatchObject({ code: 'StorageThrottled' });
    expect(world.outcomes).toEqual([
      { result: 'failed', code: 'StorageThrottled', bytes: 8 },
    ]);
  });

  it('should end all connections with the portal', async () => {
    put('one\n');
    const client = world.follow();
    await waitUntil(() => client.text === 'one\n');
    await world.restart();
    store.append(PATH, 'two\n');
    await waitUntil(() => client.text === 'one\ntwo\n');
    expect(client.connections).toBe(2);
    expect(world.outcomes).toEqual([{ result: 'aborted', bytes: 4 }]);
  });
});
