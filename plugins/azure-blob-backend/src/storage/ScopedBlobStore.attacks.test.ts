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
import { PAYMENTS, StorageWorld } from './__testUtils__/StorageWorld';

/** What else than blobs one could ask Azure Storage for. */
const OTHER_REQUESTS =
  /[?&](?:sr|ss|srt|sig|sv|snapshot|versionid|deletionid|resource|directory|recursive|action|continuation)=/i;

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

  it('P3: should send a name as it is, encoded once', async () => {
    const store = world.createStore();
    for (const name of [
      'a%20b',
      '50%25',
      '100%',
      'a%41',
      '%zz',
      'a+b',
      'a b',
    ]) {
      await world.put(`${PAYMENTS}encoded/${name}`);
      world.azure.storage.requests.length = 0;
      const { stream } = await store.read(`encoded/${name}`);
      expect(await text(stream)).toBe(`${PAYMENTS}encoded/${name}`);
      const [{ url }] = world.azure.storage.requests;
      expect(decodeURIComponent(url)).toBe(
        `/contosobuilds/artifacts/${PAYMENTS}encoded/${name}`,
      );
      await world.container.deleteBlob(`${PAYMENTS}encoded/${name}`);
    }
  });

  it('P11: should tell apart names that differ in case', async () => {
    const store = world.createStore();
    await expect(store.getDetails('Notes.txt')).rejects.toMatchObject({
      code: 'BlobNotFound',
    });
    const upper = PAYMENTS.replace('payments', 'Payments');
    const other = world.createStore({ scope: { prefix: upper } });
    const list = other.list({ path: '', limit: 10 });
    await expect(list).rejects.toMatchObject({ code: 'StorageRoleMissing' });
  });

  it('P12: should ask storage nothing for a blob without a name', async () => {
    const store = world.createStore();
    for (const call of [store.read(''), store.getDetails('')]) {
      await expect(call).rejects.toMatchObject({ code: 'InvalidBlobName' });
    }
    expect(world.azure.storage.requests).toEqual([]);
  });

  it('P16: should let no folder add to what is asked of storage', async () => {
    const store = world.createStore();
    for (const path of [
      'a&comp=metadata/',
      'a&prefix=component/default/search-indexer/',
      'a?restype=container&comp=list/',
      'a#/',
      'a&delimiter=x&include=deleted/',
      'a&marker=x;y=z/',
      '&/=/',
    ]) {
      world.azure.storage.requests.length = 0;
      const { items } = await store.list({ path, limit: 5 });
      expect(items).toEqual([]);
      const [{ url }, ...others] = world.azure.storage.requests;
      expect(others).toEqual([]);
      const { pathname, searchParams } = new URL(url, 'https://host');
      expect(pathname).toBe('/contosobuilds/artifacts');
      expect(Object.fromEntries(searchParams)).toMatchObject({
        restype: 'container',
        comp: 'list',
        prefix: `${PAYMENTS}${path}`,
        delimiter: '/',
        maxresults: '5',
        include: 'metadata',
      });
      expect([...searchParams.keys()].sort()).toEqual(
        [...new Set(searchParams.keys())].sort(),
      );
    }
  });

  it('P17: should read blobs by their names, and never by directories', async () => {
    const store = world.createStore();
    const { items } = await store.list({ path: '', limit: 2 });
    expect(items.length).toBeGreaterThan(0);
    const { nextCursor } = await store.list({ path: '', limit: 1 });
    await store.list({ path: '', limit: 1, cursor: nextCursor });
    await store.getDetails('notes.txt');
    await text((await store.read('notes.txt')).stream);
    const { requests } = world.azure.storage;
    expect(requests.length).toBeGreaterThanOrEqual(5);
    for (const { method, url } of requests) {
      expect(['GET', 'HEAD']).toContain(method);
      expect(url).not.toMatch(OTHER_REQUESTS);
    }
  });
});
