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

import { describePortal } from '../../__testUtils__/describePortal';
import {
  CONTENT,
  DownloadWorld,
  LINKS,
  OTHER,
  readCode,
  REPORT,
} from '../../__testUtils__/DownloadWorld';
import { getTestBlob } from '../../__testUtils__/fillStorage';

describePortal('downloadRoutes, into storage,', DownloadWorld, getWorld => {
  it('S1, S4: should lead into storage where the account says so', async () => {
    const world = getWorld();
    const { sasClient } = world;
    const response = await world.send(
      { paths: [REPORT, OTHER] },
      { client: sasClient },
    );
    expect(response.headers.get('cache-control')).toContain('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const { links } = await response.json();
    expect(links).toMatchObject([
      { path: REPORT, mode: 'sas', size: CONTENT.length },
      { path: OTHER, mode: 'sas', size: 5 },
    ]);
    const { searchParams } = new URL(links[0].url);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      sr: 'b',
      sp: 'r',
      spr: 'https',
    });
    const bytes = await fetch(links[0].url);
    expect(await bytes.text()).toBe(CONTENT);
    expect(bytes.headers.get('content-type')).toBe('application/octet-stream');

    const intents = await world.knex('audit_events').where({ phase: 'intent' });
    expect(intents.map(row => row.id)).toContain(searchParams.get('scid'));
    const id = searchParams.get('scid');
    expect(
      await world.knex('audit_events').where({ intent_id: id }),
    ).toMatchObject([{ result: 'succeeded', details: '{"mode":"sas"}' }]);
    expect(world.azure.storage.requests.at(-1)).toMatchObject({
      correlationId: searchParams.get('scid'),
    });
    // Nowhere but in the answer.
    const kept =
      JSON.stringify(await world.knex('audit_events')) +
      world.sasClient.portal.logged.join('\n');
    expect(kept).not.toContain(searchParams.get('sig'));
    expect(kept).not.toContain('sig=');
    const [ticket] = await world.createLinks(
      { mode: 'ticket' },
      world.sasClient,
    );
    expect(ticket.mode).toBe('ticket');
  });

  it('S5: should say where a link is for its user alone', async () => {
    const world = getWorld();
    const [link] = await world.createLinks({}, world.boundClient);
    expect(link).toMatchObject({ mode: 'sas', userBound: true });
    expect((await fetch(link.url)).status).toBe(403);
    const [ticket] = await world.createLinks(
      { mode: 'ticket' },
      world.boundClient,
    );
    expect(ticket.userBound).toBeUndefined();
    expect(
      await (await world.follow(ticket, {}, world.boundClient)).text(),
    ).toBe(CONTENT);
  });

  it('S6: should lead nowhere but to what the config names', async () => {
    const world = getWorld();
    const { host } = new URL(world.azure.storage.blobEndpoint);
    const headers = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
      referer: 'https://evil.example/',
      origin: 'https://evil.example',
    };
    const body = { paths: [REPORT] };
    for (const [client, expected] of [
      [world.client, 'localhost'],
      [world.sasClient, host],
    ] as const) {
      const response = await world.send(body, { client, headers });
      const { links } = await response.json();
      expect(new URL(links[0].url).host).toMatch(expected);
      const query = '?returnTo=https://evil.example';
      const target = await world.send(body, { client, headers, query });
      expect(await readCode(target)).toEqual([400, 'InvalidRequest']);
    }
  });

  it('S8: should give no link that outlives the token it was made under', async () => {
    const world = getWorld();
    const exp = Math.floor(Date.now() / 1000) + 30;
    const assertion = await world.azure.entra.issueAssertion('alice', {
      claims: { exp },
    });
    for (const from of [world.client, world.sasClient]) {
      const { body } = await from.post(
        LINKS,
        { location: 'artifacts', paths: [REPORT] },
        { user: 'alice', assertion },
      );
      const { expiresAt } = body.links[0];
      expect(Date.parse(expiresAt)).toBeLessThanOrEqual(exp * 1000);
    }
  });

  it('should say that links into storage need a role of their own', async () => {
    const world = getWorld();
    const { assignments } = world.azure.storage;
    assignments.remove('erin');
    await getTestBlob(world.azure, '../pay/run-1/x').upload('x', 1);
    const missing = await world.sasClient.post(
      'component/default/pay/download-links',
      { location: 'artifacts', paths: ['run-1/x'] },
      { user: 'erin' },
    );
    expect(missing).toMatchObject({
      status: 403,
      body: {
        error: {
          code: 'StorageRoleMissing',
          reason: 'DelegatorRoleMissing',
          missingRole: 'Storage Blob Delegator',
          missingScope: 'contosobuilds',
        },
      },
    });
    expect(await world.client.readAudit()).toContain(
      'outcome denied StorageRoleMissing',
    );
  });
});
