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

import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import fc from 'fast-check';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { getDemoEntities } from '../__testUtils__/demoWorld';
import { putTestBlob } from '../__testUtils__/fillStorage';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { TestClient } from '../__testUtils__/TestClient';
import { watchConnections } from '../__testUtils__/watchConnections';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const CANARY = 'canary of payments-api';
const ENTITY = '/api/azure-blob/v1/entities/component/default/payments-api';
const ROOT = 'component/default/payments-api/';

const EVIL = [
  ...[
    'evil.com#',
    'https://evil.example/x',
    '//evil.example',
    'evil.example:443',
  ],
  ...[
    '169.254.169.254',
    'http://169.254.169.254/metadata/instance',
    '[::1]:80',
  ],
  ...[
    'contosobuilds@evil.example',
    'artifacts,https://evil.example',
    'fabrikam',
  ],
  'file:///etc/passwd',
];

/** Components of alice's team that point at somewhere else. */
function getEvilEntities(): Entity[] {
  return EVIL.map((annotation, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `evil-${index}`,
      namespace: 'default',
      uid: `uid-of-evil-${index}`,
      annotations: { 'azure-blob/locations': annotation },
    },
    relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
  }));
}

describe('attacks', () => {
  const agent = new Agent({ keepAlive: true });
  let azure: LocalAzure;
  let knex: Knex;
  let client: TestClient;
  let headersOf: Record<string, Record<string, string>>;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await putTestBlob(azure, 'run-1/a.txt', CANARY);
    knex = await databases.init('SQLITE_3');
    client = await TestClient.start(azure, knex, undefined, {
      entities: [...getDemoEntities(), ...getEvilEntities()],
    });
    headersOf = {
      alice: await client.portal.headers({ user: 'alice' }),
      bob: await client.portal.headers({ user: 'bob' }),
    };
  });

  afterAll(async () => {
    agent.destroy();
    await client?.stop();
    await azure?.stop();
  });

  beforeEach(async () => {
    await client.reset();
  });

  /** As it stands: `fetch` would put the path in order first. */
  const send = (method: string, path: string, user: string) =>
    new Promise<{ status?: number; body: string }>((resolve, reject) => {
      request(
        {
          ...{ host: '127.0.0.1', port: new URL(client.portal.origin).port },
          ...{ agent, method, path, headers: headersOf[user] },
        },
        async response => {
          const body = await text(response);
          resolve({ status: response.statusCode, body });
        },
      )
        .on('error', reject)
        .end();
    });

  const countIntents = async () => {
    const [{ count }] = await knex('audit_events')
      .where({ phase: 'intent' })
      .count({ count: '*' });
    return Number(count);
  };

  it('B2: should go nowhere but to its own storage, whatever an entity says', async () => {
    const watch = watchConnections();
    try {
      for (const [index, annotation] of EVIL.entries()) {
        for (const route of [
          'runs?location=artifacts',
          'artifacts?location=artifacts',
          'content?location=artifacts&path=x',
          'log?location=logs&path=x',
          `runs?location=${encodeURIComponent(annotation)}`,
        ]) {
          const url = `component/default/evil-${index}/${route}`;
          const response = await client.send(url);
          const { error } = await response.json();
          expect([400, 403]).toContain(response.status);
          expect(['LocationNotAllowed', 'InvalidRequest']).toContain(
            error.code,
          );
        }
      }
      expect(azure.storage.requests).toEqual([]);
      expect([...watch.hosts].sort()).toEqual(['127.0.0.1', 'localhost']);
      // The trap itself: it does catch what goes elsewhere.
      await expect(fetch('http://evil.example/')).rejects.toThrow();
      expect(watch.hosts).toContain('evil.example');
    } finally {
      watch.stop();
    }
    const rows = await client.readAudit();
    expect(rows.filter(row => row.endsWith('LocationNotAllowed')).length).toBe(
      rows.length,
    );
    expect(rows.length).toBeGreaterThanOrEqual(EVIL.length * 4);
  });

  describe('on URLs', () => {
    const mutation = fc.constantFrom<[string | RegExp, string]>(
      ...([
        ['/v1/', '//v1/'],
        ['/v1/', '/v1/./'],
        ['/v1/', '/v1/x/../'],
        ['/v1/', '/V1/'],
        ['/v1/', '/%76%31/'],
        ['/v1/', '/v1;x=1/'],
        ['entities', 'Entities'],
        ['component', 'COMPONENT'],
        ['payments-api', 'Payments-API'],
        ['payments-api', 'payments%2dapi'],
        ['payments-api', 'search-indexer%2f..%2fpayments-api'],
        ['payments-api', 'search-indexer/../payments-api'],
        ['payments-api/', 'payments-api//'],
        [/(content|artifact|runs|log)\?/, '$1/?'],
        [/(content|artifact|runs|log)\?/, '$1.json?'],
        [/(content|artifact|runs|log)\?/, '$1%00?'],
        ['content', 'CONTENT'],
        ['location=', 'location=logs&location='],
        ['location=', 'Location='],
        ['location=', 'location[]='],
        ['path=', 'path=run-1/b.txt&path='],
        ['path=', 'path[]='],
        ['path=', 'path[0]='],
        ['path=', '__proto__[path]=x&path='],
        ['path=', 'path=../../search-indexer/'],
        ['path=', 'path=%2e%2e/'],
        [/$/, '&path=run-1/b.txt'],
        [/$/, '&snapshot=1'],
        [/$/, '#x'],
        [/$/, '%00'],
        ['?', '%3f'],
      ] as [string | RegExp, string][]),
    );
    const variant = fc.record({
      method: fc.constantFrom(
        ...[
          'GET',
          'GET',
          'GET',
          'HEAD',
          'POST',
          'PUT',
          'PATCH',
          'DELETE',
          'OPTIONS',
        ],
      ),
      route: fc.constantFrom(
        'content?location=artifacts&path=run-1/a.txt',
        'artifact?location=artifacts&path=run-1/a.txt',
        'artifacts?location=artifacts&path=run-1/',
        'runs?location=artifacts',
        'log?location=logs&path=run-1/a.txt',
        'access',
        'bindings',
      ),
      mutations: fc.array(mutation, { maxLength: 3 }),
    });
    const toPath = ({
      route,
      mutations,
    }: {
      route: string;
      mutations: [string | RegExp, string][];
    }) =>
      mutations.reduce(
        (path, [from, to]) => path.replace(from, to),
        `${ENTITY}/${route}`,
      );

    it(
      'B14: should ask the gate before it asks storage, however it is called',
      async () => {
        let served = 0;
        let refused = 0;
        await fc.assert(
          fc.asyncProperty(variant, async each => {
            azure.storage.requests.length = 0;
            const before = await countIntents();
            const path = toPath(each);
            const { status = 0 } = await send(each.method, path, 'alice');
            const intents = (await countIntents()) - before;
            const names = azure.storage.requests.map(({ url }) => {
              const { pathname, searchParams } = new URL(url, 'https://host');
              const [, , , ...segments] =
                decodeURIComponent(pathname).split('/');
              return searchParams.get('prefix') ?? segments.join('/');
            });
            served += Number(names.length > 0);
            refused += Number(names.length === 0);
            const mayAsk = ['GET', 'HEAD'].includes(each.method);
            const isGood =
              names.every(name => name.startsWith(ROOT)) &&
              (names.length === 0 || (mayAsk && intents === 1)) &&
              (mayAsk || each.method === 'OPTIONS' || status >= 400);
            expect({ path, status, intents, names, isGood }).toMatchObject({
              path,
              isGood: true,
            });
          }),
          propertyRuns(),
        );
        expect(served).toBeGreaterThan(50);
        expect(refused).toBeGreaterThan(200);
      },
      propertyTimeout(),
    );
  });
});
