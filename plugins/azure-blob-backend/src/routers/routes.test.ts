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
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { putTestBlob } from '../__testUtils__/fillStorage';
import { TestClient } from '../__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const ARTIFACTS = `${ENTITY}/artifacts?location=artifacts`;
const LOG = 'run-2/build.log';
const LINE = 'a line of the log\n';

let azure: LocalAzure;

beforeAll(async () => {
  azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
  await putTestBlob(azure, 'run-2/report.html', '<script>', {
    metadata: { sha256: createHash('sha256').update('<script>').digest('hex') },
  });
  await putTestBlob(azure, 'run-10/run.json', '{"status":"failed"}');
  await putTestBlob(azure, LOG, `\u001b[31m${LINE.repeat(2_000)}`, {
    container: 'logs',
  });
});

afterAll(async () => {
  await azure?.stop();
});

describe.each(databases.eachSupportedId())('routes on %s', databaseId => {
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

  it('should answer each call as the OpenAPI document says, and put it on record', async () => {
    const access = await client.get(`${ENTITY}/access`);
    expect(access.body).toMatchObject({
      allowed: true,
      role: 'owner',
      basis: 'ownership',
      locations: [{ id: 'artifacts' }, { id: 'logs' }],
    });
    expect(azure.storage.requests).toEqual([]);

    const runs = await client.get(`${ENTITY}/runs?location=artifacts`);
    expect(runs.body).toEqual({
      items: [
        { id: 'run-10', status: 'failed' },
        { id: 'run-2', status: 'unknown' },
      ],
      index: { state: 'ready', runs: 2, updatedAt: expect.any(String) },
      branches: [],
    });
    const folder = await client.get(`${ARTIFACTS}&path=run-2/`);
    expect(folder.body.items).toMatchObject([
      { name: 'report.html', path: 'run-2/report.html', size: 8 },
    ]);
    const page = await client.get(`${ARTIFACTS}&limit=1`);
    expect(page.body.items).toMatchObject([{ path: 'run-10/' }]);
    const { nextCursor: cursor } = page.body;
    const next = await client.get(
      `${ARTIFACTS}&limit=1&cursor=${encodeURIComponent(cursor)}`,
    );
    expect(next.body).toMatchObject({ items: [{ path: 'run-2/' }] });

    const blob = 'location=artifacts&path=run-2/report.html';
    const details = await client.get(`${ENTITY}/artifact?${blob}`);
    expect(details.body).toMatchObject({ name: 'report.html', size: 8 });

    const log = await client.get(`${ENTITY}/log?location=logs&path=${LOG}`);
    expect(log.body).toMatchObject({
      name: 'build.log',
      index: { state: 'ready', lines: 2_000 },
    });
    const revision = encodeURIComponent(log.body.revision);
    const ofLog = `location=logs&path=${LOG}&revision=${revision}`;
    const outline = await client.get(`${ENTITY}/log/outline?${ofLog}`);
    expect(outline.body).toEqual({
      revision: log.body.revision,
      isComplete: true,
      groups: { first: [], last: [], open: [] },
      sections: [],
      errors: [],
      warnings: [],
    });
    const lines = await client.get(`${ENTITY}/log/lines?${ofLog}&from=1999`);
    expect(lines.body).toMatchObject({
      lines: [{ number: 1_999 }, { number: 2_000, text: LINE.trim() }],
      style: '\u001b[31m',
      end: true,
    });

    const base = 'component/default/payments-api/';
    const entered = (operation: string, path: string) => [
      `intent ${operation} user:default/alice ${base}${path}`,
      'outcome succeeded',
    ];
    expect(await client.readAudit()).toEqual([
      ...entered('runs', ''),
      ...entered('artifacts', 'run-2/'),
      ...entered('artifacts', ''),
      ...entered('artifacts', ''),
      ...entered('artifact', 'run-2/report.html'),
      ...entered('log', LOG),
      ...entered('log.outline', LOG),
      ...entered('log.lines', LOG),
    ]);
    expect(await knex('audit_event_owners').pluck('owner_ref')).toEqual(
      Array(8).fill('group:default/payments'),
    );
  });

  it('should let the owners of the system in, and nobody else', async () => {
    const pay = `component/default/pay`;
    const list = await client.get(`${pay}/artifacts?location=artifacts`);
    expect(list).toMatchObject({ status: 200, body: { items: [] } });

    const refused = await client.get(ARTIFACTS, { user: 'bob' });
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { name: 'NotAllowedError', code: 'NoRole' } },
    });
    const access = await client.get(`${ENTITY}/access`, { user: 'bob' });
    expect(access.body).toMatchObject({
      allowed: false,
      denial: { code: 'NoRole' },
      owners: [{ entityRef: 'group:default/payments' }],
      locations: [],
    });
    expect(await client.get(`component/default/none/access`)).toMatchObject({
      status: 404,
      body: { error: { code: 'EntityNotFound' } },
    });
    expect(await client.readAudit()).toEqual([
      expect.stringMatching(/^intent .*pay/),
      'outcome succeeded',
      'denied artifacts user:default/bob denied NoRole',
    ]);
  });

  it('should say which Azure role is missing', async () => {
    azure.storage.assignments.remove('alice', 'artifacts');
    const { status, body } = await client.get(ARTIFACTS);
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'StorageRoleMissing',
      missingRole: 'Storage Blob Data Reader',
      missingScope: 'contosobuilds/artifacts',
    });
    expect((await client.readAudit())[1]).toBe(
      'outcome denied StorageRoleMissing',
    );
  });

  it('should ask for what Entra ID wants of the user', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    azure.entra.setExchangeError('erin', { code: 50076, claims });
    const response = await client.send(
      `component/default/pay/runs?location=logs`,
      {
        user: 'erin',
      },
    );
    azure.entra.setExchangeError('erin', undefined);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      error: { code: 'InteractionRequired' },
    });
    const challenge = response.headers.get('www-authenticate') ?? '';
    const [, encoded] =
      /^Bearer error="insufficient_claims", claims="(.+)"$/.exec(challenge) ??
      [];
    expect(Buffer.from(encoded, 'base64').toString()).toBe(claims);
  });

  it('should pass on for how long storage is busy', async () => {
    azure.storage.faults.add({ status: 503, headers: { 'Retry-After': '60' } });
    const response = await client.send(ARTIFACTS);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('60');
    expect((await response.json()).error.code).toBe('StorageThrottled');
  });

  it('should give nothing that it cannot put on record', async () => {
    await knex.schema.renameTable('audit_events', 'elsewhere');
    const { status, body } = await client.get(ARTIFACTS);
    await knex.schema.renameTable('elsewhere', 'audit_events');
    expect({ status, code: body.error.code }).toEqual({
      status: 503,
      code: 'AuditUnavailable',
    });
    expect(azure.storage.requests).toEqual([]);
    expect((await client.get(ARTIFACTS)).status).toBe(200);
  });

  it('T8: should have shown no stack, and logged no token', async () => {
    const response = await client.send(ARTIFACTS, { user: 'bob' });
    const text = await response.text();
    expect(text).toContain('NoRole');
    expect(text).not.toContain('stack');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);

    const log = client.portal.logged.join('\n');
    expect(log).toContain('incomingRequest');
    const rows = JSON.stringify(await knex('audit_events'));
    const entraTokens = client.tokens.filter(token => token.includes('eyJ'));
    expect(entraTokens.length).toBeGreaterThan(10);
    for (const token of entraTokens) {
      const signature = token.split('.').slice(-1)[0] || token;
      expect(log).not.toContain(signature);
      expect(rows).not.toContain(signature);
    }
    expect(log + rows).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
