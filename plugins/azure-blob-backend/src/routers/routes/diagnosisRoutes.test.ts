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
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AzureBlobDiagnosisCheck,
  AzureBlobStatus,
} from 'backstage-plugin-azure-blob-common';
import { Knex } from 'knex';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { putTestBlob } from '../../__testUtils__/fillStorage';
import { startContractProxy } from '../../__testUtils__/startContractProxy';
import {
  createTestConfig,
  startTestPortal,
} from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const DIAGNOSIS = `${ENTITY}/diagnosis?location=artifacts`;

let azure: LocalAzure;

beforeAll(async () => {
  azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
  await putTestBlob(azure, '1284/report.txt', 'report');
});

afterAll(async () => {
  await azure?.stop();
});

describe.each(databases.eachSupportedId())('diagnosis on %s', databaseId => {
  let knex: Knex;
  let client: TestClient;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    client = await TestClient.start(azure, knex);
  });

  afterAll(async () => {
    await client?.stop();
  });

  beforeEach(async () => {
    await client.reset();
  });

  it('should pass, on record like any other access', async () => {
    const { status, body } = await client.get(DIAGNOSIS);
    expect(status).toBe(200);
    expect(body.stoppedAt).toBeUndefined();
    expect(
      body.checks.filter(
        ({ state }: AzureBlobDiagnosisCheck) => state !== 'passed',
      ),
    ).toEqual([]);
    expect(body.checks).toHaveLength(25);
    expect(await client.readAudit()).toEqual([
      'intent diagnosis user:default/alice component/default/payments-api/',
      'outcome succeeded',
    ]);
    const [{ request_id: requestId }] = await knex('audit_events');
    expect(body.requestId).toBe(requestId);
  });

  it('should show how far a stranger came, and touch no storage', async () => {
    const exchanges = azure.entra.exchanges();
    const { status, body } = await client.get(DIAGNOSIS, { user: 'bob' });
    expect(status).toBe(200);
    expect(body.stoppedAt).toBe('role');
    const failed = body.checks.find(
      ({ id }: AzureBlobDiagnosisCheck) => id === 'role',
    );
    expect(failed).toMatchObject({ state: 'failed', code: 'NoRole' });
    expect(failed.message).toContain('payments');
    expect(JSON.stringify(body)).not.toMatch(/contosobuilds|localhost/);
    expect(azure.storage.requests).toEqual([]);
    expect(azure.entra.exchanges()).toBe(exchanges);
    expect(await client.readAudit()).toEqual([
      expect.stringMatching(/^denied diagnosis user:default\/bob .*NoRole$/),
    ]);
  });

  it('should not need to be told a location', async () => {
    const denied = await client.get(`${ENTITY}/diagnosis`, { user: 'bob' });
    expect(denied.body.stoppedAt).toBe('role');
    const { body } = await client.get(`${ENTITY}/diagnosis`);
    expect(body).toMatchObject({ location: 'artifacts' });
    expect(body.stoppedAt).toBeUndefined();
  });

  it('B13: should answer for what cannot be seen as everything does', async () => {
    const path = 'component/default/nothing-here';
    const [diagnosis, artifacts] = await Promise.all(
      [`${path}/diagnosis`, `${path}/artifacts`].map(url =>
        client.get(`${url}?location=artifacts`),
      ),
    );
    expect(diagnosis.status).toBe(404);
    expect(diagnosis.body.error).toEqual(artifacts.body.error);
    expect(azure.storage.requests).toEqual([]);
  });

  it('should put on record what storage refuses', async () => {
    azure.storage.assignments.remove('alice', 'artifacts');
    const { body } = await client.get(DIAGNOSIS);
    expect(body.stoppedAt).toBe('storage.role');
    expect((await client.readAudit())[1]).toBe(
      'outcome denied StorageRoleMissing',
    );
  });

  it.each(['?location=', '?location=a/b', '?location=artifacts&path=x'])(
    'should take no other parameters: "%s"',
    async query => {
      const response = await client.send(`${ENTITY}/diagnosis${query}`);
      expect(response.status).toBe(400);
    },
  );

  async function readStatus(user: string) {
    const response = await fetch(
      `${client.contractOrigin}/api/azure-blob/v1/status`,
      { headers: await client.portal.headers({ user, assertion: undefined }) },
    );
    return { status: response.status, text: await response.text() };
  }

  it('should show the status to administrators only, on record', async () => {
    const refused = await readStatus('alice');
    expect(refused.status).toBe(403);
    const { status, text } = await readStatus('carol');
    expect(status).toBe(200);
    const { sections }: AzureBlobStatus = JSON.parse(text);
    const states = sections.flatMap(({ checks }) =>
      checks.map(({ id, state }) => `${state} ${id}`),
    );
    expect(states).toEqual(
      expect.arrayContaining([
        'passed credential.token',
        'passed account:contosobuilds.network',
        'passed account:contosobuilds.firewall',
        'skipped location:artifacts.container',
        'warning portal.permissions',
        databaseId === 'SQLITE_3'
          ? 'warning portal.database'
          : 'passed portal.database',
      ]),
    );
    expect(states.filter(state => state.startsWith('failed'))).toEqual([]);
    expect(await client.readAudit()).toEqual([
      'denied status user:default/alice denied PermissionDenied',
      'intent status user:default/carol',
      'outcome succeeded',
    ]);
    // Asked again at once, storage is left alone
    const asked = azure.storage.requests.length;
    await readStatus('carol');
    expect(azure.storage.requests.length).toBe(asked);
  });
});

describe('status', () => {
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

  afterEach(() => {
    azure.storage.assignments.reset();
    azure.storage.faults.clear();
  });

  const [location] = createLocations();
  function createLocations() {
    const prefix = '{entity.kind}/{entity.namespace}/{entity.name}/';
    return [
      {
        id: 'artifacts',
        content: 'artifacts',
        account: world.account.name,
        container: 'artifacts',
        prefix,
      },
    ];
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
