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

import {
  AzureBlobDiagnosisCheck,
  AzureBlobStatus,
} from 'backstage-plugin-azure-blob-common';
import { describePortal } from '../../__testUtils__/describePortal';
import { putTestBlob } from '../../__testUtils__/fillStorage';
import { TestClient } from '../../__testUtils__/TestClient';

const ENTITY = 'component/default/payments-api';
const DIAGNOSIS = `${ENTITY}/diagnosis?location=artifacts`;

describePortal('diagnosis', TestClient, (getClient, databaseId) => {
  it('should pass, on record like any other access', async () => {
    const client = getClient();
    await putTestBlob(client.azure, '1284/report.txt', 'report');
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
    const [{ request_id: requestId }] = await client.knex('audit_events');
    expect(body.requestId).toBe(requestId);
  });

  it('should show how far a stranger came, and touch no storage', async () => {
    const client = getClient();
    const { azure } = client;
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
    const client = getClient();
    const denied = await client.get(`${ENTITY}/diagnosis`, { user: 'bob' });
    expect(denied.body.stoppedAt).toBe('role');
    const { body } = await client.get(`${ENTITY}/diagnosis`);
    expect(body).toMatchObject({ location: 'artifacts' });
    expect(body.stoppedAt).toBeUndefined();
  });

  it('B13: should answer for what cannot be seen as everything does', async () => {
    const client = getClient();
    const path = 'component/default/nothing-here';
    const [diagnosis, artifacts] = await Promise.all(
      [`${path}/diagnosis`, `${path}/artifacts`].map(url =>
        client.get(`${url}?location=artifacts`),
      ),
    );
    expect(diagnosis.status).toBe(404);
    expect(diagnosis.body.error).toEqual(artifacts.body.error);
    expect(client.azure.storage.requests).toEqual([]);
  });

  it('should put on record what storage refuses', async () => {
    const client = getClient();
    client.azure.storage.assignments.remove('alice', 'artifacts');
    const { body } = await client.get(DIAGNOSIS);
    expect(body.stoppedAt).toBe('storage.role');
    expect((await client.readAudit())[1]).toBe(
      'outcome denied StorageRoleMissing',
    );
  });

  it.each(['?location=', '?location=a/b', '?location=artifacts&path=x'])(
    'should take no other parameters: "%s"',
    async query => {
      const client = getClient();
      const response = await client.send(`${ENTITY}/diagnosis${query}`);
      expect(response.status).toBe(400);
    },
  );

  async function readStatus(user: string) {
    const client = getClient();
    const response = await fetch(
      `${client.contractOrigin}/api/azure-blob/v1/status`,
      { headers: await client.portal.headers({ user, assertion: undefined }) },
    );
    return { status: response.status, text: await response.text() };
  }

  it('should show the status to administrators only, on record', async () => {
    const client = getClient();
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
    const asked = client.azure.storage.requests.length;
    await readStatus('carol');
    expect(client.azure.storage.requests.length).toBe(asked);
  });
});
