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

import { createAccount } from '../__testUtils__/createAccount';
import { SMALL, StorageWorld } from './__testUtils__/StorageWorld';
import { UserDelegationKeys } from './UserDelegationKeys';

jest.setTimeout(60_000);

const correlationId = '0193a7c0-0000-7000-8000-000000000001';
const SMALL_PATH = 'small.bin';

describe('UserDelegationKeys', () => {
  let world: StorageWorld;
  let delegationKeys: UserDelegationKeys;

  beforeAll(async () => {
    world = await StorageWorld.create();
  });

  beforeEach(() => {
    world.reset();
    delegationKeys = UserDelegationKeys.create();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  afterAll(async () => {
    await world?.stop();
  });

  function mint(
    user: string,
    options: {
      sas?: { bindToUser?: boolean; correlationId?: boolean };
      prefix?: string;
    } = {},
  ) {
    const { prefix = world.createScope().prefix } = options;
    const sas = { bindToUser: false, correlationId: false, ...options.sas };
    const account = createAccount(world.azure.storage.blobEndpoint, { sas });
    return world
      .createStore({ user, delegationKeys, scope: { account, prefix } })
      .mintSas(SMALL_PATH, { correlationId });
  }

  const countKeys = () =>
    world.azure.storage.requests.filter(({ url }) =>
      url.includes('userdelegationkey'),
    ).length;

  it('S1: should sign what storage serves, to whoever has it', async () => {
    const { url, userBound } = await mint('alice', {
      sas: { correlationId: true },
    });
    expect(userBound).toBe(false);
    const response = await fetch(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="small.bin"',
    );
    expect(response.headers.get('content-type')).toBe(
      'application/octet-stream',
    );
    expect(SMALL.equals(Buffer.from(await response.arrayBuffer()))).toBe(true);
    expect(world.azure.storage.requests.at(-1)).toMatchObject({
      correlationId,
    });
    expect((await fetch(url.replace('small', 'big'))).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  });

  it('S5: should bind a link to the user where the account supports it', async () => {
    const { url, userBound } = await mint('alice', {
      sas: { bindToUser: true },
    });
    expect(userBound).toBe(true);
    expect((await fetch(url)).status).toBe(403);
    const send = async (user: string) => {
      const token = await world.getToken(user);
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(url, { headers })).status;
    };
    expect(await send('erin')).toBe(403);
    expect(await send('alice')).toBe(200);
  });

  it('should ask for one key for all who come at once, and for each user', async () => {
    await Promise.all(Array.from({ length: 20 }, () => mint('alice')));
    await mint('alice');
    expect(countKeys()).toBe(1);
    const erin = await mint('erin');
    expect(countKeys()).toBe(2);
    // Hers, so that storage holds it to what she may do herself.
    expect((await fetch(erin.url)).status).toBe(403);
  });

  it('S3: should use a key for an hour at most, and never near its end', async () => {
    const before = Date.now();
    const { url } = await mint('alice');
    const { searchParams } = new URL(url);
    const [start, end] = ['skt', 'ske'].map(name =>
      Date.parse(searchParams.get(name) ?? ''),
    );
    expect(end - start).toBeLessThanOrEqual(3_600_000);
    expect(start).toBeLessThan(before);

    const now = jest.spyOn(Date, 'now');
    now.mockReturnValue(end - 6 * 60_000 - 1);
    const last = await mint('alice');
    expect(countKeys()).toBe(1);
    expect(last.expiresAt.getTime()).toBeLessThan(end);
    now.mockReturnValue(end - 6 * 60_000);
    const next = await mint('alice');
    expect(countKeys()).toBe(2);
    expect(new URL(next.url).searchParams.get('skt')).not.toBe(
      searchParams.get('skt'),
    );
  });

  it('S3: should keep so many keys and no more', async () => {
    delegationKeys = UserDelegationKeys.create({ maxEntries: 1 });
    await mint('alice');
    await mint('erin');
    await mint('alice');
    expect(countKeys()).toBe(3);
  });

  it('should say which role is missing, and ask again once it is there', async () => {
    const { assignments } = world.azure.storage;
    assignments.remove('alice');
    const error = await mint('alice').catch(reason => reason);
    expect(error).toMatchObject({
      code: 'StorageRoleMissing',
      reason: 'DelegatorRoleMissing',
      missingRole: 'Storage Blob Delegator',
      missingScope: 'contosobuilds',
    });
    expect(error.message).toContain('"Storage Blob Delegator"');
    assignments.reset();
    expect((await fetch((await mint('alice')).url)).status).toBe(200);

    world.azure.storage.faults.add({
      url: /userdelegationkey/,
      status: 403,
      code: 'AuthorizationFailure',
    });
    await expect(mint('erin')).rejects.toMatchObject({
      reason: 'DelegatorRoleMissing',
    });
    world.azure.storage.faults.clear();
    world.azure.storage.faults.add({ url: /userdelegationkey/, status: 503 });
    await expect(mint('erin')).rejects.toMatchObject({
      code: 'StorageThrottled',
    });
  });

  it('T11: should use no key of anybody else', async () => {
    const account = createAccount(world.azure.storage.blobEndpoint);
    const store = world.createStore({
      user: 'erin',
      userOid: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100',
      delegationKeys,
      scope: { account },
    });
    await expect(
      store.mintSas(SMALL_PATH, { correlationId }),
    ).rejects.toMatchObject({ code: 'StorageUnavailable' });
    const application = world.createStore({
      user: 'erin',
      delegationKeys,
      scope: { account: { ...account, identity: 'application' } },
    });
    const { url } = await application.mintSas(SMALL_PATH, { correlationId });
    expect(new URL(url).searchParams.get('skoid')).toBe(
      '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0104',
    );
    expect(new URL((await mint('alice')).url).searchParams.get('skoid')).toBe(
      '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100',
    );
  });

  it('should see that a blob is in the archive before a link is made', async () => {
    const name = `${world.createScope().prefix}cold.bin`;
    await world.put(name);
    const blob = world.container.getBlobClient(name);
    await blob.setAccessTier('Archive');
    const store = world.createStore({ delegationKeys });
    expect(await store.getDetails('cold.bin')).toMatchObject({ kind: 'file' });
    await expect(
      store.getDetails('cold.bin', { readable: true }),
    ).rejects.toMatchObject({ code: 'BlobArchived' });
    await expect(store.read('cold.bin')).rejects.toMatchObject({
      code: 'BlobArchived',
    });
  });
});
