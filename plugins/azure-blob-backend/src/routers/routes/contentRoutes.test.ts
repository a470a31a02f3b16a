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
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { getTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';
import { TestClient } from '../../__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const BLOB = 'location=artifacts&path=run-2/report.html';

const sha256 = (content: string) =>
  createHash('sha256').update(content).digest('hex');

describe('contentRoutes', () => {
  let azure: LocalAzure;
  let client: TestClient;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await putTestBlob(azure, 'run-2/report.html', 'as it was');
    await getTestBlob(azure, 'run-2/report.html').createSnapshot();
    await putTestBlob(azure, 'run-2/report.html', 'now', {
      metadata: { sha256: sha256('now') },
    });
    client = await TestClient.start(azure, await databases.init('SQLITE_3'));
  });

  afterAll(async () => {
    await client?.stop();
    await azure?.stop();
  });

  beforeEach(async () => {
    await client.reset();
  });

  it('should list checksums and tiers, and where all of it is', async () => {
    const { body } = await client.get(
      `${ENTITY}/artifacts?location=artifacts&path=run-2/`,
    );
    expect(body.items).toMatchObject([
      { path: 'run-2/report.html', sha256: sha256('now'), accessTier: 'Hot' },
    ]);
    expect(body.storageUrl).toBe(
      `${azure.storage.blobEndpoint}/artifacts/component/default/payments-api/`,
    );
    expect(azure.storage.requests).toHaveLength(1);
  });

  it('should tell which versions there are, and read them', async () => {
    const { body } = await client.get(`${ENTITY}/artifact?${BLOB}`);
    expect(body).toMatchObject({
      size: 3,
      versions: [{ kind: 'snapshot', size: 9, isCurrent: false }],
    });
    const [{ version, etag }] = body.versions;
    const query = `${BLOB}&version=${encodeURIComponent(version)}`;
    const details = await client.get(`${ENTITY}/artifact?${query}`);
    expect(details.body).toMatchObject({ size: 9, etag });
    const content = await client.send(`${ENTITY}/content?${query}`);
    expect(await content.text()).toBe('as it was');
  });

  it('should check the whole of a blob, also where a range asks for it', async () => {
    const content = 'not what was published';
    const path = 'run-2/damaged.txt';
    await putTestBlob(azure, path, content, {
      metadata: { sha256: sha256('something else') },
    });
    const url = `${ENTITY}/content?location=artifacts&path=${path}`;
    const get = (range: string) =>
      client.send(url, { user: 'alice', headers: { range } });
    const last = content.length - 1;
    for (const range of [
      ...['bytes=0-', `bytes=0-${last}`, 'bytes=0-999999'],
      ...[`bytes=-${last + 1}`, 'bytes=-999999'],
    ]) {
      // The end is held back, which is all of what is this small.
      const { error } = await (await get(range)).json();
      expect({ range, code: error.code }).toEqual({
        range,
        code: 'IntegrityFailed',
      });
    }
    const part = await get(`bytes=0-${last - 1}`);
    expect([part.status, await part.text()]).toEqual([
      206,
      content.slice(0, -1),
    ]);
  });

  it('should refuse what names no version', async () => {
    azure.storage.requests.length = 0;
    for (const version of [
      '',
      'latest',
      'version:1&comp=tags',
      'x'.repeat(65),
    ]) {
      for (const call of ['artifact', 'content']) {
        const response = await client.send(
          `${ENTITY}/${call}?${BLOB}&version=${encodeURIComponent(version)}`,
        );
        expect(response.status).toBe(400);
      }
    }
    expect(azure.storage.requests).toEqual([]);
  });
});
