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

import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { PAYMENTS, StorageWorld } from './__testUtils__/StorageWorld';

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

  async function listAll(path: string, limit: number) {
    const store = world.createStore();
    const names: string[] = [];
    let pages = 0;
    let cursor: string | undefined;
    do {
      const page = await store.list({ path, limit, cursor });
      expect(page.items.length).toBeLessThanOrEqual(limit);
      names.push(...page.items.map(item => item.path));
      cursor = page.nextCursor;
      pages++;
    } while (cursor);
    return { names, pages };
  }

  describe('list', () => {
    it('should list one level, relative to the scope', async () => {
      const { items, nextCursor } = await world.createStore().list({
        path: '1/',
        limit: 100,
      });
      expect(nextCursor).toBeUndefined();
      expect(items).toEqual([
        {
          name: 'app.log',
          path: '1/app.log',
          kind: 'file',
          size: `${PAYMENTS}1/app.log`.length,
          lastModified: expect.stringMatching(/^20.*Z$/),
          createdAt: expect.stringMatching(/^20.*Z$/),
          contentType: 'text/plain',
          etag: expect.stringMatching(/^".+"$/),
          contentMd5: createHash('md5')
            .update(`${PAYMENTS}1/app.log`)
            .digest('base64'),
          accessTier: 'Hot',
        },
        { name: 'dist', path: '1/dist/', kind: 'folder' },
      ]);
    });

    it('should give every name once, whatever the size of the pages', async () => {
      const whole = await listAll('', 1000);
      expect(whole.names).toEqual([
        '1/',
        '2/',
        'big.bin',
        'empty.bin',
        'notes.txt',
        'odd/',
        'small.bin',
      ]);
      expect((await listAll('', 4)).names).toEqual(whole.names);
      const single = await listAll('', 1);
      expect(single.names).toEqual(whole.names);
      expect(single.pages).toBeGreaterThan(1);
      expect(world.azure.storage.requests.at(-1)?.url).toContain(
        'maxresults=1&',
      );
    });

    it('P7: should mark names that break the rules and fetch none of them', async () => {
      const store = world.createStore();
      const { items } = await store.list({ path: 'odd/', limit: 100 });
      expect(
        items.map(({ path, unsupportedName }) => [path, unsupportedName]),
      ).toEqual([
        ['odd//', true],
        ['odd/back%5Cslash.txt', true],
        ['odd/fine é 100% #1?.txt', undefined],
      ]);
      world.azure.storage.requests.length = 0;
      await expect(store.read('odd/back%5Cslash.txt')).rejects.toMatchObject({
        code: 'InvalidBlobName',
      });
      await expect(
        store.list({ path: 'odd//', limit: 1 }),
      ).rejects.toMatchObject({ code: 'InvalidBlobName' });
      expect(world.azure.storage.requests).toEqual([]);
      const { stream } = await store.read('odd/fine é 100% #1?.txt');
      expect(await text(stream)).toBe(`${PAYMENTS}odd/fine é 100% #1?.txt`);
    });

    it('P10: should keep to its scope beside one that begins alike', async () => {
      const pay = world.createStore({
        user: 'erin',
        scope: { prefix: 'component/default/pay/' },
      });
      const { items } = await pay.list({ path: '', limit: 100 });
      expect(items.map(({ path }) => path)).toEqual(['only-for-pay.txt']);
      expect(world.azure.storage.requests.at(-1)?.url).toContain(
        'prefix=component%2Fdefault%2Fpay%2F',
      );
    });

    it.each(['', 'component/default/pay', '/', '../x/'])(
      'P10: should not be made for the prefix %j',
      prefix => {
        expect(() => world.createStore({ scope: { prefix } })).toThrow();
      },
    );

    it('should find nothing in a folder that does not exist', async () => {
      await expect(
        world.createStore().list({ path: 'nowhere/', limit: 10 }),
      ).resolves.toEqual({ items: [] });
    });

    it('should skip pages that hold nothing but a marker', async () => {
      // The blob that stands for the folder itself is all of the first page.
      await world.put(`${PAYMENTS}marked/`, '');
      await world.put(`${PAYMENTS}marked/a.txt`);
      const page = await world
        .createStore()
        .list({ path: 'marked/', limit: 1 });
      expect(page.items.map(({ path }) => path)).toEqual(['marked/a.txt']);
      expect(world.azure.storage.requests).toHaveLength(2);
      await world.container.deleteBlob(`${PAYMENTS}marked/`);
      await world.container.deleteBlob(`${PAYMENTS}marked/a.txt`);
    });

    it('P15: should refuse a cursor that is not its own', async () => {
      const store = world.createStore();
      const { nextCursor = '' } = await store.list({ path: '', limit: 1 });
      world.azure.storage.requests.length = 0;
      const foreign = Buffer.from(
        JSON.stringify(['x', 'component/default/search-indexer/']),
      ).toString('base64url');
      for (const [path, cursor] of [
        ['1/', nextCursor],
        ['', foreign],
        ['', ''],
        ['', `${nextCursor}=`],
        ['', 'bnVsbA'],
        ['', 'a'.repeat(10_000)],
      ]) {
        await expect(
          store.list({ path, cursor, limit: 1 }),
        ).rejects.toMatchObject({ code: 'InvalidRequest' });
      }
      for (const limit of [0, -1, 1.5, 5001, NaN]) {
        await expect(store.list({ path: '', limit })).rejects.toMatchObject({
          code: 'InvalidRequest',
        });
      }
      expect(world.azure.storage.requests).toEqual([]);
    });
  });

  describe('getDetails', () => {
    it('should tell what storage knows of a blob', async () => {
      const sha256 = createHash('sha256').update('hello').digest('hex');
      await world.container
        .getBlockBlobClient(`${PAYMENTS}3/a.txt`)
        .upload('hello', 5, {
          metadata: { sha256: sha256.toUpperCase(), commit: 'abc' },
        });
      const details = await world.createStore().getDetails('3/a.txt');
      expect(details).toMatchObject({
        name: 'a.txt',
        path: '3/a.txt',
        kind: 'file',
        size: 5,
        contentType: 'application/octet-stream',
        sha256,
        metadata: { sha256: sha256.toUpperCase(), commit: 'abc' },
      });
      const { items } = await world
        .createStore()
        .list({ path: '3/', limit: 1 });
      expect(details.etag).toBe(items[0].etag);
      expect(details.lastModified).toBe(items[0].lastModified);
      await world.container.deleteBlob(`${PAYMENTS}3/a.txt`);
    });

    it('should not call a checksum what is none', async () => {
      await world.container
        .getBlockBlobClient(`${PAYMENTS}3/b.txt`)
        .upload('hello', 5, { metadata: { sha256: '<b>not one</b>' } });
      const details = await world.createStore().getDetails('3/b.txt');
      expect(details.sha256).toBeUndefined();
      await world.container.deleteBlob(`${PAYMENTS}3/b.txt`);
    });
  });
});
