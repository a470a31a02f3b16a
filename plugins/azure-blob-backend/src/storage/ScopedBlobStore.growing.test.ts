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

import { gzipSync } from 'node:zlib';
import { PAYMENTS, StorageWorld } from './__testUtils__/StorageWorld';

const path = 'run/build.log';
const name = `${PAYMENTS}${path}`;

let world: StorageWorld;

beforeAll(async () => {
  world = await StorageWorld.create();
});

afterAll(async () => {
  await world?.stop();
});

beforeEach(async () => {
  world.reset();
  await world.container.getBlobClient(name).deleteIfExists();
});

/** Storage tells when a blob was made to the second. */
async function waitForNextSecond() {
  await new Promise(resolve => setTimeout(resolve, 1_100));
}

async function append(text: string) {
  const client = world.container.getAppendBlobClient(name);
  await client.createIfNotExists();
  await client.appendBlock(text, Buffer.byteLength(text));
  return client;
}

describe('ScopedBlobStore.read of blobs that grow', () => {
  it('should tell what a blob is, with its details and with its bytes', async () => {
    const client = await append('one\n');
    const store = world.createStore();
    const details = await store.getDetails(path);
    const identity = { blobType: 'AppendBlob', createdAt: details.createdAt };
    expect(details).toMatchObject({ ...identity, size: 4 });
    expect(details.createdAt).toMatch(/^\d{4}-.*T.*Z$/);
    const range = { offset: 1, count: 2 };
    expect(await store.read(path, { range })).toMatchObject({
      ...identity,
      contentLength: 2,
      size: 4,
    });
    expect(details.isSealed ?? false).toBe(false);
    await client.seal();
    expect(await store.getDetails(path)).toMatchObject({ isSealed: true });
    expect(await store.read(path)).toMatchObject({ isSealed: true, size: 4 });
    expect(await store.read('small.bin')).toMatchObject({
      blobType: 'BlockBlob',
    });
  });

  it('R9: should read on while a blob grows, and not where it is another one', async () => {
    await append('one\n');
    const store = world.createStore();
    const { createdAt } = await store.getDetails(path);
    await append('two\n');
    const options = { ifCreatedAt: createdAt, range: { offset: 4 } };
    const { stream } = await store.read(path, options);
    expect(Buffer.concat(await stream.toArray()).toString()).toBe('two\n');

    await waitForNextSecond();
    await world.container.getBlobClient(name).delete();
    await append('something else\n');
    for (const range of [undefined, { offset: 4 }, { offset: 999 }]) {
      await expect(
        store.read(path, { ifCreatedAt: createdAt, range }),
      ).rejects.toMatchObject({ code: 'BlobChanged' });
    }
  });

  it('R9: should resume where a connection breaks, though the blob has grown since', async () => {
    const block = 'x'.repeat(1024 * 1024);
    await append(block);
    const store = world.createStore();
    const { createdAt } = await store.getDetails(path);
    world.azure.storage.faults.add({ times: 1, resetAfterBytes: 5_000 });
    const { stream } = await store.read(path, { ifCreatedAt: createdAt });
    await append('more');
    expect(Buffer.concat(await stream.toArray()).toString()).toBe(block);
  });

  it('should hand out what is stored, and not unpack it on the way', async () => {
    const packed = gzipSync('a line\n'.repeat(500));
    await world.container
      .getBlockBlobClient(name)
      .upload(packed, packed.length, {
        blobHTTPHeaders: { blobContentEncoding: 'gzip' },
      });
    const { stream, contentLength } = await world.createStore().read(path);
    expect(Buffer.concat(await stream.toArray()).equals(packed)).toBe(true);
    expect(contentLength).toBe(packed.length);
  });
});
