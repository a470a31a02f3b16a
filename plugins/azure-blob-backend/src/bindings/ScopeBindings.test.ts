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
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import {
  BindingWorld,
  held,
  Identity,
  OTHER,
} from './__testUtils__/BindingWorld';
import { ScopeBindings } from './ScopeBindings';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

describe.each(databases.eachSupportedId())('ScopeBindings on %s', id => {
  let world: BindingWorld;

  beforeAll(async () => {
    world = await BindingWorld.create(await databases.init(id));
  });

  beforeEach(async () => {
    await world.reset();
  });

  it('should record a scope once, however many ask for it first', async () => {
    const results = await world.checkAtOnce({});
    expect(results.map(({ status }) => status)).not.toContain('rejected');
    expect(await world.readRow()).toMatchObject({
      account: 'contosobuilds',
      container: 'builds',
      prefix: 'a/component/default/pay/',
      location: 'artifacts',
      entity_ref: 'component:default/pay',
      entity_uid: 'uid-1',
      owner_refs: '["group:default/pay"]',
      origin: 'url:https://git/pay',
      state: 'confirmed',
      previous: null,
      version: 1,
    });
    await world.check(world.createReplica());
    expect(await world.readAudit()).toEqual([]);
    expect(world.told).toEqual([]);
  });

  it('should ask the database once in 25 seconds', async () => {
    const replica = world.createReplica();
    await world.check(replica);
    world.queries = 0;
    world.now += 25_000;
    await world.check(replica);
    expect(world.queries).toBe(0);
    world.now += 1;
    await world.check(replica);
    expect(world.queries).toBe(1);
  });

  it('should note once an hour that a scope is in use', async () => {
    const replica = world.createReplica();
    await world.check(replica);
    const { last_seen: first } = await world.readRow();
    world.now += 3_599_999;
    await world.check(replica);
    expect((await world.readRow()).last_seen).toEqual(first);
    world.now += 30_000;
    await world.check(replica);
    const { last_seen: last } = await world.readRow();
    expect(new Date(last).getTime()).toBe(world.now);
  });

  it.each<[string, Identity]>([
    ['uid', { uid: 'uid-2' }],
    ['owner', { owners: ['group:default/evil'] }],
    ['further owner', { owners: ['group:default/evil', 'group:default/pay'] }],
    ['origin', { origin: 'url:https://evil/pay' }],
  ])(
    'should notice a name that comes back with another %s, once',
    async (_, identity) => {
      await world.check(world.createReplica());
      const results = await world.checkAtOnce(identity);
      expect(results.map(({ status }) => status)).not.toContain('rejected');

      const { uid = 'uid-1', owners = ['group:default/pay'] } = identity;
      const { origin = 'url:https://git/pay' } = identity;
      expect(await world.readRow()).toMatchObject({
        entity_uid: uid,
        owner_refs: JSON.stringify(owners),
        origin,
        state: 'taken-over',
        version: 2,
      });
      const [intent, outcome, ...others] = await world.readAudit();
      expect(others).toEqual([]);
      expect(intent).toMatchObject({
        phase: 'intent',
        operation: 'binding.changed',
        actor_ref: 'user:default/mallory',
        entity_ref: 'component:default/pay',
        entity_uid: uid,
        location: 'artifacts',
        account: 'contosobuilds',
        container: 'builds',
        blob: 'a/component/default/pay/',
        request_id: 'r-1',
      });
      expect(JSON.parse(intent.details)).toEqual({
        before: {
          uid: 'uid-1',
          owners: ['group:default/pay'],
          origin: 'url:https://git/pay',
        },
        after: { uid, owners, origin },
      });
      expect(outcome).toMatchObject({
        intent_id: intent.id,
        result: 'succeeded',
      });
      expect(
        await world
          .knex('audit_event_owners')
          .orderBy('owner_ref')
          .pluck('owner_ref'),
      ).toEqual([...new Set([...owners, 'group:default/pay'])].sort());
      expect(world.told).toHaveLength(1);
      expect(world.told[0].previous?.confirmed.ownerRefs).toEqual([
        'group:default/pay',
      ]);
    },
  );

  it('should notice at once, however short ago it looked', async () => {
    const replica = world.createReplica('hold');
    await world.check(replica);
    for (const identity of [
      { owners: ['group:default/evil'] },
      { uid: 'uid-2' },
      { origin: 'url:https://evil/pay' },
    ]) {
      await expect(world.check(replica, identity)).rejects.toEqual(held);
    }
    const changed = (await world.readAudit()).filter(
      ({ phase }) => phase === 'intent',
    );
    expect(changed).toHaveLength(3);
    // An inbox need not hear of each.
    expect(world.told).toHaveLength(1);
  });

  it('should not let a sub-path pass for another scope', async () => {
    await world.check(world.createReplica());
    const annotations = { 'azure-blob/sub-path': 'main' };
    await world.check(world.createReplica(), { ...OTHER, annotations });
    expect(world.told).toHaveLength(1);
    expect(await world.readRow()).toMatchObject({ state: 'taken-over' });
  });

  it('should not mind in which order owners come', async () => {
    const owners = ['group:default/b', 'group:default/a'];
    await world.check(world.createReplica(), { owners });
    await world.check(world.createReplica(), { owners: owners.reverse() });
    expect(world.told).toEqual([]);
  });

  it('should record nothing, and give nothing, that it cannot put on record', async () => {
    const replica = world.createReplica();
    const unavailable = expect.objectContaining({ code: 'AuditUnavailable' });
    await world.check(replica);
    await world.knex.schema.renameTable('audit_events', 'elsewhere');
    await expect(world.check(replica, OTHER)).rejects.toEqual(unavailable);
    await world.knex.schema.renameTable('elsewhere', 'audit_events');
    expect(await world.readRow()).toMatchObject({
      entity_uid: 'uid-1',
      version: 1,
    });
    expect(world.told).toEqual([]);

    await world.knex.schema.renameTable('scope_bindings', 'elsewhere');
    const refused = world.check(world.createReplica());
    await expect(refused).rejects.toBeInstanceOf(AzureBlobError);
    await expect(refused).rejects.toEqual(unavailable);
    await world.knex.schema.renameTable('elsewhere', 'scope_bindings');
    await world.check(replica, OTHER);
    expect(world.told).toHaveLength(1);
  });

  it('should keep what an entity says of itself, however odd', async () => {
    const replica: ScopeBindings = world.createReplica();
    for (const origin of [
      'a\0b',
      'x'.repeat(5_000),
      'x'.repeat(5_001),
      '\ud800',
    ]) {
      const { told } = world;
      const before = told.length;
      const owners = [`group:default/${'o'.repeat(3_000)}`];
      await world.check(replica, { origin, owners });
      expect(told).toHaveLength(before + (origin === 'a\0b' ? 0 : 1));
      world.now += 3_600_000;
      await world.check(replica, { origin, owners });
      expect(told).toHaveLength(before + (origin === 'a\0b' ? 0 : 1));
    }
  });
});
