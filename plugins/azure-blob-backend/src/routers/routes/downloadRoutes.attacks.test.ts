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
import { mockCredentials } from '@backstage/backend-test-utils';
import { AzureBlobDownloadLink } from 'backstage-plugin-azure-blob-common';
import { world as demo } from 'local-azure';
import { describePortal } from '../../__testUtils__/describePortal';
import {
  CONTENT,
  DownloadWorld,
  LINKS,
  OTHER,
  readCode,
  REPORT,
} from '../../__testUtils__/DownloadWorld';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';
import { openTicket } from '../../downloads/sealTicket';

describePortal('downloadRoutes, attacked,', DownloadWorld, getWorld => {
  const getTicket = ({ url }: AzureBlobDownloadLink) => url.split('/').at(-1)!;
  const getRowId = (link: AzureBlobDownloadLink) =>
    createHash('sha256').update(getTicket(link).split('.')[0]).digest('hex');

  /** In a portal of its own, since much is told only when that stops. */
  async function watch(
    config: object,
    attack: (client: TestClient) => Promise<void>,
  ) {
    const { azure, knex } = getWorld();
    const client = await TestClient.start(azure, knex, {
      ...createTestConfig(azure),
      ...config,
    });
    try {
      await attack(client);
    } finally {
      await client.stop();
    }
    return knex('audit_events').where({ phase: 'denied' }).orderBy('operation');
  }

  it('T12: should keep what still works out of all logs', async () => {
    const world = getWorld();
    const [link] = await world.createLinks();
    const { logged } = world.client.portal;
    logged.length = 0;
    const refused = [
      await world.follow(link, { method: 'HEAD' }),
      await world.follow(link, { method: 'POST' }),
      await world.follow({ url: `${link.url}/` }),
      await world.follow({ url: link.url.replace('downloads/', '$&/') }),
      await fetch(
        `${world.client.portal.origin}${new URL(link.url).pathname}?a=b`,
      ),
    ];
    expect(refused.map(({ status }) => status)).toEqual([
      404, 404, 404, 404, 400,
    ]);
    await world.knex.schema.renameTable('download_tickets', 'elsewhere');
    const lost = await world.follow(link);
    await world.knex.schema.renameTable('elsewhere', 'download_tickets');
    expect(lost.status).toBe(503);
    const answer = await lost.text();

    const log = logged.join('\n');
    const [id, key] = getTicket(link).split('.');
    for (const text of [log, answer]) {
      expect(text).not.toContain(id);
      expect(text).not.toContain(key);
    }
    // Both are there, so that it is known what is looked at.
    expect(log).toMatch(/"HEAD \/api\/azure-blob\/v1\/downloads\/- /);
    expect(log).toContain('GET /v1/downloads/:ticket failed');
    expect(await (await world.follow(link)).text()).toBe(CONTENT);
  });

  it('R5: should count each path of a request for links as a read', async () => {
    const world = getWorld();
    const rateLimits = { cheap: 9, list: 9, costly: 9, read: 3 };
    await watch({ rateLimits }, async client => {
      const send = (paths: string[]) => world.send({ paths }, { client });
      expect((await send([REPORT, OTHER])).status).toBe(200);
      world.azure.storage.requests.length = 0;
      const more = await send([REPORT, OTHER]);
      expect(more.headers.get('retry-after')).toMatch(/^\d+$/);
      expect(await readCode(more)).toEqual([429, 'RateLimited']);
      const tooMany = await send(Array(4).fill(REPORT));
      expect(await readCode(tooMany)).toEqual([400, 'InvalidRequest']);
      expect(world.azure.storage.requests).toEqual([]);
    });
    expect(await world.knex('download_tickets')).toHaveLength(2);
    expect(
      await world.knex('audit_events').where({ phase: 'intent' }),
    ).toHaveLength(2);
  });

  it('T12: should keep the token of a user only for accounts that are read as her', async () => {
    const world = getWorld();
    const accounts = [
      {
        name: demo.account.name,
        endpoint: world.azure.storage.blobEndpoint,
        identity: 'application',
      },
    ];
    world.azure.storage.assignments.add({
      user: demo.apiApp.servicePrincipal.name,
      role: 'Storage Blob Data Reader',
      container: 'artifacts',
    });
    await watch({ accounts }, async client => {
      const [asApp] = await world.createLinks({}, client);
      const [asUser] = await world.createLinks();
      const open = async (link: AzureBlobDownloadLink) =>
        openTicket(
          getTicket(link),
          await world
            .knex('download_tickets')
            .where({ id: getRowId(link) })
            .first(),
        );
      expect(await open(asUser)).toMatchObject({
        assertion: expect.any(String),
      });
      expect(await open(asApp)).not.toHaveProperty('assertion');
      const bytes = await world.follow(asApp, {}, client);
      expect(await bytes.text()).toBe(CONTENT);
    });
  });

  it('A10: should put on record who followed what was no link, in one row a minute', async () => {
    const world = getWorld();
    let links: AzureBlobDownloadLink[] = [];
    const denied = await watch({}, async client => {
      links = await world.createLinks({ paths: [REPORT, REPORT] }, client);
      const [used, tampered] = links;
      await (await world.follow(used, {}, client)).text();
      const wrong = tampered.url.replace(/.$/, last =>
        last === 'A' ? 'E' : 'A',
      );
      for (const url of [used.url, used.url, wrong, `${used.url}x`]) {
        const response = await world.follow({ url }, {}, client);
        expect(response.status).toBe(404);
      }
      const head = await world.follow(tampered, { method: 'HEAD' }, client);
      expect(head.status).toBe(404);
    });
    expect(denied).toEqual([
      expect.objectContaining({
        operation: 'content',
        code: 'LinkNotFound',
        actor_ref: 'address:127.0.0.1',
        ip: expect.stringContaining('127.0.0.1'),
      }),
    ]);
    expect(JSON.parse(denied[0].details)).toEqual({
      times: 5,
      tickets: links.map(getRowId),
    });
  });

  it('A10: should put on record whose link a page of another site had', async () => {
    const world = getWorld();
    const [link] = await world.createLinks();
    const headers = { 'sec-fetch-site': 'cross-site' };
    const refused = await world.follow(link, { headers });
    expect(refused.status).toBe(404);
    const [mint] = await world.knex('audit_events').orderBy('seq');
    expect(await world.knex('audit_events').where({ phase: 'denied' })).toEqual(
      [
        expect.objectContaining({
          operation: 'content',
          code: 'LinkNotFound',
          actor_ref: 'user:default/alice',
          via: `download-link:${mint.request_id}`,
          entity_ref: 'component:default/payments-api',
          location: 'artifacts',
          details: JSON.stringify({ tickets: [getRowId(link)] }),
          request_id: refused.headers.get('x-request-id'),
        }),
      ],
    );
  });

  it('R5: should not ask the database for guesses without end, nor use a link up for them', async () => {
    const world = getWorld();
    const { knex } = world;
    const rateLimits = { cheap: 9, list: 9, costly: 9, read: 4 };
    const denied = await watch({ rateLimits }, async client => {
      const [link] = await world.createLinks();
      const url = link.url.replace(
        /[^/]+$/,
        'A'.repeat(22).concat('.', 'A'.repeat(43)),
      );
      const queries: string[] = [];
      const listen = ({ sql }: { sql: string }) => queries.push(sql);
      knex.on('query', listen);
      const statuses: number[] = [];
      for (let n = 0; n < 9; n++) {
        statuses.push((await world.follow({ url }, {}, client)).status);
      }
      knex.off('query', listen);
      expect(statuses).toEqual([404, 404, 404, 404, 429, 429, 429, 429, 429]);
      expect(
        queries.filter(sql => sql.includes('download_tickets')),
      ).toHaveLength(4);
      const own = await world.follow(link, {}, client);
      expect(await readCode(own)).toEqual([429, 'RateLimited']);
      expect(await knex('download_tickets')).toHaveLength(1);
    });
    expect(denied).toEqual([
      expect.objectContaining({ operation: 'content', code: 'LinkNotFound' }),
      expect.objectContaining({
        operation: 'limit.read',
        code: 'RateLimited',
        actor_ref: 'address:127.0.0.1',
        details: '{"times":6}',
      }),
    ]);
  });

  it('should make no ticket for what acts for a user, who may see more', async () => {
    const world = getWorld();
    const token = mockCredentials.user.token('user:default/alice', {
      actor: { subject: 'plugin:agent' },
    });
    const call = {
      user: 'alice',
      headers: { authorization: `Bearer ${token}` },
    };
    const body = { location: 'artifacts', paths: [REPORT] };
    const refused = await world.client.post(LINKS, body, call);
    expect([refused.status, refused.body.error]).toEqual([
      400,
      expect.objectContaining({
        code: 'InvalidRequest',
        message: expect.stringMatching(/"plugin:agent", which acts for a user/),
      }),
    ]);
    expect(await world.knex('download_tickets')).toEqual([]);
    expect(world.azure.storage.requests).toEqual([]);
    const [intent] = await world.knex('audit_events').orderBy('seq');
    expect(intent.via).toBe('plugin:agent');
    // A link into storage is made as the very caller.
    const led = await world.sasClient.post(LINKS, body, call);
    expect(led.status).toBe(200);
  });
});
