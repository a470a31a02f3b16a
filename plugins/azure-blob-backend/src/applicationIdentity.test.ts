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

import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { createTestConfig } from './__testUtils__/startTestPortal';
import { TestClient } from './__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ARTIFACTS = 'component/default/payments-api/artifacts?location=artifacts';
const { name, oid } = world.apiApp.servicePrincipal;

describe('an account that is read as the application', () => {
  let azure: LocalAzure;
  let knex: Knex;
  let client: TestClient;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    knex = await databases.init('SQLITE_3');
    client = await TestClient.start(azure, knex, {
      ...createTestConfig(azure),
      accounts: [
        {
          name: world.account.name,
          endpoint: azure.storage.blobEndpoint,
          identity: 'application',
        },
      ],
    });
  }, 120_000);

  beforeEach(async () => {
    await client.reset();
  });

  afterAll(async () => {
    await client?.stop();
    await azure?.stop();
  });

  it('T13: should be read as the application by those whom the catalog lets in, and say so on record', async () => {
    const exchanges = azure.entra.exchanges();
    const refused = await client.send(ARTIFACTS);
    expect((await refused.json()).error).toMatchObject({
      code: 'StorageRoleMissing',
    });
    azure.storage.assignments.add({
      user: name,
      role: 'Storage Blob Data Reader',
      container: 'artifacts',
    });
    const { status, body } = await client.get(ARTIFACTS);
    expect(status).toBe(200);
    // It would lead her where she may not go by herself
    expect(JSON.stringify(body)).not.toContain(azure.storage.blobEndpoint);
    const stranger = await client.send(ARTIFACTS, { user: 'bob' });
    expect(stranger.status).toBe(403);

    // Alice has a role on storage herself, which is of no use here
    expect(azure.storage.requests.map(request => request.oid)).toEqual([
      oid,
      oid,
    ]);
    expect(azure.entra.exchanges()).toBe(exchanges);
    const rows = await knex('audit_events')
      .whereNot('phase', 'outcome')
      .orderBy('seq')
      .select('phase', 'actor_ref', 'auth_mode');
    expect(rows).toEqual([
      ...[1, 2].map(() => ({
        phase: 'intent',
        actor_ref: 'user:default/alice',
        auth_mode: 'application',
      })),
      {
        phase: 'denied',
        actor_ref: 'user:default/bob',
        auth_mode: 'application',
      },
    ]);
  });
});
