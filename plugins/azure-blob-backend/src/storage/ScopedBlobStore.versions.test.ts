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

import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { PAYMENTS, StorageWorld } from './__testUtils__/StorageWorld';

// A machine that is busy with something else is no reason to fail.
jest.setTimeout(60_000);

describe('ScopedBlobStore with versions', () => {
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

  async function putSnapshots(path: string, contents: string[]) {
    for (const content of contents) {
      await world.put(PAYMENTS + path, content);
      await world.container.getBlobClient(PAYMENTS + path).createSnapshot();
      await sleep(5);
    }
  }

  it('should read what a blob was when a snapshot was taken', async () => {
    await putSnapshots('v/a.txt', ['first', 'second one']);
    await world.put(`${PAYMENTS}v/a.txt`, 'now');
    await putSnapshots('v/a.txt.bak', ['another blob']);
    const store = world.createStore();
    const versions = await store.listVersions('v/a.txt');
    expect(versions).toEqual(
      ['second one', 'first'].map(content => ({
        version: expect.stringMatching(/^snapshot:20.*\.\d{7}Z$/),
        kind: 'snapshot',
        isCurrent: false,
        size: content.length,
        lastModified: expect.stringMatching(/^20.*Z$/),
        etag: expect.stringMatching(/^".+"$/),
      })),
    );
    const [, { version, etag, size }] = versions;
    const options = { version, range: { offset: 1 }, ifMatch: etag };
    expect(await text((await store.read('v/a.txt', options)).stream)).toBe(
      'irst',
    );
    await expect(
      store.getDetails('v/a.txt', { version }),
    ).resolves.toMatchObject({ path: 'v/a.txt', size, etag });
    expect(await text((await store.read('v/a.txt')).stream)).toBe('now');
  });

  it('should list no versions where there are none', async () => {
    await expect(
      world.createStore().listVersions('notes.txt'),
    ).resolves.toEqual([]);
  });

  it('should not take a blob as it is now for a version of it', async () => {
    const store = world.createStore();
    // Local Azure keeps no versions, and answers with the current one.
    const version = 'version:2020-01-02T03:04:05.0000000Z';
    for (const call of [
      store.getDetails('notes.txt', { version }),
      store.read('notes.txt', { version }),
      store.getDetails('notes.txt', {
        version: 'snapshot:2020-01-02T03:04:05.0000000Z',
      }),
    ]) {
      await expect(call).rejects.toMatchObject({ code: 'BlobNotFound' });
    }
  });

  it('P16: should let no version add to what is asked of storage', async () => {
    const store = world.createStore();
    for (const version of [
      '',
      'version:',
      'snapshot:2020-01-02T03:04:05.0000000Z&comp=metadata',
      'version:2020-01-02T03:04:05.0000000Z\n',
      'version:2020-01-02T03:04:05Z',
      'Version:2020-01-02T03:04:05.0000000Z',
      '2020-01-02T03:04:05.0000000Z',
      'deletionid:2020-01-02T03:04:05.0000000Z',
    ]) {
      for (const call of [
        store.read('notes.txt', { version }),
        store.getDetails('notes.txt', { version }),
        store.getTags('notes.txt', { version }),
      ]) {
        await expect(call).rejects.toMatchObject({ code: 'InvalidRequest' });
      }
    }
    expect(world.azure.storage.requests).toEqual([]);
  });

  it('should name the role that reading tags takes', async () => {
    await expect(
      world.createStore().getTags('notes.txt'),
    ).rejects.toMatchObject({
      code: 'StorageRoleMissing',
      missingRole: 'Storage Blob Data Owner',
    });
  });

  it('should walk through all that is below a folder', async () => {
    const store = world.createStore();
    const paths: string[] = [];
    for await (const files of store.walk({ path: '1/' })) {
      paths.push(...files.map(({ path }) => path));
    }
    expect(paths).toEqual([
      '1/app.log',
      '1/dist/app.tgz',
      '1/dist/docs/index.html',
    ]);
  });

  it('should stop walking when nobody waits for it', async () => {
    const stop = new AbortController();
    stop.abort(new Error('Enough'));
    const files = world.createStore().walk({ path: '1/', signal: stop.signal });
    await expect(files.next()).rejects.toThrow('Enough');
    expect(world.azure.storage.requests).toEqual([]);
  });

  it('P1: should walk through and begin at nothing that leaves the scope', async () => {
    const store = world.createStore();
    for (const path of ['../', 'a/../../', '/', '%2e%2e/', '..\\/']) {
      await expect(store.walk({ path }).next()).rejects.toMatchObject({
        code: 'InvalidBlobName',
      });
      await expect(store.listVersions(path)).rejects.toMatchObject({
        code: 'InvalidBlobName',
      });
    }
    for (const from of [
      '',
      '..',
      '../search-indexer',
      'a/b',
      'a\\',
      '%2e%2e',
    ]) {
      await expect(
        store.list({ path: '', from, limit: 1 }),
      ).rejects.toMatchObject({ statusCode: 400 });
    }
    expect(world.azure.storage.requests).toEqual([]);
  });

  it('should begin at a name, whether there is such a one or not', async () => {
    const store = world.createStore();
    const first = await store.list({ path: '', from: '2', limit: 2 });
    expect(first.items.map(({ path }) => path)).toEqual(['2/', 'big.bin']);
    const { nextCursor: cursor } = first;
    const second = await store.list({ path: '', cursor, limit: 2 });
    expect(second.items.map(({ path }) => path)).toEqual([
      'empty.bin',
      'notes.txt',
    ]);
    const late = await store.list({ path: '', from: 'not', limit: 9 });
    expect(late.items[0].path).toBe('notes.txt');
    await expect(
      store.list({ path: '', from: '2', cursor, limit: 2 }),
    ).rejects.toMatchObject({ code: 'InvalidRequest' });
  });

  it('should ask again for a list that breaks off', async () => {
    world.azure.storage.faults.add({ resetAfterBytes: 500, times: 2 });
    const store = world.createStore();
    const { items } = await store.list({ path: '1/', limit: 10 });
    expect(items).toHaveLength(2);
    expect(world.azure.storage.requests).toHaveLength(3);
    world.azure.storage.faults.add({ resetAfterBytes: 500 });
    await expect(store.list({ path: '1/', limit: 10 })).rejects.toMatchObject({
      code: 'StorageUnavailable',
    });
  });
});
