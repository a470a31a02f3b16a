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
import { createTestKeys } from '../__testUtils__/createTestKeys';
import { Agent } from 'node:https';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { world as azureWorld } from 'local-azure';
import { CursorCodec } from './CursorCodec';
import { ScopedBlobStore } from './ScopedBlobStore';
import { UserDelegationKeys } from './UserDelegationKeys';
import { BIG, PAYMENTS, StorageWorld } from './__testUtils__/StorageWorld';

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

  describe('errors', () => {
    const calls = (store: ScopedBlobStore, path = 'notes.txt') => [
      () => store.list({ path: '', limit: 10 }),
      () => store.getDetails(path),
      () => store.read(path),
    ];

    it('should name the role that is missing', async () => {
      world.azure.storage.assignments.remove('alice', 'artifacts');
      for (const call of calls(world.createStore())) {
        await expect(call()).rejects.toMatchObject({
          code: 'StorageRoleMissing',
          statusCode: 403,
          missingRole: 'Storage Blob Data Reader',
          missingScope: 'contosobuilds/artifacts',
        });
      }
      // Refused is refused: nothing is tried twice.
      expect(world.azure.storage.requests).toHaveLength(3);
    });

    it('should read as the user it was made for', async () => {
      for (const call of calls(world.createStore({ user: 'bob' }))) {
        await expect(call()).rejects.toMatchObject({
          code: 'StorageRoleMissing',
        });
      }
      const oids = world.azure.storage.requests.map(({ oid }) => oid);
      expect(new Set(oids)).toEqual(
        new Set([azureWorld.users.find(({ name }) => name === 'bob')?.oid]),
      );
    });

    it('should not find what is not there', async () => {
      const store = world.createStore();
      for (const call of calls(store, 'nope.txt').slice(1)) {
        await expect(call()).rejects.toMatchObject({
          code: 'BlobNotFound',
          statusCode: 404,
        });
      }
    });

    it.each([
      [{ status: 403, code: 'AuthorizationFailure' }, 'StorageForbidden', 1],
      [
        { status: 401, code: 'InvalidAuthenticationInfo' },
        'StorageForbidden',
        1,
      ],
      [{ status: 500, code: 'InternalError' }, 'StorageUnavailable', 3],
      [{ status: 400, code: 'InvalidHeaderValue' }, 'StorageUnavailable', 1],
      [
        { status: 503, code: 'ServerBusy', headers: { 'retry-after': '60' } },
        'StorageThrottled',
        1,
      ],
    ])(
      'should answer %j with %s after %d tries',
      async (fault, code, tries) => {
        world.azure.storage.faults.add(fault);
        for (const call of calls(world.createStore())) {
          world.azure.storage.requests.length = 0;
          await expect(call()).rejects.toMatchObject({ code });
          expect(world.azure.storage.requests).toHaveLength(tries);
        }
      },
    );

    it('should wait as long as storage asks for, and then go on', async () => {
      world.azure.storage.faults.add({
        status: 429,
        code: 'TooManyRequests',
        headers: { 'retry-after': '1' },
        times: 1,
      });
      const started = Date.now();
      await expect(
        world.createStore().getDetails('notes.txt'),
      ).resolves.toBeDefined();
      expect(Date.now() - started).toBeGreaterThanOrEqual(990);
      expect(world.azure.storage.requests).toHaveLength(2);
    });

    it('should tell the caller how long to wait where it is too long', async () => {
      world.azure.storage.faults.add({
        status: 503,
        code: 'ServerBusy',
        headers: { 'retry-after': '60' },
      });
      await expect(world.createStore().read('notes.txt')).rejects.toMatchObject(
        {
          code: 'StorageThrottled',
          statusCode: 503,
          retryAfterSeconds: 60,
        },
      );
    });

    it('should give up within its budget', async () => {
      // Longer than the test may take: only the budget can end the calls.
      world.azure.storage.faults.add({ delayMs: 120_000 });
      const limits = { budgetMs: 200, idleTimeoutMs: 1000 };
      for (const call of calls(world.createStore({ limits }))) {
        await expect(call()).rejects.toMatchObject({
          code: 'StorageUnavailable',
        });
      }
    });

    it('should not limit how long reading may take as a whole', async () => {
      const limits = { budgetMs: 1_500, idleTimeoutMs: 10_000 };
      const { stream } = await world.createStore({ limits }).read('big.bin');
      await sleep(2_000);
      expect((await buffer(stream)).equals(BIG)).toBe(true);
    });

    it('should be unavailable where nobody listens', async () => {
      const account = createAccount(
        `https://localhost:1/${azureWorld.account.name}`,
      );
      for (const call of calls(world.createStore({ scope: { account } }))) {
        const error = await call().catch(reason => reason);
        expect(error).toBeInstanceOf(AzureBlobError);
        expect(error).toMatchObject({
          code: 'StorageUnavailable',
          cause: { code: 'ECONNREFUSED' },
        });
        expect(JSON.stringify(error)).not.toContain('localhost');
      }
    });

    it('should pass on what the exchange of the token says', async () => {
      const failure = new AzureBlobError('TokenExchangeUnavailable', 'No.');
      const scope = world.createScope();
      const store = ScopedBlobStore.create({
        scope,
        cursors: CursorCodec.create({
          keys: createTestKeys(),
          userRef: 'user:default/alice',
          scope,
        }),
        delegationKeys: UserDelegationKeys.create(),
        credential: {
          getToken: async () => {
            throw failure;
          },
        },
      });
      for (const call of calls(store)) {
        await expect(call()).rejects.toBe(failure);
      }
      expect(world.azure.storage.requests).toEqual([]);
    });
  });

  it('P1: should ask storage nothing for a path that leaves the scope', async () => {
    const store = world.createStore();
    const spellings = [
      '../search-indexer/secret.txt',
      'ok/../../search-indexer/secret.txt',
      'x/..',
      '%2e%2e/search-indexer/secret.txt',
      '%2E%2E/search-indexer/secret.txt',
      '.%2e/search-indexer/secret.txt',
      '%252e%252e%252fsearch-indexer/secret.txt',
      '%25252e%25252e%25252fsecret.txt',
      '..%2fsearch-indexer%2fsecret.txt',
      '..%5csearch-indexer%5csecret.txt',
      '..\\search-indexer\\secret.txt',
      'a\0b',
      'a\r\nb',
      '/absolute',
      'a//b',
      '../../../',
    ];
    for (const path of spellings) {
      for (const call of [
        () => store.read(path),
        () => store.getDetails(path),
        () => store.list({ path: `${path}/`, limit: 1 }),
      ]) {
        await expect(call()).rejects.toMatchObject({
          code: 'InvalidBlobName',
          statusCode: 400,
        });
      }
    }
    expect(world.azure.storage.requests).toEqual([]);
  });

  it('P8: should send look-alikes of dots and slashes as the names they are', async () => {
    const store = world.createStore();
    for (const path of [
      '\uff0e\uff0e/search-indexer/secret.txt',
      '\u2024\u2024/search-indexer',
      '..\uff0fsearch-indexer\uff0fsecret.txt',
      'nai\u0308ve',
      '\u202etxt.exe',
    ]) {
      await expect(store.getDetails(path)).rejects.toMatchObject({
        code: 'BlobNotFound',
      });
      const { url } = world.azure.storage.requests.at(-1) ?? { url: '' };
      expect(decodeURIComponent(url)).toBe(
        `/contosobuilds/artifacts/${PAYMENTS}${path}`,
      );
    }
  });

  it('should use the connections of the stores before it', async () => {
    const connect = jest.spyOn(Agent.prototype, 'createConnection');
    try {
      for (let count = 0; count < 20; count++) {
        const { stream } = await world.createStore().read('notes.txt');
        await text(stream);
      }
      expect(world.azure.storage.requests).toHaveLength(20);
      expect(connect.mock.calls.length).toBeLessThanOrEqual(2);

      // Thirty at once do need connections of their own.
      connect.mockClear();
      world.azure.storage.faults.add({ delayMs: 100 });
      await Promise.all(
        Array.from({ length: 30 }, () =>
          world.createStore().getDetails('notes.txt'),
        ),
      );
      expect(connect.mock.calls.length).toBeGreaterThan(2);
    } finally {
      connect.mockRestore();
    }
  });
});
