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

import { writeFile } from 'node:fs/promises';
import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { putTestBlob } from '../../__testUtils__/fillStorage';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';
import {
  REPOSITORY,
  sha256,
  SigningWorld,
} from '../../provenance/__testUtils__/SigningWorld';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const FILE = 'location=artifacts&path=run-2/app.tgz';

const lifecycle = {
  policy: {
    rules: [
      {
        name: 'old-builds',
        definition: {
          actions: {
            baseBlob: { delete: { daysAfterCreationGreaterThan: 30 } },
          },
          filters: { prefixMatch: ['artifacts/component/'] },
        },
      },
    ],
  },
};

describe('what the config tells of artifacts', () => {
  const directory = createMockDirectory();
  let azure: LocalAzure;
  let client: TestClient;
  let world: SigningWorld;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    world = await SigningWorld.start();
    const root = directory.resolve('root.json');
    await writeFile(root, JSON.stringify(world.root));
    await putTestBlob(azure, 'run-2/app.tgz', 'the bytes');
    await putTestBlob(azure, 'run-2/run.json', '{"status":"succeeded"}');
    const config = createTestConfig(azure);
    const [account] = config.accounts as JsonObject[];
    client = await TestClient.start(azure, await databases.init('SQLITE_3'), {
      ...config,
      accounts: [{ ...account, lifecycle }],
      provenance: { publicGood: false, trustedRoots: [root] },
    });
  });

  afterAll(async () => {
    await client?.stop();
    await azure?.stop();
  });

  beforeEach(async () => {
    await client.reset();
  });

  it('should tell whether an attestation holds, on record', async () => {
    expect(await client.get(`${ENTITY}/provenance?${FILE}`)).toEqual({
      status: 200,
      body: { state: 'none', attestations: [] },
    });
    const bundle = await world.sign(sha256('the bytes'));
    const path = 'run-2/app.tgz.sigstore.json';
    await putTestBlob(azure, path, JSON.stringify(bundle));
    expect(await client.get(`${ENTITY}/provenance?${FILE}`)).toMatchObject({
      status: 200,
      body: {
        state: 'verified',
        sha256: sha256('the bytes'),
        attestations: [{ path, state: 'verified', repository: REPOSITORY }],
      },
    });
    await putTestBlob(azure, 'run-2/app.tgz', 'other bytes');
    expect(await client.get(`${ENTITY}/provenance?${FILE}`)).toMatchObject({
      status: 200,
      body: { state: 'failed' },
    });
    expect((await client.readAudit())[0]).toBe(
      'intent provenance user:default/alice component/default/payments-api/run-2/app.tgz',
    );
  });

  it('should say beside files and runs what a lifecycle rule is going to do', async () => {
    const { body: details } = await client.get(`${ENTITY}/artifact?${FILE}`);
    const at = new Date(details.createdAt);
    at.setUTCDate(at.getUTCDate() + 30);
    const retention = {
      action: 'delete',
      at: at.toISOString(),
      rule: 'old-builds',
    };
    expect(details.retention).toEqual(retention);
    const list = `${ENTITY}/artifacts?location=artifacts`;
    const { body: page } = await client.get(`${list}&path=run-2/`);
    expect(page.items[0]).toMatchObject({ path: 'run-2/app.tgz', retention });
    const { body: folders } = await client.get(list);
    expect(folders.items).toEqual([
      { kind: 'folder', name: 'run-2', path: 'run-2/' },
    ]);
    const rule = { action: 'delete', rule: 'old-builds' };
    const { body: runs } = await client.get(
      `${ENTITY}/runs?location=artifacts`,
    );
    expect(runs.items).toMatchObject([{ id: 'run-2', retention: rule }]);
    const { body: run } = await client.get(
      `${ENTITY}/run?location=artifacts&run=run-2`,
    );
    expect(run).toMatchObject({ id: 'run-2', retention: rule });
  });
});
