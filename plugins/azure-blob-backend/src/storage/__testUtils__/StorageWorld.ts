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

import { createAccount } from '../../__testUtils__/createAccount';
import { createTestKeys } from '../../__testUtils__/createTestKeys';
import { randomBytes } from 'node:crypto';
import { OnBehalfOfCredential } from '@azure/identity';
import { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { Scope } from '../../types';
import { CursorCodec } from '../CursorCodec';
import { ScopedBlobStore } from '../ScopedBlobStore';
import { UserDelegationKeys } from '../UserDelegationKeys';

/** The prefix of the scope that stores have unless told otherwise. */
export const PAYMENTS = 'component/default/payments-api/';

/** What `big.bin` holds. */
export const BIG = randomBytes(4 * 1024 * 1024);

/** What `small.bin` holds. */
export const SMALL = BIG.subarray(0, 100_000);

/** A local Azure with a few blobs in it, each of which holds its own name. */
export class StorageWorld {
  readonly azure: LocalAzure;
  /** Past the gate, to fill it. */
  readonly container: ContainerClient;
  readonly #credentials: Map<string, OnBehalfOfCredential>;

  static async create(): Promise<StorageWorld> {
    const azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    const credentials = new Map<string, OnBehalfOfCredential>();
    for (const user of ['alice', 'bob', 'erin']) {
      const options = {
        tenantId: azure.tenantId,
        clientId: world.apiApp.clientId,
        clientSecret: world.apiApp.clientSecret,
        userAssertionToken: await azure.entra.issueAssertion(user),
        authorityHost: azure.entra.origin,
        disableInstanceDiscovery: true,
      };
      credentials.set(user, new OnBehalfOfCredential(options));
    }
    const result = new StorageWorld(azure, credentials);
    for (const name of [
      'pay/only-for-pay.txt',
      'payments-api/1/app.log',
      'payments-api/1/dist/app.tgz',
      'payments-api/1/dist/docs/index.html',
      'payments-api/2/app.log',
      'payments-api/notes.txt',
      'payments-api/odd//double.txt',
      'payments-api/odd/back%5Cslash.txt',
      'payments-api/odd/fine é 100% #1?.txt',
      'payments-api-2/secret.txt',
      'search-indexer/secret.txt',
    ]) {
      await result.put(`component/default/${name}`);
    }
    await result.put(`${PAYMENTS}empty.bin`, '');
    await result.put(`${PAYMENTS}small.bin`, SMALL);
    await result.put(`${PAYMENTS}big.bin`, BIG);
    return result;
  }

  private constructor(
    azure: LocalAzure,
    credentials: Map<string, OnBehalfOfCredential>,
  ) {
    this.azure = azure;
    this.#credentials = credentials;
    this.container = BlobServiceClient.fromConnectionString(
      azure.storage.connectionString,
    ).getContainerClient(world.containers.artifacts);
  }

  async stop(): Promise<void> {
    await this.azure.stop();
  }

  reset(): void {
    this.azure.storage.faults.clear();
    this.azure.storage.assignments.reset();
    this.azure.storage.requests.length = 0;
  }

  async put(name: string, content: string | Buffer = name): Promise<void> {
    await this.container
      .getBlockBlobClient(name)
      .upload(content, Buffer.byteLength(content), {
        blobHTTPHeaders: { blobContentType: 'text/plain' },
      });
  }

  /** A storage token of a user. */
  async getToken(user: string): Promise<string | undefined> {
    const token = await this.#credentials
      .get(user)
      ?.getToken('https://storage.azure.com/.default');
    return token?.token;
  }

  createScope(overrides: Partial<Scope> = {}): Scope {
    const account = createAccount(this.azure.storage.blobEndpoint);
    return {
      location: {
        id: 'artifacts',
        title: 'Artifacts',
        content: 'artifacts',
        account,
        container: world.containers.artifacts,
        prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
        layout: '{run}/{path}',
      },
      account,
      container: world.containers.artifacts,
      prefix: PAYMENTS,
      ...overrides,
    };
  }

  createStore(
    options: {
      user?: string;
      scope?: Partial<Scope>;
      limits?: { budgetMs: number; idleTimeoutMs: number };
      delegationKeys?: UserDelegationKeys;
      /** The user's own where it is left out. */
      userOid?: string;
    } = {},
  ): ScopedBlobStore {
    const { user = 'alice' } = options;
    const credential = this.#credentials.get(user);
    if (!credential) {
      throw new Error('No such user');
    }
    const scope = this.createScope(options.scope);
    return ScopedBlobStore.create({
      scope,
      credential,
      cursors: CursorCodec.create({
        keys: createTestKeys(),
        userRef: `user:default/${user}`,
        scope,
      }),
      userOid:
        options.userOid ?? world.users.find(({ name }) => name === user)?.oid,
      delegationKeys: options.delegationKeys ?? UserDelegationKeys.create(),
      limits: options.limits,
    });
  }
}
