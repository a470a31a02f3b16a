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

  const confirm = async (replica: ScopeBindings, identity: Identity) => {
    const entity = world.createEntity(identity);
    const subject = world.createSubject(identity);
    const request = { entity, location: 'artifacts', subject };
    await replica.confirm(await replica.observe(request), subject);
  };
  const readChanges = async () =>
    (await world.readAudit()).filter(
      row => row.operation === 'binding.changed',
    );

  it('should hold a scope on every replica within 30 seconds, until it is confirmed', async () => {
    const replicas = Array.from({ length: 4 }, () =>
      world.createReplica('hold'),
    );
    await world.checkAtOnce({}, replicas);
    for (const result of await world.checkAtOnce(OTHER, replicas)) {
      expect(result).toEqual({ status: 'rejected', reason: held });
    }
    expect(world.told).toHaveLength(1);
    expect(await world.readRow()).toMatchObject({ state: 'held' });

    const [replica] = replicas;
    const entity = world.createEntity(OTHER);
    const subject = world.createSubject(OTHER);
    const request = { entity, location: 'artifacts', subject };
    const binding = await replica.observe(request);
    expect(replica.isHeld(binding)).toBe(true);
    const confirmations = await Promise.all(
      replicas.map(one => one.confirm(binding, subject)),
    );
    expect(confirmations.filter(Boolean)).toHaveLength(1);
    expect(await world.readRow()).toMatchObject({
      state: 'confirmed',
      confirmed_by: 'user:default/mallory',
      version: 3,
    });
    for (const result of await world.checkAtOnce(OTHER, replicas)) {
      expect(result.status).toBe('fulfilled');
    }
    const operations = (await world.readAudit()).map(row => row.operation);
    expect(operations.filter(Boolean)).toEqual([
      'binding.changed',
      'binding.confirm',
    ]);

    // What was right before 30 seconds are over is seen everywhere by then.
    const third = { ...OTHER, uid: 'uid-3' };
    await expect(world.check(replicas[1], third)).rejects.toEqual(held);
    world.now += 30_000;
    for (const result of await world.checkAtOnce(third, replicas)) {
      expect(result).toEqual({ status: 'rejected', reason: held });
    }
  });

  it('should name the former owners to whom it refuses', async () => {
    const replica = world.createReplica('hold');
    await world.check(replica);
    await expect(world.check(replica, OTHER)).rejects.toThrow(
      '"component:default/pay" has taken over this storage, which belonged to "group:default/pay".',
    );
  });

  it('should release what is held where nothing is to be held any more', async () => {
    await world.check(world.createReplica('hold'));
    await expect(
      world.check(world.createReplica('hold'), OTHER),
    ).rejects.toEqual(held);
    const replica = world.createReplica('notify');
    const [{ status }] = await world.checkAtOnce(OTHER, [replica]);
    expect(status).toBe('fulfilled');
  });

  it('should not hold what was taken over before anything was to be held', async () => {
    await world.check(world.createReplica('notify'));
    await world.check(world.createReplica('notify'), OTHER);
    const { status } = (
      await world.checkAtOnce(OTHER, [world.createReplica('hold')])
    )[0];
    expect(status).toBe('fulfilled');
  });

  it('should take what a replica saw before a change for no second change', async () => {
    const slow = world.createReplica('hold');
    const fast = world.createReplica('hold');
    await world.check(slow);
    await expect(world.check(fast, OTHER)).rejects.toEqual(held);
    world.now += 119_999;
    await world.check(slow);
    await expect(world.check(fast, OTHER)).rejects.toEqual(held);
    expect(await world.readAudit()).toHaveLength(2);
    expect(world.told).toHaveLength(1);
  });

  it('should let the confirmed holder come back, on record', async () => {
    const replica = world.createReplica('hold');
    await world.check(replica);
    await expect(world.check(replica, OTHER)).rejects.toEqual(held);
    world.now += 120_000;
    await world.check(replica);
    expect(await world.readRow()).toMatchObject({
      entity_uid: 'uid-1',
      state: 'confirmed',
      version: 3,
    });
    const rows = await world.readAudit();
    expect(rows.map(row => row.operation).filter(Boolean)).toEqual([
      'binding.changed',
      'binding.changed',
    ]);
    expect(JSON.parse(rows[2].details).before.uid).toBe('uid-2');
    expect(world.told).toHaveLength(1);
  });

  it('should leave it to the last confirmed owners, whoever was in between', async () => {
    const replica = world.createReplica('hold');
    await world.check(replica);
    for (const uid of ['uid-2', 'uid-3', 'uid-4']) {
      await expect(world.check(replica, { ...OTHER, uid })).rejects.toEqual(
        held,
      );
      world.now += 1_000;
    }
    expect(await readChanges()).toHaveLength(3);
    expect(world.told).toHaveLength(1);
    world.now += 3_600_000;
    await expect(world.check(replica, OTHER)).rejects.toEqual(held);
    expect(world.told.map(({ previous }) => previous?.confirmed.uid)).toEqual([
      'uid-1',
      'uid-1',
    ]);
  });

  it('should not let in whoever was held, goes and comes back', async () => {
    const evil = (name: string) => ({ owners: [`group:default/evil-${name}`] });
    const replica = world.createReplica('hold');
    await world.check(replica);
    for (const name of ['a', 'b', 'a', 'b', 'a']) {
      world.now += 1_000;
      await expect(world.check(replica, evil(name))).rejects.toEqual(held);
    }
    await confirm(replica, evil('b'));
    await world.check(replica, evil('b'));
    await expect(world.check(replica, evil('a'))).rejects.toEqual(held);
  });

  it('should tell the owners of now, right after they were confirmed', async () => {
    const replica = world.createReplica('hold');
    await world.check(replica);
    await expect(world.check(replica, OTHER)).rejects.toEqual(held);
    await confirm(replica, OTHER);
    const third = { ...OTHER, uid: 'uid-3' };
    await expect(world.check(replica, third)).rejects.toEqual(held);
    expect(world.told.map(({ previous }) => previous?.confirmed.uid)).toEqual([
      'uid-1',
      'uid-2',
    ]);
  });

  it('should write nothing to tell what it would come to', async () => {
    const replica = world.createReplica('hold');
    const preview = () =>
      replica.preview({
        entity: world.createEntity(OTHER),
        location: 'artifacts',
        subject: world.createSubject(OTHER),
      });
    expect(await preview()).toBeUndefined();
    await world.check(replica);
    const row = await world.readRow();
    expect(await preview()).toMatchObject({
      state: 'held',
      holder: { uid: 'uid-2' },
      previous: { confirmed: { uid: 'uid-1' } },
    });
    expect(await world.readRow()).toEqual(row);
    expect(await world.readAudit()).toEqual([]);
    expect(world.told).toEqual([]);
  });
});
