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
import { openDatabase } from '../../database';
import { DatabaseLockStore, NewLock } from './DatabaseLockStore';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

function newLock(id: string, more: Partial<NewLock> = {}): NewLock {
  return {
    id,
    target: { type: 'user', entityRef: 'user:default/alice' },
    reason: 'The laptop was stolen.',
    createdBy: 'user:default/carol',
    ...more,
  };
}

describe.each(databases.eachSupportedId())('DatabaseLockStore on %s', id => {
  let knex: Knex;
  let store: DatabaseLockStore;

  beforeAll(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(id) }),
    );
    store = DatabaseLockStore.create({ database: knex });
  });

  beforeEach(async () => {
    await knex('locks').delete();
  });

  const listIds = async () => (await store.list()).map(lock => lock.id);

  it('should give back what was kept, in the order of the ids', async () => {
    const before = Date.now();
    const expiresAt = new Date(before + 3_600_000);
    const locks = [
      newLock('3', { target: { type: 'location', location: 'logs' } }),
      newLock('1', { expiresAt }),
      newLock('2', {
        target: { type: 'entity', entityRef: 'component:default/pay' },
      }),
    ];
    const created = [];
    for (const lock of locks) {
      created.push(await store.create(lock));
    }
    expect(created).toEqual(
      locks.map(({ expiresAt: end, ...lock }) => ({
        ...lock,
        createdAt: expect.any(String),
        ...(end && { expiresAt: end.toISOString() }),
      })),
    );
    const { createdAt } = created[0];
    expect(new Date(createdAt).toISOString()).toBe(createdAt);
    expect(Math.abs(Date.parse(createdAt) - before)).toBeLessThan(60_000);
    expect(await store.list()).toEqual([created[1], created[2], created[0]]);
  });

  it('should list neither what has expired nor what was taken away', async () => {
    await store.create(newLock('1', { expiresAt: new Date(Date.now() - 1) }));
    await store.create(newLock('2'));
    const expiresAt = new Date(Date.now() + 3_600_000);
    await store.create(newLock('3', { expiresAt }));
    await store.create(newLock('4'));
    await store.create(newLock('5', { expiresAt }));
    await store.end('4', 'user:default/carol');
    await store.end('5', 'user:default/carol');
    expect(await listIds()).toEqual(['2', '3']);
  });

  it('should keep who took a lock away first, and no other', async () => {
    await store.create(newLock('1'));
    await store.create(newLock('2'));
    await store.end('1', 'user:default/carol');
    const [first] = await knex('locks').where({ id: '1' });
    await store.end('1', 'user:default/mallory');
    const [row, other] = await knex('locks').orderBy('id');
    expect(row).toEqual(first);
    expect(row.ended_by).toBe('user:default/carol');
    const endedAt = new Date(row.ended_at).getTime();
    expect(Math.abs(Date.now() - endedAt)).toBeLessThan(60_000);
    expect(other).toMatchObject({ ended_at: null, ended_by: null });
  });
});
