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
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { getDemoEntities } from '../../__testUtils__/demoWorld';
import { putTestBlob } from '../../__testUtils__/fillStorage';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const OLD = 'component/default/payments-api';
const LINK = 'link?run=run-2&path=report.html';

/** The demo world after `payments-api` has got another name. */
function rename(to: string, change: (entity: Entity) => Entity): Entity[] {
  return getDemoEntities().map(entity =>
    entity.metadata.name === 'payments-api'
      ? change({
          ...entity,
          metadata: {
            ...entity.metadata,
            name: to,
            annotations: {
              'azure-blob/former-names': 'component:default/payments-api',
            },
          },
        })
      : entity,
  );
}

describe('linkRoutes', () => {
  let azure: LocalAzure;
  let knex: Knex;
  const clients: TestClient[] = [];

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await putTestBlob(azure, 'run-2/report.html', 'two');
    await putTestBlob(azure, '../core/run-2/report.html', 'two');
    knex = await databases.init('SQLITE_3');
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) {
      await client.stop();
    }
  });

  afterAll(async () => {
    await azure?.stop();
  });

  async function start(entities?: Entity[], config?: JsonObject) {
    const client = await TestClient.start(azure, knex, config, { entities });
    clients.push(client);
    return client;
  }

  /** The entity is used under its first name, so that its owners are known. */
  async function useOldName() {
    const client = await start();
    await client.reset();
    const { status } = await client.get(`${OLD}/${LINK}`);
    expect(status).toBe(200);
  }

  const found = {
    state: 'found',
    location: 'artifacts',
    content: 'artifacts',
    run: 'run-2',
    path: 'run-2/report.html',
  };

  it('should lead to what a link names, on record', async () => {
    const client = await start();
    await client.reset();
    expect(await client.get(`${OLD}/${LINK}&location=artifacts`)).toEqual({
      status: 200,
      body: { ...found, entityRef: 'component:default/payments-api' },
    });
    expect(await client.readAudit()).toEqual([
      'intent link user:default/alice component/default/payments-api/run-2/report.html',
      'outcome succeeded',
    ]);
  });

  it('should lead on by the former id of a location', async () => {
    const config = createTestConfig(azure);
    const [first, ...others] = config.locations as JsonObject[];
    const client = await start(undefined, {
      ...config,
      locations: [
        ...others,
        { ...first, id: 'builds', formerIds: ['artifacts'] },
      ],
    });
    for (const query of [`${LINK}&location=artifacts`, LINK]) {
      expect(await client.get(`${OLD}/${query}`)).toMatchObject({
        status: 200,
        body: { ...found, location: 'builds' },
      });
    }
    expect(await client.get(`${OLD}/${LINK}&location=other`)).toMatchObject({
      status: 403,
      body: { error: { code: 'LocationNotAllowed' } },
    });
  });

  it('should lead to the entity that has had the name', async () => {
    await useOldName();
    for (const user of ['alice', 'bob']) {
      azure.storage.assignments.add({
        user,
        role: 'Storage Blob Data Reader',
        container: 'artifacts',
        prefix: 'component/default/core/',
      });
    }
    const client = await start(rename('core', entity => entity));
    expect(await client.get(`${OLD}/${LINK}`)).toEqual({
      status: 200,
      body: {
        ...found,
        entityRef: 'component:default/core',
        movedFrom: 'component:default/payments-api',
      },
    });
    // The gate of the entity that it leads to
    expect(await client.get(`${OLD}/${LINK}`, { user: 'bob' })).toMatchObject({
      status: 403,
      body: { error: { code: 'NoRole' } },
    });
  });

  it('should not tell a name that somebody else claims from one that never was', async () => {
    await useOldName();
    const evil = [{ type: 'ownedBy', targetRef: 'group:default/search' }];
    const client = await start(
      rename('core', entity => ({ ...entity, relations: evil })),
    );
    const answers = [];
    for (const name of ['payments-api', 'Payments-API', 'never-was']) {
      const { status, body } = await client.get(
        `component/default/${name}/${LINK}`,
        { user: 'bob' },
      );
      const { code, message } = body.error;
      const lower = name.toLocaleLowerCase('en-US');
      answers.push([status, code, message.replace(lower, 'x')]);
    }
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0].slice(0, 2)).toEqual([404, 'EntityNotFound']);
    const rows = await client.readAudit();
    expect(rows.slice(-3)).toEqual(
      Array(3).fill(
        expect.stringMatching(
          /^denied link user:default\/bob .*EntityNotFound$/,
        ),
      ),
    );
  });

  it.each([
    ['P1: dot segments', 'run=run-2&path=../x', 'InvalidBlobName'],
    ['P1: dot segments in a run', 'run=..&path=x', 'InvalidBlobName'],
    ['P1: dot segments of the latest', 'run=latest&path=..', 'InvalidBlobName'],
    ['P3: encoded dots', 'run=%252e%252e&path=x', 'InvalidBlobName'],
    ['P4: encoded slashes', 'run=a%252fb&path=x', 'InvalidBlobName'],
    ['P6: control characters', 'path=a%00b', 'InvalidBlobName'],
    ['P6: NUL in a version', 'version=a%00b', 'InvalidRequest'],
    ['P6: lines in a branch', 'run=latest&branch=a%0ab', 'InvalidRequest'],
    ['P6: NUL in an old version', 'path=x&blobVersion=%00', 'InvalidRequest'],
    ['two ways to name a run', 'run=1&version=1', 'InvalidRequest'],
    ['a branch without the latest', 'run=1&branch=main', 'InvalidRequest'],
    ['a status without a run', 'status=failed', 'InvalidRequest'],
    ['what is no version', 'path=x&blobVersion=1', 'InvalidRequest'],
  ])('%s should be refused', async (_, query, code) => {
    const client = await start();
    azure.storage.requests.length = 0;
    const response = await client.send(`${OLD}/link?${query}`);
    expect(response.status).toBe(400);
    expect((await response.json()).error.code).toBe(code);
    expect(azure.storage.requests).toEqual([]);
  });

  it('should refuse an entity whose name is not one', async () => {
    const client = await start();
    for (const name of ['a%2fb', 'a%252fb', '..%2fpayments-api', '%00']) {
      const response = await client.send(`component/default/${name}/${LINK}`);
      expect(response.status).toBe(400);
    }
  });
});
