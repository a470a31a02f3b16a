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

import { RestError } from '@azure/core-rest-pipeline';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Knex } from 'knex';
import { openDatabase } from '../database';
import { toAzureBlobError } from '../storage/storageErrors';
import { RunWorld } from './__testUtils__/RunWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('listRuns of which some are refused', () => {
  let database: Knex;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    database = await openDatabase(mockServices.database({ knex }));
  });

  afterEach(() => database('run_scopes').delete());

  it.each([['list '], ['read ']])(
    'should pass on that the caller is refused on every "%s", whatever is indexed',
    async refused => {
      const world = new RunWorld(database);
      world.putRun('1', { branch: 'secret-1' });
      world.putRun('2', { branch: 'secret-2' });
      await world.list();
      world.failure = asked =>
        asked.startsWith(refused)
          ? new AzureBlobError('StorageRoleMissing', 'No role.')
          : undefined;
      for (const filter of [{}, { branch: 'secret-1' }]) {
        await expect(world.list(filter)).rejects.toMatchObject({
          code: 'StorageRoleMissing',
        });
        world.now += 60_000;
      }
      await expect(world.list()).rejects.toMatchObject({
        code: 'StorageRoleMissing',
      });
      world.failure = undefined;
      expect(await world.listAll()).toEqual(['2', '1']);
    },
  );

  it('should leave out a run that the caller alone is refused, and all that tells of it', async () => {
    const world = new RunWorld(database);
    const refuse = (asked: string) =>
      asked === 'read 2/run.json'
        ? new AzureBlobError('StorageRoleMissing', 'No role.')
        : undefined;
    world.putRun('1', { branch: 'main' });
    world.putRun('2', { branch: 'secret' });
    world.putRun('3', { branch: 'main' });
    world.failure = refuse;
    for (const at of ['new', 'pending', 'listed anew']) {
      const page = await world.list();
      expect([at, page.items.map(({ id }) => id)]).toEqual([at, ['3', '1']]);
      expect(page.index).toMatchObject({ state: 'ready', runs: 3 });
      expect(page).not.toHaveProperty('branches');
      world.now += at === 'new' ? 1_000 : 60_000;
    }
    world.failure = undefined;
    const { items, branches } = await world.list({ branch: 'secret' });
    expect(items).toMatchObject([{ id: '2', branch: 'secret' }]);
    expect(branches).toEqual(['main', 'secret']);
    world.failure = refuse;
    expect(await world.listAll({}, 1)).toEqual(['3', '1']);
    world.failure = asked => refuse(asked.replace('1/', '2/'));
    // The last page is of nothing but runs that are refused.
    expect(await world.listAll({}, 1)).toEqual(['3']);
    world.failure = refuse;
    const found = await world.list({ branch: 'secret' });
    expect(found.items).toEqual([]);
    expect(found).not.toHaveProperty('branches');
  });

  it('should know no more than the id of a run whose manifest is under a key of its own', async () => {
    const world = new RunWorld(database);
    const fail = (statusCode: number) => (asked: string) =>
      asked === 'read 2/run.json'
        ? toAzureBlobError(new RestError('No.', { statusCode }), {
            scope: world.session.scope,
            path: '2/run.json',
          })
        : undefined;
    world.putRun('1', { branch: 'main', status: 'failed' });
    world.putRun('2', { branch: 'main', status: 'failed' });
    world.failure = fail(409);
    const { items, index } = await world.list();
    expect(items).toMatchObject([
      { id: '2', status: 'unknown' },
      { id: '1', status: 'failed' },
    ]);
    expect(index.state).toBe('ready');
    for (const [statusCode, code] of [
      [500, 'StorageUnavailable'],
      [503, 'StorageThrottled'],
    ] as const) {
      world.failure = fail(statusCode);
      await expect(world.list()).rejects.toMatchObject({ code });
    }
    world.failure = asked =>
      asked === 'read 2/run.json'
        ? new AzureBlobError('StorageForbidden', 'Refused.', {
            reason: 'FirewallBlocked',
          })
        : undefined;
    await expect(world.list()).rejects.toMatchObject({
      reason: 'FirewallBlocked',
    });
  });

  it('should come to an end where many runs are refused, and go on for who may read', async () => {
    const world = new RunWorld(database);
    for (let id = 1; id <= 700; id++) {
      world.putRun(String(id), { branch: id <= 10 ? 'open' : 'secret' });
    }
    world.failure = asked =>
      /^read (?!(\d|10)\/)/.test(asked)
        ? new AzureBlobError('StorageForbidden', 'Refused.')
        : undefined;
    await expect(world.list()).rejects.toMatchObject({
      code: 'StorageForbidden',
    });
    const reads = world.asked.filter(asked => asked.startsWith('read '));
    expect(reads.length).toBeLessThan(1_000);
    world.failure = undefined;
    await world.list();
    const { items, index } = await world.list({ branch: 'secret' });
    expect(items).toHaveLength(25);
    expect(index).toMatchObject({ state: 'ready', runs: 700 });
  });
});
