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
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { putTestBlob } from '../__testUtils__/fillStorage';
import {
  ContractProxy,
  startContractProxy,
} from '../__testUtils__/startContractProxy';
import {
  startTestPortal,
  TestCall,
  TestPortal,
} from '../__testUtils__/startTestPortal';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const API = '/api/azure-blob/v1/entities';
const ENTITY = `${API}/component/default/payments-api`;
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
  const tokens: string[] = [];
  let knex: Knex;
  let portal: TestPortal;
  let contract: ContractProxy;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    portal = await startTestPortal({ azure, knex });
    contract = await startContractProxy({ target: portal.origin });
  });

  afterAll(async () => {
    await contract?.stop();
    await portal?.stop();
  });

  beforeEach(async () => {
    azure.storage.assignments.reset();
    azure.storage.faults.clear();
    azure.storage.requests.length = 0;
    await knex('audit_event_owners').delete();
    await knex('audit_events').delete();
  });

  async function send(
    path: string,
    call: TestCall = { user: 'alice' },
    origin = portal.origin,
  ) {
    const headers = await portal.headers(call);
    tokens.push(...Object.values(headers));
    return fetch(`${origin}${path}`, { ...call, headers });
  }

  /** Through the OpenAPI document, in both directions. */
  async function get(path: string, call?: TestCall) {
    const response = await send(path, call, contract.origin);
    const body = await response.text();
    if (response.status === 599) {
      throw new Error(body);
    }
    return { status: response.status, body: JSON.parse(body) };
  }

  async function readAudit() {
    const rows = await knex('audit_events').orderBy('seq');
    return rows.map(row => {
      const shown = [
        'phase',
        'operation',
        'actor_ref',
        'blob',
        'result',
        'code',
      ];
      return shown
        .map(name => row[name])
        .filter(Boolean)
        .join(' ');
    });
  }

  it('should answer each call as the OpenAPI document says, and put it on record', async () => {
    const access = await get(`${ENTITY}/access`);
    expect(access.body).toMatchObject({
      allowed: true,
      role: 'owner',
      basis: 'ownership',
      locations: [{ id: 'artifacts' }, { id: 'logs' }],
    });
    expect(azure.storage.requests).toEqual([]);

    const runs = await get(`${ENTITY}/runs?location=artifacts`);
    expect(runs.body).toEqual({
      items: [
        { id: 'run-10', status: 'failed' },
        { id: 'run-2', status: 'unknown' },
      ],
    });
    const folder = await get(`${ARTIFACTS}&path=run-2/`);
    expect(folder.body.items).toMatchObject([
      { name: 'report.html', path: 'run-2/report.html', size: 8 },
    ]);
    const page = await get(`${ARTIFACTS}&limit=1`);
    expect(page.body.items).toMatchObject([{ path: 'run-10/' }]);
    const { nextCursor: cursor } = page.body;
    const next = await get(
      `${ARTIFACTS}&limit=1&cursor=${encodeURIComponent(cursor)}`,
    );
    expect(next.body).toMatchObject({ items: [{ path: 'run-2/' }] });

    const blob = 'location=artifacts&path=run-2/report.html';
    const details = await get(`${ENTITY}/artifact?${blob}`);
    expect(details.body).toMatchObject({ name: 'report.html', size: 8 });

    const log = await get(`${ENTITY}/log?location=logs&path=${LOG}`);
    expect(log.body).toMatchObject({
      name: 'build.log',
      index: { state: 'ready', lines: 2_000 },
    });
    const etag = encodeURIComponent(log.body.etag);
    const lines = await get(
      `${ENTITY}/log/lines?location=logs&path=${LOG}&from=1999&etag=${etag}`,
    );
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
    expect(await readAudit()).toEqual([
      ...entered('runs', ''),
      ...entered('artifacts', 'run-2/'),
      ...entered('artifacts', ''),
      ...entered('artifacts', ''),
      ...entered('artifact', 'run-2/report.html'),
      ...entered('log', LOG),
      ...entered('log.lines', LOG),
    ]);
    expect(await knex('audit_event_owners').pluck('owner_ref')).toEqual(
      Array(7).fill('group:default/payments'),
    );
  });

  it('should let the owners of the system in, and nobody else', async () => {
    const pay = `${API}/component/default/pay`;
    const list = await get(`${pay}/artifacts?location=artifacts`);
    expect(list).toMatchObject({ status: 200, body: { items: [] } });

    const refused = await get(ARTIFACTS, { user: 'bob' });
    expect(refused).toMatchObject({
      status: 403,
      body: { error: { name: 'NotAllowedError', code: 'NoRole' } },
    });
    const access = await get(`${ENTITY}/access`, { user: 'bob' });
    expect(access.body).toMatchObject({
      allowed: false,
      denial: { code: 'NoRole' },
      owners: [{ entityRef: 'group:default/payments' }],
      locations: [],
    });
    expect(await get(`${API}/component/default/none/access`)).toMatchObject({
      status: 404,
      body: { error: { code: 'EntityNotFound' } },
    });
    expect(await readAudit()).toEqual([
      expect.stringMatching(/^intent .*pay/),
      'outcome succeeded',
      'denied artifacts user:default/bob denied NoRole',
    ]);
  });

  it('should take no token but the caller’s own for this API', async () => {
    const now = Math.floor(Date.now() / 1000);
    const { apiApp, users } = world;
    const issue = azure.entra.issueAssertion;
    const cases: Array<[status: number, code: string, token?: string]> = [
      [401, 'AssertionMissing', undefined],
      [401, 'AssertionInvalid', 'no.jwt.here'],
      [
        401,
        'TokenExpired',
        await issue('alice', {
          claims: { exp: now - 3_600, nbf: now - 7_200 },
        }),
      ],
      [
        401,
        'AssertionInvalid',
        await issue('alice', { claims: { tid: apiApp.clientId } }),
      ],
      [
        401,
        'AssertionInvalid',
        await issue('alice', { claims: { aud: 'https://storage.azure.com' } }),
      ],
      [401, 'AssertionInvalid', await issue('alice', { algorithm: 'none' })],
      [401, 'AssertionInvalid', await issue('alice', { algorithm: 'HS256' })],
      [401, 'AssertionInvalid', await issue('alice', { foreignKey: true })],
      [403, 'IdentityMismatch', await issue('bob')],
      [
        403,
        'IdentityMismatch',
        await issue('alice', { claims: { oid: users[1].oid } }),
      ],
    ];
    const exchanges = azure.entra.exchanges();
    for (const [status, code, assertion] of cases) {
      const response = await send(ARTIFACTS, { user: 'alice', assertion });
      const { error } = await response.json();
      expect({ status: response.status, code: error.code }).toEqual({
        status,
        code,
      });
      expect(response.headers.get('www-authenticate')).toBe(
        status === 401 ? 'Bearer' : null,
      );
    }
    const header = await fetch(`${portal.origin}${ARTIFACTS}`, {
      headers: {
        ...(await portal.headers({ user: 'alice' })),
        'Backstage-Azure-Blob-Authorization': 'Basic x',
      },
    });
    expect(header.status).toBe(401);
    expect((await send(ARTIFACTS, {})).status).toBe(401);
    expect(azure.storage.requests).toEqual([]);
    expect(azure.entra.exchanges()).toBe(exchanges);
    const codes = cases.map(([, code]) => code);
    expect(await knex('audit_events').orderBy('seq').pluck('code')).toEqual(
      codes,
    );
  });

  it('should refuse paths that do not name one thing for everybody', async () => {
    const exchanges = azure.entra.exchanges();
    const paths = [
      ...['../', '../../../', '..%2f', '%2e%2e/', '%2E%2E%2F', '.%2e/', './'],
      ...['%252e%252e%252f', '%25252e%25252e/', 'a%252fb/', 'a%255cb/'],
      ...[
        'ok/../../b/',
        'ok/%2e%2e/%2e%2e/b/',
        'run-2/../',
        '..%5cb%5c',
        '..\\b/',
      ],
      ...['a%00b/', 'a%0d%0aSet-Cookie:x/', 'a%c2%85b/', '%2500/'],
      ...['/', '//', 'a//b/', '%2fa/', '%ef%bf%bf/'],
      ...['%ed%a0%80/', '%ff/', '%c0%ae%c0%ae/', '%'],
      `${'x'.repeat(1_025)}/`,
      'a/'.repeat(255),
    ];
    for (const path of paths) {
      const response = await send(`${ARTIFACTS}&path=${path}`);
      const { error } = await response.json();
      expect({ path, status: response.status, name: error.name }).toEqual({
        path,
        status: 400,
        name: 'InputError',
      });
      for (const route of ['artifact', 'content', 'log']) {
        const file = path.replace(/\/$/, '/x');
        const url = `${ENTITY}/${route}?location=artifacts&path=${file}`;
        const { status } = await send(url);
        expect({ path, route, status }).toEqual({ path, route, status: 400 });
      }
    }
    for (const entity of ['..%2fx/default/y', 'component/..%2f/y', 'a/b/%ff']) {
      expect((await send(`${API}/${entity}/access`)).status).toBe(400);
    }
    expect((await send(`${ARTIFACTS}&path=run-2`)).status).toBe(400);
    expect(azure.storage.requests).toEqual([]);
    expect(azure.entra.exchanges()).toBe(exchanges);
    expect(await readAudit()).toContain(
      'denied artifacts user:default/alice ../ denied InvalidBlobName',
    );
  });

  it('should refuse parameters it does not know', async () => {
    for (const query of [
      'location=artifacts&location=logs',
      'location=artifacts&snapshot=1',
      'location=artifacts&path=a/&path=b/',
      'location=artifacts&limit=1001',
      '',
    ]) {
      const response = await send(`${ENTITY}/artifacts?${query}`);
      const { error } = await response.json();
      expect({ query, code: error.code }).toEqual({
        query,
        code: 'InvalidRequest',
      });
    }
    expect(azure.storage.requests).toEqual([]);
  });

  it('should say which Azure role is missing', async () => {
    azure.storage.assignments.remove('alice', 'artifacts');
    const { status, body } = await get(ARTIFACTS);
    expect(status).toBe(403);
    expect(body.error).toMatchObject({
      code: 'StorageRoleMissing',
      missingRole: 'Storage Blob Data Reader',
      missingScope: 'contosobuilds/artifacts',
    });
    expect((await readAudit())[1]).toBe('outcome denied StorageRoleMissing');
  });

  it('should ask for what Entra ID wants of the user', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    azure.entra.setExchangeError('erin', { code: 50076, claims });
    const response = await send(
      `${API}/component/default/pay/runs?location=logs`,
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
    const response = await send(ARTIFACTS);
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('60');
    expect((await response.json()).error.code).toBe('StorageThrottled');
  });

  it('should give nothing that it cannot put on record', async () => {
    await knex.schema.renameTable('audit_events', 'elsewhere');
    const { status, body } = await get(ARTIFACTS);
    await knex.schema.renameTable('elsewhere', 'audit_events');
    expect({ status, code: body.error.code }).toEqual({
      status: 503,
      code: 'AuditUnavailable',
    });
    expect(azure.storage.requests).toEqual([]);
    expect((await get(ARTIFACTS)).status).toBe(200);
  });

  it('should have shown no stack, and logged no token', async () => {
    const response = await send(ARTIFACTS, { user: 'bob' });
    const text = await response.text();
    expect(text).toContain('NoRole');
    expect(text).not.toContain('stack');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);

    const log = portal.logged.join('\n');
    expect(log).toContain('incomingRequest');
    const rows = JSON.stringify(await knex('audit_events'));
    const entraTokens = tokens.filter(token => token.includes('eyJ'));
    expect(entraTokens.length).toBeGreaterThan(20);
    for (const token of entraTokens) {
      const signature = token.split('.').slice(-1)[0] || token;
      expect(log).not.toContain(signature);
      expect(rows).not.toContain(signature);
    }
    expect(log + rows).not.toMatch(/eyJ[\w-]+\.eyJ/);
  });
});
