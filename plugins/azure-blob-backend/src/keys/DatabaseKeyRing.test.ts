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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from '../database';
import { DatabaseKeyRing } from './DatabaseKeyRing';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const HOUR = 60 * 60 * 1000;
const NOON = Date.parse('2026-11-22T12:00:00.000Z');

describe.each(databases.eachSupportedId())('DatabaseKeyRing on %s', id => {
  let knex: Knex;
  let now: number;

  beforeAll(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(id) }),
    );
  });

  beforeEach(async () => {
    now = NOON;
    await knex('keys').delete();
  });

  const createRing = (ahead = 0) =>
    DatabaseKeyRing.create({ database: knex, now: () => now + ahead });

  const getIds = async (ring: DatabaseKeyRing) =>
    (await ring.getKeys('test')).map(key => key.id);

  it('should have one key for a day, whichever replica comes first', async () => {
    const rings = Array.from({ length: 12 }, () => createRing());
    const all = await Promise.all(rings.map(ring => ring.getKeys('test')));
    for (const keys of all) {
      expect(keys).toEqual(all[0]);
    }
    expect(all[0].map(key => key.id)).toEqual([
      'test:2026-11-22',
      'test:2026-11-23',
    ]);
    expect(await knex('keys')).toHaveLength(2);
    const [today, tomorrow] = all[0];
    expect(today.secret).toHaveLength(32);
    expect(today.secret.equals(tomorrow.secret)).toBe(false);
  });

  it('should keep purposes apart', async () => {
    const ring = createRing();
    const [one] = await ring.getKeys('test');
    const [other] = await ring.getKeys('other');
    expect(other.secret.equals(one.secret)).toBe(false);
  });

  it('should ask the database once an hour', async () => {
    const ring = createRing();
    const [first] = await ring.getKeys('test');
    await knex('keys').delete();
    now += HOUR - 1;
    expect((await ring.getKeys('test'))[0]).toEqual(first);
    now += 1;
    expect((await ring.getKeys('test'))[0].secret).not.toEqual(first.secret);
  });

  it('should sign with a key for a day, and accept it until its things have expired', async () => {
    const ring = createRing();
    const [first] = await ring.getKeys('test');
    now += 11 * HOUR;
    expect(await getIds(ring)).toEqual(['test:2026-11-22', 'test:2026-11-23']);
    now += HOUR;
    expect(await getIds(ring)).toEqual([
      'test:2026-11-23',
      'test:2026-11-24',
      'test:2026-11-22',
    ]);
    expect(await ring.getKeys('test')).toContainEqual(first);
    // The last cursor of the 22nd ends 24 hours after midnight.
    now += 25 * HOUR - 1;
    expect(await getIds(ring)).toContain('test:2026-11-22');
    now += HOUR;
    expect(await getIds(ring)).toEqual([
      'test:2026-11-24',
      'test:2026-11-25',
      'test:2026-11-23',
    ]);
    // With the next new key, the old ones are cleared away.
    now += 24 * HOUR;
    await ring.getKeys('test');
    expect(await knex('keys').orderBy('id').pluck('id')).toEqual([
      'test:2026-11-24',
      'test:2026-11-25',
      'test:2026-11-26',
    ]);
  });

  it('should know the next key before a faster clock signs with it', async () => {
    const slow = createRing();
    const fast = createRing(60_000);
    now = Date.parse('2026-11-22T23:59:30.000Z');
    const [signing] = await fast.getKeys('test');
    expect(signing.id).toBe('test:2026-11-23');
    expect(await slow.getKeys('test')).toContainEqual(signing);
  });

  it('should try again after a failure', async () => {
    const ring = createRing();
    await knex.schema.renameTable('keys', 'elsewhere');
    await expect(ring.getKeys('test')).rejects.toThrow();
    await knex.schema.renameTable('elsewhere', 'keys');
    expect(await getIds(ring)).toHaveLength(2);
  });
});
