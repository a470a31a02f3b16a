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
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AzureBlobChangeSource,
  azureBlobChangesExtensionPoint,
} from 'backstage-plugin-azure-blob-node';
import { Knex } from 'knex';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { getTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const PREFIX = `${ENTITY}/`;
const PAY = 'component/default/pay';

let azure: LocalAzure;

async function putRun(id: string, metadata?: object) {
  await putTestBlob(azure, `${id}/app.txt`, `built by ${id}`);
  if (metadata) {
    await putTestBlob(azure, `${id}/run.json`, JSON.stringify(metadata));
  }
}

beforeAll(async () => {
  azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
  const main = { branch: 'main', status: 'succeeded' };
  await putRun('main/9', { ...main, number: 9, version: '1.0.9', size: 1 });
  await putRun('main/10', { ...main, status: 'failed', title: 'Fix 100%' });
  await putRun('fix%20it/11');
  await putTestBlob(azure, 'main/10/more.txt', 'more');
  await BlobServiceClient.fromConnectionString(azure.storage.connectionString)
    .getContainerClient('artifacts')
    .getBlockBlobClient(`${PAY}/main/1/app.txt`)
    .upload('pay', 3);
});

afterAll(async () => {
  await azure?.stop();
});

describe.each(databases.eachSupportedId())('runRoutes on %s', databaseId => {
  let knex: Knex;
  let client: TestClient;
  let source: Parameters<AzureBlobChangeSource['start']>[0] | undefined;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    const config = createTestConfig(azure);
    const changes = createBackendModule({
      pluginId: 'azure-blob',
      moduleId: 'changes',
      register(reg) {
        reg.registerInit({
          deps: { changes: azureBlobChangesExtensionPoint },
          async init(deps) {
            deps.changes.addChangeSource({
              async start(options) {
                source = options;
              },
            });
          },
        });
      },
    });
    client = await TestClient.start(
      azure,
      knex,
      {
        ...config,
        locations: [
          {
            id: 'artifacts',
            content: 'artifacts',
            account: world.account.name,
            container: 'artifacts',
            prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
            layout: '{branch}/{run}/{path}',
          },
        ],
      },
      { features: [changes] },
    );
  });

  afterAll(async () => {
    await client?.stop();
  });

  beforeEach(() => client.reset());

  const get = async (path: string, user = 'alice') =>
    client.get(`${ENTITY}/${path}`, { user });

  it('should list, filter and page runs as the OpenAPI document says', async () => {
    const first = await get('runs?location=artifacts&limit=2');
    expect(first.body).toEqual({
      items: [
        { id: 'fix%20it/11', branch: 'fix it', status: 'unknown' },
        {
          ...{ id: 'main/10', branch: 'main', status: 'failed' },
          title: 'Fix 100%',
        },
      ],
      nextCursor: expect.any(String),
      branches: ['fix it', 'main'],
      index: { state: 'ready', runs: 3, updatedAt: expect.any(String) },
    });
    const cursor = encodeURIComponent(first.body.nextCursor);
    const next = await get(`runs?location=artifacts&limit=2&cursor=${cursor}`);
    expect(next.body.items).toMatchObject([{ id: 'main/9', number: 9 }]);
    expect(next.body).not.toHaveProperty('nextCursor');

    for (const [filter, ids] of [
      ['branch=main&status=succeeded&limit=1', ['main/9']],
      ['text=100%25', ['main/10']],
      ['version=1.0.9', ['main/9']],
      ['since=2026-01-01T00%3A00%3A00Z', []],
    ] as const) {
      const { body } = await get(`runs?location=artifacts&${filter}`);
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual(ids);
    }
    expect(
      (await get(`runs?location=artifacts&branch=main&cursor=${cursor}`)).body,
    ).toMatchObject({ error: { code: 'InvalidRequest' } });
  });

  it('should describe and compare runs as the OpenAPI document says', async () => {
    const run = await get('run?location=artifacts&run=main/9');
    expect(run.body).toMatchObject({
      ...{ id: 'main/9', number: 9, files: 2, complete: true },
      size: expect.any(Number),
    });
    const comparison = await get(
      'comparison?location=artifacts&base=main/9&head=main/10&limit=1',
    );
    expect(comparison.body).toMatchObject({
      items: [
        {
          ...{ path: 'app.txt', change: 'changed' },
          ...{ before: { size: 15 }, after: { size: 16 } },
        },
      ],
      totals: { added: 1, removed: 0, changed: 2, unchanged: 0 },
      complete: true,
    });
    const cursor = encodeURIComponent(comparison.body.nextCursor);
    const next = await get(
      `comparison?location=artifacts&base=main/9&head=main/10&cursor=${cursor}`,
    );
    expect(next.body.items).toMatchObject([
      { path: 'more.txt', change: 'added' },
      { path: 'run.json', change: 'changed' },
    ]);
    for (const gone of [
      'run?location=artifacts&run=main/8',
      'run?location=artifacts&run=main',
      'comparison?location=artifacts&base=main/9&head=main/8',
    ]) {
      expect(await get(gone)).toMatchObject({
        status: 404,
        body: { error: { code: 'RunNotFound' } },
      });
    }
    const rows = await knex('audit_events').where({ operation: 'comparison' });
    expect(rows[0]).toMatchObject({
      blob: `${PREFIX}main/10/`,
      details: '{"base":"main/9"}',
    });
  });

  it('should tell owners, and only owners, who has downloaded what', async () => {
    const download = async (entity: string, path: string, user: string) => {
      const url = `${entity}/content?location=artifacts&path=${path}`;
      await (await client.send(url, { user })).text();
    };
    await download(ENTITY, 'main/9/app.txt', 'alice');
    await download(ENTITY, 'main/10/app.txt', 'alice');
    await download(ENTITY, 'main/10/nothing.txt', 'alice');
    await download(PAY, 'main/1/app.txt', 'erin');
    // A preview, or another part of what was downloaded before
    const part = `${ENTITY}/content?location=artifacts&path=main/9/app.txt`;
    const headers = { Range: 'bytes=0-3' };
    await (await client.send(part, { user: 'alice', headers })).text();
    // The outcomes are written when the answers have gone out.
    while ((await client.readAudit()).length < 10) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const { body } = await get('overview?location=artifacts');
    expect(body).toMatchObject({
      location: 'artifacts',
      latest: { id: 'fix%20it/11' },
      latestSuccessful: { id: 'main/9' },
      downloads: {
        lastWeek: 2,
        recent: [
          { path: 'main/10/app.txt', by: 'user:default/alice' },
          { path: 'main/9/app.txt', by: 'user:default/alice' },
        ],
      },
    });
    const [asReader, asOwner] = await Promise.all(
      ['alice', 'erin'].map(user =>
        client.get(`${PAY}/overview?location=artifacts`, { user }),
      ),
    );
    expect(asReader.body.downloads).toEqual({ lastWeek: 1, recent: [] });
    expect(asOwner.body.downloads).toMatchObject({
      ...{ lastWeek: 1, recent: [{ path: 'main/1/app.txt' }] },
    });
  });

  it('should know of a new run at once where storage tells of it', async () => {
    await get('runs?location=artifacts');
    await putRun('main/12', { branch: 'main', status: 'running' });
    const list = async () =>
      (await get('runs?location=artifacts&limit=1')).body.items[0].id;
    expect(await list()).toBe('fix%20it/11');
    await source?.onChanges([
      {
        account: world.account.name,
        container: 'artifacts',
        blob: `${PREFIX}main/12/app.txt`,
        kind: 'created',
        time: new Date().toISOString(),
      },
    ]);
    expect(await list()).toBe('main/12');
    await getTestBlob(azure, 'main/12/app.txt').delete();
    await getTestBlob(azure, 'main/12/run.json').delete();
    expect(await list()).toBe('fix%20it/11');
  });

  it('should show nobody what is indexed without a role of her own in storage', async () => {
    await get('runs?location=artifacts');
    azure.storage.assignments.remove('alice', 'artifacts');
    for (const path of [
      'runs?location=artifacts',
      'overview?location=artifacts',
      'run?location=artifacts&run=main/9',
      'comparison?location=artifacts&base=main/9&head=main/10',
    ]) {
      const { status, body } = await get(path);
      expect([status, body.error.code]).toEqual([403, 'StorageRoleMissing']);
      expect(JSON.stringify(body)).not.toContain('fix');
    }
    azure.storage.assignments.reset();
    expect(await get('runs?location=artifacts', 'bob')).toMatchObject({
      status: 403,
    });
  });
});
