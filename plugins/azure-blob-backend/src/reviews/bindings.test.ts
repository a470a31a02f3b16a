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

import { createServiceFactory } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { getDemoEntities } from '../__testUtils__/demoWorld';
import { createTestConfig } from '../__testUtils__/startTestPortal';
import { TestClient } from '../__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const RUNS = `${ENTITY}/runs?location=artifacts`;
const ORIGIN = 'backstage.io/managed-by-origin-location';

let azure: LocalAzure;

beforeAll(async () => {
  azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
});

afterAll(async () => {
  await azure?.stop();
});

/** The demo world, in which somebody has registered `payments-api` anew. */
function getTakenOverEntities(): Entity[] {
  return getDemoEntities().map(entity =>
    entity.metadata.name === 'payments-api'
      ? {
          ...entity,
          metadata: {
            ...entity.metadata,
            uid: 'uid-of-another',
            annotations: { [ORIGIN]: 'url:https://git/bob' },
          },
          relations: [{ type: 'ownedBy', targetRef: 'group:default/search' }],
        }
      : entity,
  );
}

describe.each(databases.eachSupportedId())('take-overs on %s', databaseId => {
  let knex: Knex;
  let sent: NotificationSendOptions[];
  const clients: TestClient[] = [];

  const start = async (options: { entities?: Entity[]; hold?: boolean }) => {
    const config = {
      ...createTestConfig(azure),
      takeOvers: options.hold === false ? 'notify' : 'hold',
    };
    const notifications = createServiceFactory({
      service: notificationService,
      deps: {},
      factory: () => ({
        send: async notification => {
          sent.push(notification);
        },
      }),
    });
    const client = await TestClient.start(azure, knex, config, {
      entities: options.entities,
      features: [notifications],
    });
    clients.push(client);
    return client;
  };

  const bindingsOf = async (client: TestClient, user: string) => {
    const { body } = await client.get(`${ENTITY}/bindings`, { user });
    return body.items;
  };

  const confirm = (client: TestClient, user: string, location = 'artifacts') =>
    client.post(`${ENTITY}/bindings/confirm`, { location }, { user });

  beforeAll(async () => {
    knex = await databases.init(databaseId);
  });

  beforeEach(() => {
    sent = [];
    // The portal is all that stands between bob and what he takes over.
    azure.storage.assignments.add({
      user: 'bob',
      role: 'Storage Blob Data Reader',
      container: 'artifacts',
    });
  });

  afterEach(async () => {
    await clients[0].reset();
    for (const client of clients.splice(0)) {
      await client.stop();
    }
  });

  it('should tell and ask the former owners when a name comes back as another entity', async () => {
    const before = await start({});
    expect((await before.get(RUNS)).status).toBe(200);
    expect(await bindingsOf(before, 'alice')).toEqual([
      {
        location: 'artifacts',
        state: 'confirmed',
        since: expect.any(String),
        changes: [],
        canConfirm: false,
      },
    ]);

    const after = await start({ entities: getTakenOverEntities() });
    azure.storage.requests.length = 0;
    const exchanges = azure.entra.exchanges();
    const { status, body } = await after.get(RUNS, { user: 'bob' });
    expect({ status, code: body.error.code }).toEqual({
      status: 403,
      code: 'ScopeHeld',
    });
    expect(azure.storage.requests).toEqual([]);
    expect(azure.entra.exchanges()).toBe(exchanges);
    expect(sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: ['group:default/payments'] },
        payload: expect.objectContaining({
          severity: 'high',
          link: '/catalog/default/component/payments-api',
          title: expect.stringContaining('component:default/payments-api'),
          description: expect.stringContaining('"group:default/search"'),
        }),
      },
    ]);

    const shown = {
      location: 'artifacts',
      state: 'held',
      since: expect.any(String),
    };
    const changes = [
      {
        what: 'uid',
        before: 'uid-of-payments-api',
        after: 'uid-of-another',
      },
      {
        what: 'owners',
        before: 'group:default/payments',
        after: 'group:default/search',
      },
      { what: 'origin', before: '', after: 'url:https://git/bob' },
    ];
    // bob took it over, alice had it, carol administers, dave is a passer-by.
    for (const [user, canConfirm] of [
      ['bob', false],
      ['alice', true],
      ['carol', true],
      ['dave', false],
    ] as const) {
      expect(await bindingsOf(after, user)).toEqual([
        { ...shown, changes: canConfirm ? changes : [], canConfirm },
      ]);
    }
    for (const user of ['bob', 'dave', 'erin']) {
      const refused = await confirm(after, user);
      expect(refused).toMatchObject({
        status: 403,
        body: { error: { code: 'PermissionDenied' } },
      });
    }
    expect((await after.get(RUNS, { user: 'bob' })).status).toBe(403);

    expect(await confirm(after, 'alice')).toMatchObject({
      status: 200,
      body: { state: 'confirmed', changes: [], canConfirm: false },
    });
    expect((await after.get(RUNS, { user: 'bob' })).status).toBe(200);
    // A second click changes nothing.
    expect((await confirm(after, 'alice')).body.state).toBe('confirmed');

    const rows = await after.readAudit();
    const about = rows.filter(row => row.includes('binding'));
    expect(about).toEqual([
      expect.stringMatching(/^intent binding.changed user:default\/bob/),
      'denied binding.confirm user:default/bob denied PermissionDenied',
      'denied binding.confirm user:default/dave denied PermissionDenied',
      'denied binding.confirm user:default/erin denied PermissionDenied',
      expect.stringMatching(/^intent binding.confirm user:default\/alice/),
    ]);
    expect(rows).toContainEqual(expect.stringMatching(/ ScopeHeld$/));
    expect(sent).toHaveLength(1);
  });

  it('should let an administrator confirm', async () => {
    const before = await start({});
    await before.get(RUNS);
    const after = await start({ entities: getTakenOverEntities() });
    expect((await after.get(RUNS, { user: 'bob' })).status).toBe(403);
    expect((await confirm(after, 'carol')).status).toBe(200);
    expect((await after.get(RUNS, { user: 'bob' })).status).toBe(200);
  });

  it('should be about the entity of now, even if nobody has asked for it yet', async () => {
    const before = await start({});
    await before.get(RUNS);
    const after = await start({ entities: getTakenOverEntities() });
    const rows = await knex('scope_bindings');
    for (const user of ['bob', 'dave']) {
      expect((await confirm(after, user)).status).toBe(403);
    }
    // Whoever may not confirm causes nothing either.
    expect(await knex('scope_bindings')).toEqual(rows);
    expect(await after.readAudit()).not.toContainEqual(
      expect.stringContaining('binding.changed'),
    );
    expect(sent).toEqual([]);
    expect((await confirm(after, 'alice')).status).toBe(200);
    expect((await after.get(RUNS, { user: 'bob' })).status).toBe(200);
  });

  it('should make nobody a first holder who may not confirm', async () => {
    const client = await start({});
    expect((await confirm(client, 'dave')).status).toBe(403);
    expect(await knex('scope_bindings')).toEqual([]);
    expect((await confirm(client, 'carol')).body.state).toBe('confirmed');
    expect(await knex('scope_bindings')).toHaveLength(1);
  });

  it('should only tell where nothing is to be held', async () => {
    const before = await start({ hold: false });
    await before.get(RUNS);
    const after = await start({
      hold: false,
      entities: getTakenOverEntities(),
    });
    expect((await after.get(RUNS, { user: 'bob' })).status).toBe(200);
    expect(sent).toHaveLength(1);
    expect(await bindingsOf(after, 'alice')).toMatchObject([
      { state: 'taken-over', canConfirm: true },
    ]);
  });

  it('should confirm nothing for whoever is locked out', async () => {
    const before = await start({});
    await before.get(RUNS);
    const after = await start({ entities: getTakenOverEntities() });
    await after.get(RUNS, { user: 'bob' });
    const lock = await fetch(`${after.portal.origin}/api/azure-blob/v1/locks`, {
      method: 'POST',
      headers: {
        ...(await after.portal.headers({ user: 'carol' })),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({
        target: { type: 'user', entityRef: 'user:default/alice' },
        reason: 'Lost laptop',
      }),
    });
    expect(lock.status).toBe(201);
    expect(await bindingsOf(after, 'alice')).toMatchObject([
      { state: 'held', canConfirm: false },
    ]);
    expect(await confirm(after, 'alice')).toMatchObject({
      status: 403,
      body: { error: { code: 'Locked' } },
    });
    await knex('locks').delete();
  });

  it('should have nothing to say of what is not there', async () => {
    const client = await start({});
    expect(await bindingsOf(client, 'dave')).toEqual([]);
    const path = 'component/default/none/bindings';
    expect((await client.get(path)).status).toBe(404);
    expect(
      (await client.post(`${path}/confirm`, { location: 'x' })).status,
    ).toBe(404);
    expect((await confirm(client, 'alice', 'nope')).body.error.code).toBe(
      'LocationNotAllowed',
    );
    const response = await client.send(
      `${ENTITY}/bindings/confirm`,
      { user: 'alice' },
      undefined,
      { location: 'artifacts', uid: 'x' },
    );
    expect((await response.json()).error).toMatchObject({
      code: 'InvalidRequest',
      message: expect.stringContaining('"uid"'),
    });
  });
});
