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

import { world } from 'local-azure';
import { describePortal } from '../__testUtils__/describePortal';
import { getTestBlob, putTestBlob } from '../__testUtils__/fillStorage';
import { TestClient } from '../__testUtils__/TestClient';

const ENTITY = 'component/default/payments-api';
const ARTIFACTS = `${ENTITY}/artifacts?location=artifacts`;

describePortal('refusals', TestClient, getClient => {
  it('T1: should take no token but the caller’s own for this API', async () => {
    const client = getClient();
    const { azure } = client;
    const now = Math.floor(Date.now() / 1000);
    const { apiApp, users } = world;
    const issue = azure.entra.issueAssertion;
    const cases: Array<[status: number, code: string, token?: string]> = [
      [401, 'AssertionMissing', undefined],
      [401, 'AssertionInvalid', 'no.jwt.token'],
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
      const response = await client.send(ARTIFACTS, {
        user: 'alice',
        assertion,
      });
      const { error } = await response.json();
      expect({ status: response.status, code: error.code }).toEqual({
        status,
        code,
      });
      expect(response.headers.get('www-authenticate')).toBe(
        status === 401 ? 'Bearer' : null,
      );
    }
    const basic = await client.send(ARTIFACTS, {
      user: 'alice',
      headers: { 'Backstage-Azure-Blob-Authorization': 'Basic x' },
    });
    expect((await basic.json()).error.code).toBe('AssertionMissing');
    expect((await client.send(ARTIFACTS, {})).status).toBe(401);
    expect(azure.storage.requests).toEqual([]);
    expect(azure.entra.exchanges()).toBe(exchanges);
    const codes = cases.map(([, code]) => code);
    expect(
      await client.knex('audit_events').orderBy('seq').pluck('code'),
    ).toEqual([...codes, 'AssertionMissing']);
  });

  // Folders, as they stand in the URL; each is tried as a file as well.
  const attacks: [string, ...string[]][] = [
    [
      'P1: should refuse dot segments',
      ...['../', '../../../', './', 'ok/../../b/', 'run-2/../', 'a/./b/'],
      '../../search-indexer/default/secret/',
    ],
    [
      'P2: should refuse encoded dot segments',
      ...['%2e%2e/', '%2E%2E%2F', '.%2e/', '%2e./', 'ok/%2e%2e/%2e%2e/b/'],
    ],
    [
      'P3: should refuse dot segments however often they are encoded',
      ...['%252e%252e%252f', '%25252e%25252e/', '%25252525252e%252e/'],
    ],
    [
      'P4: should refuse encoded separators',
      ...['..%2f', '%2fa/', 'a%252fb/', 'a%255cb/', '..%5cb%5c'],
    ],
    ['P5: should refuse backslashes', '..\\b/', 'a\\b/', '\\\\host\\share/'],
    [
      'P6: should refuse control characters and what is no text',
      ...['a%00b/', 'a%0d%0aSet-Cookie:x/', 'a%c2%85b/', '%2500/', 'a%0ab/'],
      ...['%ef%bf%bf/', '%ed%a0%80/', '%ff/', '%c0%ae%c0%ae/', '%'],
    ],
    ['P7: should refuse empty segments', '/', '//', 'a//b/', '/a/'],
    [
      'P9: should refuse names that Azure would not take',
      ...[`${'x'.repeat(1_025)}/`, 'a/'.repeat(255), 'x'.repeat(9_000)],
    ],
  ];

  it.each(attacks)('%s', async (_, ...paths) => {
    const client = getClient();
    const { azure } = client;
    const exchanges = azure.entra.exchanges();
    for (const path of paths) {
      const response = await client.send(`${ARTIFACTS}&path=${path}`);
      const { error } = await response.json();
      expect({ path, status: response.status, name: error.name }).toEqual({
        path,
        status: 400,
        name: 'InputError',
      });
      for (const route of ['artifact', 'content', 'log']) {
        const file = path.replace(/\/$/, '/x');
        const url = `${ENTITY}/${route}?location=artifacts&path=${file}`;
        const { status } = await client.send(url);
        expect({ path, route, status }).toEqual({ path, route, status: 400 });
      }
    }
    expect(azure.storage.requests).toEqual([]);
    expect(azure.entra.exchanges()).toBe(exchanges);
    const rows = await client.readAudit();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(row => row.endsWith('denied InvalidBlobName'))).toBe(
      true,
    );
  });

  it('should refuse entities that cannot be, and files for folders', async () => {
    const client = getClient();
    for (const entity of ['..%2fx/default/y', 'component/..%2f/y', 'a/b/%ff']) {
      expect((await client.send(`${entity}/access`)).status).toBe(400);
    }
    expect((await client.send(`${ARTIFACTS}&path=run-2`)).status).toBe(400);
    expect(client.azure.storage.requests).toEqual([]);
  });

  it('P11: should tell apart names that differ in case', async () => {
    const client = getClient();
    await putTestBlob(client.azure, 'run-7/App.txt', 'upper');
    for (const [path, status] of [
      ['run-7/App.txt', 200],
      ['run-7/app.txt', 404],
      ['Run-7/App.txt', 404],
    ] as const) {
      const url = `${ENTITY}/artifact?location=artifacts&path=${path}`;
      expect({ path, status: (await client.send(url)).status }).toEqual({
        path,
        status,
      });
    }
    const other = `${ENTITY}/artifact?location=Artifacts&path=run-7/App.txt`;
    expect((await client.send(other)).status).toBe(403);
  });

  it.each([
    ['runs', 'artifacts'],
    ['artifacts', 'runs'],
  ])(
    'P15: should take a cursor of %s from nobody but the user it was given to',
    async (list, otherList) => {
      const client = getClient();
      for (const run of ['1', '2']) {
        // The client resolves the dots; only our own refuses to.
        await getTestBlob(client.azure, `../pay/run-${run}/a.txt`).upload(
          'x',
          1,
        );
        await putTestBlob(client.azure, `run-${run}/a.txt`, 'x');
      }
      const query = 'location=artifacts&limit=1';
      const pay = `component/default/pay/${list}?${query}`;
      const first = await client.get(pay);
      const cursor = encodeURIComponent(first.body.nextCursor);
      const codes: Array<string | undefined> = [];
      for (const [url, user] of [
        [pay, 'alice'],
        [pay, 'erin'],
        [`${ENTITY}/${list}?${query}`, 'alice'],
        [`component/default/pay/${otherList}?${query}`, 'alice'],
        [`${pay}&path=run-1/`, 'alice'],
      ]) {
        const response = await client.send(`${url}&cursor=${cursor}`, { user });
        codes.push((await response.json()).error?.code);
      }
      expect(codes).toEqual([undefined, ...Array(4).fill('InvalidRequest')]);
    },
  );

  it('P14: should refuse parameters it does not know', async () => {
    const client = getClient();
    for (const query of [
      'location=artifacts&location=logs',
      'location=artifacts&snapshot=1',
      'location=artifacts&snapshot=2026-01-01T00:00:00.0000000Z',
      'location=artifacts&versionid=2026-01-01T00:00:00.0000000Z',
      'location=artifacts&versionId=1',
      'location=artifacts&deleted=true',
      'location=artifacts&include=deleted',
      'location=artifacts&comp=list',
      'location=artifacts&path=a/&path=b/',
      'location=artifacts&limit=1001',
      '',
    ]) {
      const response = await client.send(`${ENTITY}/artifacts?${query}`);
      const { error } = await response.json();
      expect({ query, code: error.code }).toEqual({
        query,
        code: 'InvalidRequest',
      });
      for (const route of ['artifact', 'content', 'log', 'log/lines']) {
        const url = `${ENTITY}/${route}?path=a&from=1&${query}`;
        expect((await client.send(url)).status).toBe(400);
      }
    }
    expect(client.azure.storage.requests).toEqual([]);
  });
});
