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

import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { parse } from 'content-disposition';
import { pack } from 'tar-stream';
import { buffer } from 'node:stream/consumers';
import { Knex } from 'knex';
import { LocalAzure } from 'local-azure';
import { describePortal } from '../../__testUtils__/describePortal';
import { putTestBlob } from '../../__testUtils__/fillStorage';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';
import { createZip } from '../../archives/__testUtils__/zips';

const ENTITY = 'component/default/payments-api';
const SCRIPT = '<script>alert(1)</script>';

class ArchiveWorld {
  readonly azure: LocalAzure;
  readonly knex: Knex;
  readonly client: TestClient;

  static async start(azure: LocalAzure, knex: Knex): Promise<ArchiveWorld> {
    const client = await TestClient.start(azure, knex);
    return new ArchiveWorld(azure, knex, client);
  }

  private constructor(azure: LocalAzure, knex: Knex, client: TestClient) {
    this.azure = azure;
    this.knex = knex;
    this.client = client;
  }

  reset(): Promise<void> {
    return this.client.reset();
  }

  stop(): Promise<void> {
    return this.client.stop();
  }

  list(path: string, more: Record<string, string> = {}) {
    const query = new URLSearchParams({ location: 'artifacts', path, ...more });
    return this.client.get(`${ENTITY}/archive-entries?${query}`);
  }

  /** Past the OpenAPI document, which knows no bytes. */
  open(
    path: string,
    entry: string,
    more: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const query = new URLSearchParams({
      ...{ location: 'artifacts', path, entry },
      ...more,
    });
    const call = { user: 'alice', headers };
    return this.client.send(`${ENTITY}/archive-entry?${query}`, call);
  }
}

