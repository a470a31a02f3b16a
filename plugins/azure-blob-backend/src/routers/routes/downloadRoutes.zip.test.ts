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

import { createHash, randomBytes } from 'node:crypto';
import { AzureBlobArchiveLink } from 'backstage-plugin-azure-blob-common';
import { fromBufferPromise } from 'yauzl';
import { buffer } from 'node:stream/consumers';
import { describePortal } from '../../__testUtils__/describePortal';
import {
  DownloadWorld,
  OTHER,
  readCode,
  REPORT,
} from '../../__testUtils__/DownloadWorld';
import { getTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';

const ENTITY = 'component/default/payments-api';
const FOLDER = 'run-3/';

async function readZip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const stream = await zip.openReadStreamPromise(entry);
    files.set(entry.fileName, await buffer(stream));
  }
  return files;
}

const sha256Of = (bytes: Buffer) =>
  createHash('sha256').update(bytes).digest('hex');

describePortal('downloadRoutes, of zips', DownloadWorld, getWorld => {
  const noise = randomBytes(3_000_000);
  const contents = new Map([
    ['run-3/a.txt', Buffer.from('a')],
    ['run-3/deep/er/noise.bin', noise],
    ['run-3/empty', Buffer.alloc(0)],
    ['run-3/A.txt', Buffer.from('A')],
  ]);

  beforeAll(async () => {
    for (const [path, content] of contents) {
      await putTestBlob(getWorld().azure, path, content);
    }
  });

  const post = (
    resource: string,
    body: object,
    client: TestClient = getWorld().client,
  ) =>
    client.send(
      `${ENTITY}/${resource}`,
      { user: 'alice' },
      client.contractOrigin,
      { location: 'artifacts', ...body },
    );

  async function createLink(paths: string[]): Promise<AzureBlobArchiveLink> {
    const response = await post('archive-links', { paths });
    expect(response.status).toBe(200);
    return response.json();
  }

  it('should put all below a folder into one zip, with what proves it', async () => {
    const world = getWorld();
    const response = await post('archive', { paths: [FOLDER] });
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    const files = await readZip(bytes);
    expect([...files.keys()]).toEqual([
      ...['A.txt', 'a (2).txt', 'deep/er/noise.bin', 'empty'],
      ...['SHA256SUMS', 'MANIFEST.json'],
    ]);
    expect(files.get('deep/er/noise.bin')?.equals(noise)).toBe(true);
    const sums = files.get('SHA256SUMS') ?? Buffer.alloc(0);
    expect(sums.toString().split('\n')[1]).toBe(
      `${sha256Of(Buffer.from('a'))}  a (2).txt`,
    );
    const manifest = JSON.parse(`${files.get('MANIFEST.json')}`);
    expect(manifest).toEqual({
      entityRef: 'component:default/payments-api',
      location: 'artifacts',
      folder: FOLDER,
      createdAt: expect.any(String),
      skipped: [],
      files: expect.any(Array),
    });
    expect(manifest.files).toHaveLength(4);
    expect(manifest.files[2]).toEqual({
      name: 'deep/er/noise.bin',
      path: 'run-3/deep/er/noise.bin',
      size: noise.length,
      sha256: sha256Of(noise),
      etag: expect.stringMatching(/^"0x/),
      lastModified: expect.stringMatching(/Z$/),
    });

    expect(await world.readSettledAudit()).toEqual([
      `intent archive user:default/alice ${ENTITY}/${FOLDER}`,
      'outcome succeeded',
    ]);
    const [intent, outcome] = await world.knex('audit_events').orderBy('seq');
    expect(JSON.parse(intent.details)).toEqual({ paths: [FOLDER] });
    expect(JSON.parse(outcome.details)).toEqual({
      files: 4,
      sha256sums: sha256Of(sums),
    });
    expect(Number(outcome.bytes)).toBe(noise.length + 2);
  });

  it('C4, C6: should answer in headers that keep it harmless', async () => {
    const world = getWorld();
    const link = await createLink([FOLDER, OTHER]);
    expect(link).toEqual({
      id: expect.stringMatching(/^[\w-]{22}$/),
      url: expect.stringMatching(/\/v1\/downloads\/[\w-]{22}\.[\w-]{43}$/),
      name: 'payments-api.zip',
      expiresAt: expect.any(String),
      files: 5,
      size: noise.length + 7,
    });
    const response = await world.follow(link, {
      headers: { range: 'bytes=3-', 'if-none-match': '*' },
    });
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'none',
      'cache-control': 'private, no-store, no-transform',
      'content-disposition': 'attachment; filename="payments-api.zip"',
      'content-length': `${bytes.length}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'application/zip',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect((await readZip(bytes)).has('run-2/other.txt')).toBe(true);
    expect(await readCode(await world.follow(link))).toEqual([
      404,
      'LinkNotFound',
    ]);
    expect(await world.waitForState(link.id, 'succeeded')).toMatchObject({
      bytes: link.size,
      size: link.size,
    });
    expect(await world.readSettledAudit()).toEqual([
      `intent archive-link user:default/alice ${ENTITY}/`,
      'outcome succeeded',
      `intent archive user:default/alice ${ENTITY}/`,
      'outcome succeeded',
    ]);
  });

  it('C17: should refuse what is too much before it reads any of it', async () => {
    const { azure, knex } = getWorld();
    for (const [limits, allowed] of [
      [{ maxFiles: 3 }, ['run-3/deep/']],
      [{ maxBytes: 2_999_999 }, ['run-3/a.txt']],
    ] as const) {
      const client = await TestClient.start(azure, knex, {
        ...createTestConfig(azure),
        archives: limits,
      });
      try {
        for (const resource of ['archive', 'archive-links']) {
          azure.storage.requests.length = 0;
          const refused = await post(resource, { paths: [FOLDER] }, client);
          expect(await readCode(refused)).toEqual([413, 'ArchiveTooLarge']);
          const reads = azure.storage.requests.filter(({ url }) =>
            url.includes('noise.bin'),
          );
          expect(reads).toEqual([]);
        }
        const fine = await post('archive', { paths: allowed }, client);
        expect(fine.status).toBe(200);
        await fine.arrayBuffer();
      } finally {
        await client.stop();
      }
    }
  });

  it('P1: should name nothing outside of the scope', async () => {
    for (const path of [
      ...['../', '../pay/', 'run-3/../../pay/', '/', 'run-3//', 'a\\..\\b'],
      ...['%2e%2e/', 'run-3/..', '.'],
    ]) {
      for (const paths of [[path], [REPORT, path]]) {
        for (const resource of ['archive', 'archive-links']) {
          const refused = await post(resource, { paths });
          expect({ path, code: await readCode(refused) }).toEqual({
            path,
            code: [400, 'InvalidBlobName'],
          });
        }
      }
    }
    const gone = await post('archive', { paths: ['run-9/'] });
    expect(await readCode(gone)).toEqual([404, 'BlobNotFound']);
  });

  it('C21: should break where a file is not what was published, and say which', async () => {
    const world = getWorld();
    await putTestBlob(world.azure, 'run-4/a-good.txt', 'good');
    await putTestBlob(world.azure, 'run-4/b-bad.txt', 'bad', {
      metadata: { sha256: '0'.repeat(64) },
    });
    const link = await createLink(['run-4/']);
    const response = await world.follow(link);
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow();
    expect(await world.waitForState(link.id, 'failed')).toMatchObject({
      code: 'IntegrityFailed',
      message: expect.stringMatching(/"run-4\/b-bad.txt"/),
    });
    expect((await world.readSettledAudit()).at(-1)).toBe(
      'outcome failed IntegrityFailed',
    );
  });

  it('R9: should break where a file changes after it was listed', async () => {
    const world = getWorld();
    await putTestBlob(world.azure, 'run-5/a.txt', 'as it was');
    const link = await createLink(['run-5/']);
    // What storage answers where a condition does not hold.
    world.azure.storage.faults.add({ url: /run-5\/a\.txt/, status: 412 });
    const response = await world.follow(link);
    expect(await readCode(response)).toEqual([409, 'BlobChanged']);
    expect(await world.waitForState(link.id, 'failed')).toMatchObject({
      code: 'BlobChanged',
    });
  });

  it('should end a zip at once when its user is locked out', async () => {
    const world = getWorld();
    for (let n = 0; n < 12; n++) {
      await getTestBlob(world.azure, `run-6/${n}`).upload(
        Buffer.alloc(8 * 2 ** 20),
        8 * 2 ** 20,
      );
    }
    const link = await createLink(['run-6/']);
    const response = await world.follow(link);
    const reader = response.body?.getReader();
    await reader?.read();
    const headers = {
      ...(await world.client.portal.headers({ user: 'carol' })),
      'content-type': 'application/json',
    };
    const locks = `${world.client.portal.origin}/api/azure-blob/v1/locks`;
    const locked = await fetch(locks, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        target: { type: 'user', entityRef: 'user:default/alice' },
        reason: 'The laptop was stolen.',
      }),
    });
    try {
      await expect(async () => {
        while (!(await reader?.read())?.done);
      }).rejects.toThrow();
      const { code, message } = await world.waitForState(link.id, 'failed');
      expect({ code, message }).toEqual({
        code: 'Locked',
        message: expect.stringMatching(/The laptop was stolen/),
      });
      const audit = await world.readSettledAudit();
      expect(audit.at(-1)).toBe('outcome terminated Locked');
    } finally {
      const { id } = await locked.json();
      await fetch(`${locks}/${id}`, { method: 'DELETE', headers });
    }
  });
});
