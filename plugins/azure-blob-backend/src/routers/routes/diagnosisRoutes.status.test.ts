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

import { BlobServiceClient } from '@azure/storage-blob';
import { AzureBlobStatus } from 'backstage-plugin-azure-blob-common';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { startContractProxy } from '../../__testUtils__/startContractProxy';
import {
  createTestConfig,
  startTestPortal,
} from '../../__testUtils__/startTestPortal';

const location = {
  id: 'artifacts',
  content: 'artifacts',
  account: world.account.name,
  container: 'artifacts',
  prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
};

describe('status', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
  });

  afterAll(async () => {
    await azure?.stop();
  });

  afterEach(() => {
    azure.storage.assignments.reset();
    azure.storage.faults.clear();
  });

  async function readChecks(change: object) {
    const portal = await startTestPortal({
      azure,
      config: { ...createTestConfig(azure), ...change },
    });
    const contract = await startContractProxy({ target: portal.origin });
    try {
      const headers = await portal.headers({ user: 'carol' });
      const response = await fetch(
        `${contract.origin}/api/azure-blob/v1/status`,
        { headers },
      );
      const { sections }: AzureBlobStatus = await response.json();
      return new Map(
        sections
          .flatMap(({ checks }) => checks)
          .map(({ id, state, reason }) => [id, [state, reason]]),
      );
    } finally {
      await contract.stop();
      await portal.stop();
    }
  }

  it('should find what is wrong with the credential', async () => {
    const clientSecret = 'not-the-secret';
    const checks = await readChecks({
      credential: { type: 'secret', clientSecret },
    });
    expect(checks.get('credential.token')).toEqual(['failed', 'SecretInvalid']);
    expect(checks.get('location:logs.container')).toEqual([
      'skipped',
      undefined,
    ]);
  });

  it('should find a container that is missing, where the app may look', async () => {
    azure.storage.assignments.add({
      user: world.apiApp.servicePrincipal.name,
      role: 'Storage Blob Data Reader',
    });
    const checks = await readChecks({
      locations: [
        location,
        { ...location, id: 'other', container: 'misspelt' },
      ],
    });
    expect(checks.get('location:artifacts.container')?.[0]).toBe('passed');
    expect(checks.get('location:artifacts.anonymous')?.[0]).toBe('passed');
    expect(checks.get('location:other.container')).toEqual([
      'failed',
      'ContainerMissing',
    ]);
  });

  it('S9: should warn of a container that anybody can read', async () => {
    azure.storage.assignments.add({
      user: world.apiApp.servicePrincipal.name,
      role: 'Storage Blob Data Reader',
    });
    const container = BlobServiceClient.fromConnectionString(
      azure.storage.connectionString,
    ).getContainerClient('artifacts');
    await container.setAccessPolicy('blob');
    try {
      const checks = await readChecks({});
      expect(checks.get('location:artifacts.anonymous')?.[0]).toBe('warning');
      expect(checks.get('location:logs.anonymous')?.[0]).toBe('passed');
    } finally {
      await container.setAccessPolicy();
    }
  });

  it('should find a firewall, and an account that does not answer', async () => {
    azure.storage.faults.add({ status: 403, code: 'AuthorizationFailure' });
    const checks = await readChecks({
      accounts: [
        { name: world.account.name, endpoint: azure.storage.blobEndpoint },
        { name: 'elsewhere', endpoint: 'https://localhost:1/elsewhere' },
      ],
    });
    expect(checks.get('account:contosobuilds.firewall')).toEqual([
      'failed',
      'FirewallBlocked',
    ]);
    expect(checks.get('account:elsewhere.network')).toEqual([
      'failed',
      'AccountUnreachable',
    ]);
  });
});