describePortal('archiveRoutes', ArchiveWorld, getWorld => {
  beforeAll(async () => {
    const { azure } = getWorld();
    const members = [
      { name: 'site/index.html', content: Buffer.from(SCRIPT) },
      { name: 'b.txt', content: Buffer.from('b'.repeat(1_000)) },
    ];
    await putTestBlob(azure, 'run-1/site.zip', createZip(members));
    const tar = pack();
    members.forEach(({ name, content }) => tar.entry({ name }, content));
    tar.finalize();
    const bytes = await buffer(tar);
    await putTestBlob(azure, 'run-1/site.tar', bytes);
    await putTestBlob(azure, 'run-1/site.tgz', gzipSync(bytes));
    await putTestBlob(azure, 'run-1/broken.zip', 'no zip at all');
  });

  it.each(['zip', 'tar', 'tgz'])(
    'should list a %s, page by page, and open a file of it, on record',
    async format => {
      const world = getWorld();
      const path = `run-1/site.${format}`;
      const first = await world.list(path, { limit: '1' });
      expect(first).toMatchObject({
        status: 200,
        body: { format, items: [{ path: 'site/index.html', size: 25 }] },
      });
      const { nextCursor: cursor } = first.body;
      const second = await world.list(path, { limit: '1', cursor });
      expect(second.body.items).toMatchObject([{ path: 'b.txt' }]);
      // Of another list.
      const foreign = await world.list('run-1/broken.zip', { cursor });
      expect(foreign.body.error.code).toBe('InvalidRequest');

      const response = await world.open(path, 'site/index.html');
      expect(await response.text()).toBe(SCRIPT);
      const blob = `${ENTITY.replace('/v1', '')}/${path}`;
      const rows = (await world.client.readAudit()).filter(row =>
        row.includes('intent'),
      );
      expect(rows).toEqual([
        `intent archive-entries user:default/alice ${blob}`,
        `intent archive-entries user:default/alice ${blob}`,
        `intent archive-entries user:default/alice ${ENTITY}/run-1/broken.zip`,
        `intent archive-entry user:default/alice ${blob}`,
      ]);
      const [intent] = await world
        .knex('audit_events')
        .where({ operation: 'archive-entry', phase: 'intent' });
      expect(JSON.parse(intent.details)).toEqual({ entry: 'site/index.html' });
    },
  );

  it('C4, C8: should answer in our own headers, whatever storage and the archive say', async () => {
    const response = await getWorld().open(
      'run-1/site.zip',
      'site/index.html',
      {},
      { range: 'bytes=3-', 'if-none-match': '*', 'accept-encoding': 'gzip' },
    );
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(SCRIPT);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'accept-ranges': 'none',
      'cache-control': 'private, no-store, no-transform',
      'content-disposition': 'attachment; filename="index.html"',
      'content-length': '25',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'application/octet-stream',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    });
    for (const name of ['etag', 'set-cookie', 'link', 'refresh', 'location']) {
      expect(headers).not.toHaveProperty([name]);
    }
  });

  it('should send the beginning of a file, and say how long it is', async () => {
    const response = await getWorld().open('run-1/site.zip', 'b.txt', {
      length: '10',
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('b'.repeat(10));
    expect(response.headers.get('content-range')).toBe('bytes 0-9/1000');
    expect(response.headers.get('access-control-expose-headers')).toContain(
      'Content-Range',
    );
  });

  it('should refuse what it cannot do, in its own words', async () => {
    const world = getWorld();
    for (const [status, code, path, entry] of [
      [422, 'ArchiveUnreadable', 'run-1/broken.zip', 'x'],
      [404, 'BlobNotFound', 'run-1/none.zip', 'x'],
      [404, 'BlobNotFound', 'run-1/site.zip', 'SITE/index.html'],
      [422, 'ArchiveUnreadable', 'run-1/site.txt', 'x'],
      [400, 'InvalidBlobName', '../pay/site.zip', 'x'],
    ] as const) {
      const response = await world.open(path, entry);
      const { error } = await response.json();
      expect({ path, status: response.status, code: error.code }).toEqual({
        path,
        status,
        code,
      });
    }
    for (const query of [
      'location=artifacts&path=a.zip&limit=1001',
      'location=artifacts&path=a.zip&limit=0',
      'location=artifacts&path=a.zip&entry=x',
      'location=artifacts',
    ]) {
      const answer = await world.client.send(
        `${ENTITY}/archive-entries?${query}`,
      );
      expect(answer.status).toBe(400);
    }
  });

  it('R5: should count the unpacking of a compressed tar as costly', async () => {
    const { azure, knex } = getWorld();
    const rateLimits = { cheap: 99, list: 99, read: 99, costly: 1 };
    const client = await TestClient.start(azure, knex, {
      ...createTestConfig(azure),
      rateLimits,
    });
    const list = async (path: string) => {
      const query = `location=artifacts&path=run-1/${path}`;
      const { status } = await client.get(`${ENTITY}/archive-entries?${query}`);
      return status;
    };
    try {
      expect(await list('site.tgz')).toBe(200);
      expect(await list('site.tgz')).toBe(429);
      expect(await list('site.zip')).toBe(200);
    } finally {
      await client.stop();
    }
  });

  it('C22: should hand out nothing of an account with a scanner whose tags it may not read', async () => {
    const { azure, knex } = getWorld();
    const config = createTestConfig(azure);
    const accounts = [
      {
        name: 'contosobuilds',
        endpoint: azure.storage.blobEndpoint,
        malwareScanning: 'tags',
      },
    ];
    const client = await TestClient.start(azure, knex, { ...config, accounts });
    try {
      const query = 'location=artifacts&path=run-1/site.zip';
      const answers = [
        await client.get(`${ENTITY}/content?${query}`),
        await client.get(`${ENTITY}/archive-entry?${query}&entry=b.txt`),
        await client.post(`${ENTITY}/download-links`, {
          location: 'artifacts',
          paths: ['run-1/site.zip'],
        }),
        await client.post(`${ENTITY}/archive`, {
          location: 'artifacts',
          paths: ['run-1/site.zip'],
        }),
      ];
      for (const { status, body } of answers) {
        expect(status).toBe(403);
        expect(body.error).toMatchObject({
          code: 'StorageRoleMissing',
          missingRole: 'Storage Blob Data Owner',
        });
      }
      // It gives no bytes away.
      const listed = await client.get(`${ENTITY}/archive-entries?${query}`);
      expect(listed.status).toBe(200);
    } finally {
      await client.stop();
    }
  });

  it(
    'C6, C7: should name a file so that it can be saved, whatever the archive calls it',
    async () => {
      const { azure } = getWorld();
      const character = fc.oneof(
        fc.constantFrom(...['\r', '\n', '"', ';', '/', '\\', '\u202e', '\0']),
        fc.constantFrom(...['%', '=', '.', 'é', ' ', '\ud83d\ude00', ':']),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      );
      const name = fc
        .array(character, { minLength: 1, maxLength: 20 })
        .map(all => all.join(''))
        .filter(all => !all.endsWith('/') && !/\p{Cs}/u.test(all));
      const names = fc.sample(name, Number(propertyRuns().numRuns) / 20);
      const unique = [...new Set(names)];
      await putTestBlob(
        azure,
        'run-1/names.zip',
        createZip(
          unique.map(each => ({ name: each, content: Buffer.from('x') })),
        ),
      );
      for (const each of unique) {
        const response = await getWorld().open('run-1/names.zip', each);
        expect(response.status).toBe(200);
        const disposition = response.headers.get('content-disposition') ?? '';
        const { type, parameters } = parse(disposition);
        expect(type).toBe('attachment');
        expect(parameters.filename).not.toMatch(/[\p{Cc}/\\\u202e":]|^\.+$/u);
        await response.arrayBuffer();
      }
    },
    propertyTimeout(),
  );
});
