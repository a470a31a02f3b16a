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
import { AzureBlobDownloadLink } from 'backstage-plugin-azure-blob-common';
import { world as demo } from 'local-azure';
import { getTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';
import { describePortal } from '../../__testUtils__/describePortal';
import {
  CONTENT,
  DownloadWorld,
  OTHER,
  readCode,
  REPORT,
} from '../../__testUtils__/DownloadWorld';

describePortal('downloadRoutes', DownloadWorld, getWorld => {
  it('should lead to the very bytes, once, on record as its maker', async () => {
    const world = getWorld();
    const [link] = await world.createLinks();
    expect(link).toEqual({
      id: expect.any(String),
      path: REPORT,
      url: expect.stringMatching(
        /^http:\/\/localhost:\d+\/api\/azure-blob\/v1\/downloads\/[\w-]{22}\.[\w-]{43}$/,
      ),
      mode: 'ticket',
      expiresAt: expect.any(String),
      size: CONTENT.length,
    });
    expect(Date.parse(link.expiresAt) - Date.now()).toBeLessThan(61_000);

    const response = await world.follow(link, {
      headers: { range: 'bytes=3-' },
    });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(CONTENT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'none',
      'cache-control': 'private, no-store, no-transform',
      'content-disposition': expect.stringMatching(/^attachment;/),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(await readCode(await world.follow(link))).toEqual([
      404,
      'LinkNotFound',
    ]);

    const blob = `component/default/payments-api/${REPORT}`;
    expect(await world.readSettledAudit()).toEqual([
      `intent download-link user:default/alice ${blob}`,
      'outcome succeeded',
      `intent content user:default/alice ${blob}`,
      'outcome succeeded',
    ]);
    const [mint, , use] = await world.knex('audit_events').orderBy('seq');
    expect(use.via).toBe(`download-link:${mint.request_id}`);
    expect(use.request_id).toBe(response.headers.get('x-request-id'));
    expect(use.actor_oid).toBe(demo.users[0].oid);
  });

  it('should serve on any replica, through the OpenAPI document too', async () => {
    const world = getWorld();
    const [link] = await world.createLinks();
    const elsewhere = () =>
      fetch(world.sasClient.contractOrigin + new URL(link.url).pathname);
    expect(await (await elsewhere()).text()).toBe(CONTENT);
    expect(await readCode(await elsewhere())).toEqual([404, 'LinkNotFound']);
  });

  it('should lead to one version of a blob, where one is asked for', async () => {
    const world = getWorld();
    const { snapshot } = await getTestBlob(
      world.azure,
      REPORT,
    ).createSnapshot();
    await putTestBlob(world.azure, REPORT, 'newer');
    const version = `snapshot:${snapshot}`;
    const [older] = await world.createLinks({ version });
    expect(older.size).toBe(CONTENT.length);
    expect(await (await world.follow(older)).text()).toBe(CONTENT);
    const recorded = await world
      .knex('audit_events')
      .where({ phase: 'intent' })
      .orderBy('seq');
    expect(
      recorded.map(({ operation, details }) => [
        operation,
        JSON.parse(details ?? '{}').version,
      ]),
    ).toEqual([
      ['download-link', version],
      ['content', version],
    ]);
    for (const body of [
      { version, paths: [REPORT, OTHER] },
      { version: '', paths: [REPORT] },
      { version, paths: [REPORT], mode: 'sas' },
    ]) {
      const refused = await world.send(body);
      expect(await readCode(refused)).toEqual([400, 'InvalidRequest']);
    }
    const sas = { version, paths: [REPORT], mode: 'sas' };
    const unsigned = await world.send(sas, { client: world.sasClient });
    expect(await readCode(unsigned)).toEqual([400, 'InvalidRequest']);
    const [through] = await world.createLinks({ version }, world.sasClient);
    expect(through.mode).toBe('ticket');
  });

  it('should tell nobody what is wrong with a link', async () => {
    const world = getWorld();
    const [used, ended, tampered] = await world.createLinks({
      paths: [REPORT, REPORT, REPORT],
    });
    await (await world.follow(used)).text();
    const rowOf = ({ url }: AzureBlobDownloadLink) =>
      createHash('sha256')
        .update(url.split('/').slice(-1)[0].split('.')[0])
        .digest('hex');
    await world
      .knex('download_tickets')
      .where({ id: rowOf(ended) })
      .update({ expires_at: new Date(Date.now() - 1_000).toISOString() });
    const answers = await Promise.all(
      [
        used,
        ended,
        { url: tampered.url.replace(/.$/, last => (last === 'A' ? 'E' : 'A')) },
        { url: tampered.url.slice(0, -1) },
        {
          url: `${tampered.url.slice(0, -66)}${'A'.repeat(22)}.${'A'.repeat(
            43,
          )}`,
        },
        { url: `${tampered.url.slice(0, -66)}__proto__` },
      ].map(async link => {
        const response = await world.follow(link);
        const { error } = await response.json();
        return { status: response.status, error };
      }),
    );
    expect(answers[0]).toMatchObject({
      status: 404,
      error: { code: 'LinkNotFound' },
    });
    for (const answer of answers) {
      expect(answer).toEqual(answers[0]);
    }
  });

  it('should be used up by nothing but GET', async () => {
    const world = getWorld();
    const [link] = await world.createLinks();
    const head = await world.follow(link, { method: 'HEAD' });
    expect(head.status).toBe(404);
    const post = await world.follow(link, { method: 'POST' });
    expect(post.status).toBe(404);
    expect(await (await world.follow(link)).text()).toBe(CONTENT);
  });

  it('should not be followed from a page of another site', async () => {
    const world = getWorld();
    const crossSite = { 'sec-fetch-site': 'cross-site' };
    const [foreign, own] = await world.createLinks({ paths: [REPORT, REPORT] });
    const refused = await world.follow(foreign, {
      headers: crossSite,
    });
    expect(await readCode(refused)).toEqual([404, 'LinkNotFound']);
    const again = await world.follow(foreign);
    expect(await readCode(again)).toEqual([404, 'LinkNotFound']);
    const sameSite = await world.follow(own, {
      headers: { 'sec-fetch-site': 'same-site' },
    });
    expect(sameSite.status).toBe(200);
    // A portal on another site than its backend has no other way.
    const split = await world.send({ paths: [REPORT] }, { headers: crossSite });
    const { links } = await split.json();
    expect((await world.follow(links[0], { headers: crossSite })).status).toBe(
      200,
    );
  });

  it('B10: should decide anew when a link is followed', async () => {
    const world = getWorld();
    const { azure } = world;
    const [locked, roleless, changed] = await world.createLinks({
      paths: [REPORT, OTHER, REPORT],
    });
    const send = async (method: string, path: string, body?: object) => {
      const headers = await world.client.portal.headers({ user: 'carol' });
      return fetch(`${world.client.portal.origin}/api/azure-blob/v1/${path}`, {
        method,
        headers: { ...headers, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
      });
    };
    const lock = await send('POST', 'locks', {
      target: { type: 'user', entityRef: 'user:default/alice' },
      reason: 'Laptop lost',
    });
    expect(lock.status).toBe(201);
    const { id: lockId } = await lock.json();
    expect(await readCode(await world.follow(locked))).toEqual([403, 'Locked']);
    await send('DELETE', `locks/${lockId}`);

    azure.storage.assignments.remove('alice', 'artifacts');
    expect(await readCode(await world.follow(roleless))).toEqual([
      403,
      'StorageRoleMissing',
    ]);
    azure.storage.assignments.reset();

    await putTestBlob(azure, REPORT, 'another');
    expect(await readCode(await world.follow(changed))).toEqual([
      409,
      'BlobChanged',
    ]);
    expect(await world.client.readAudit()).toContain(
      'outcome failed BlobChanged',
    );
  });
});
