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
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { AccessSession } from '../access';
import { openDatabase } from '../database';
import { RunWorld } from './__testUtils__/RunWorld';
import { findRun } from './findRun';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const done = { branch: 'main', status: 'succeeded' };

describe.each(databases.eachSupportedId())('RunIndexes on %s', id => {
  let database: Knex;

  beforeAll(async () => {
    const knex = await databases.init(id);
    database = await openDatabase(mockServices.database({ knex }));
  });

  afterEach(async () => {
    await database('runs').delete();
    await database('run_scopes').delete();
  });

  function fill(world: RunWorld, from: number, to: number) {
    for (let run = from; run <= to; run++) {
      world.putRun(String(run), done);
    }
  }

  it('should answer at once with what it knows while it goes on in the background', async () => {
    const world = new RunWorld(database);
    fill(world, 1, 700);
    const { result, ended } = await world.listNow();
    expect(result.index).toMatchObject({ state: 'building', runs: 700 });
    expect(result.items.map(run => run.id).slice(0, 2)).toEqual(['700', '699']);
    expect(await ended).toEqual({ result: 'succeeded' });
    const next = await world.listNow({ branch: 'main' });
    expect(next.result.index).toMatchObject({ state: 'ready', runs: 700 });
    expect(next.ended).toBeUndefined();
  });

  it('should find new runs in a few requests, also where numbers become longer', async () => {
    const world = new RunWorld(database);
    fill(world, 200, 996);
    await world.list();
    for (const [newest, out] of [
      [998, 998],
      [1000, 997],
      [1003, 1001],
    ]) {
      world.putRun(String(newest), done);
      world.putRun(String(out), done);
      world.now += 16_000;
      world.asked.length = 0;
      const { items, outcome } = await world.list({}, { limit: 1 });
      expect(items.map(run => run.id)).toEqual([String(newest)]);
      expect(outcome).toBeUndefined();
      expect(
        world.asked.filter(asked => asked.startsWith('list')),
      ).toHaveLength(2);
    }
    expect((await world.listAll({}, 10)).slice(0, 6)).toEqual([
      ...['1003', '1001', '1000', '998', '997', '996'],
    ]);
  });

  it.each([
    ['{branch}/{run}/{path}', ['main/1', 'main/2'], ['main/3', 'new/1']],
    [
      '{date}/{run}/{path}',
      ['2026-11-21/9'],
      ['2026-11-21/10', '2026-11-22/1'],
    ],
    [
      '{year}/{month}/{day}/{run}/{path}',
      ['2025/12/31/1'],
      ['2025/12/31/2', '2026/01/01/1'],
    ],
    ['runs/{run}/out/{path}', ['runs/8/out'], ['runs/9/out', 'runs/10/out']],
  ])('should find new runs with %s', async (layout, known, added) => {
    const limits = { calls: 0, runs: 0, reads: 64 };
    const world = new RunWorld(database, { layout, limits });
    known.forEach(run => world.putRun(run, done));
    await world.list();
    added.forEach(run => world.putRun(run, done));
    world.now += 16_000;
    const { items } = await world.list();
    expect(items.map(run => run.id).toSorted()).toEqual(
      [...known, ...added].toSorted(),
    );
  });

  it('should read a run that has not ended again until it has', async () => {
    const world = new RunWorld(database);
    fill(world, 1, 600);
    world.putRun('300', { ...done, status: 'running' });
    await world.list();
    const filter = { status: 'running' as const };
    expect(await world.listAll(filter)).toEqual(['300']);
    world.putRun('300', { ...done, branch: 'b' });
    world.now += 16_000;
    expect(await world.listAll({ branch: 'b', status: 'succeeded' })).toEqual([
      '300',
    ]);
  });

  it('should have one replica list everything, and lose nothing by two of them', async () => {
    const one = new RunWorld(database);
    const other = new RunWorld(database);
    fill(one, 1, 650);
    fill(other, 1, 650);
    const answers = await Promise.all([
      one.list(),
      other.list(),
      one.list(),
      other.list(),
    ]);
    expect(answers.filter(({ outcome }) => outcome)).toHaveLength(1);
    const ids = await other.listAll({ branch: 'main' }, 100);
    expect(ids).toHaveLength(650);
    expect(new Set(ids).size).toBe(650);
  });

  it('should go on where another replica has stopped in the middle', async () => {
    const one = new RunWorld(database);
    const other = new RunWorld(database);
    fill(one, 1, 700);
    fill(other, 1, 700);
    const { ended } = await one.listNow();
    one.indexes.close();
    expect(await ended).toMatchObject({ result: 'aborted' });
    other.now += 61_000;
    await other.list();
    expect((await other.list()).index).toMatchObject({
      ...{ state: 'ready', runs: 700 },
    });
  });

  it('should stop what goes on in the background when the request fails', async () => {
    const world = new RunWorld(database);
    fill(world, 1, 700);
    const failing = world.indexes.use(world.session, async () => {
      throw new Error('Not this time.');
    });
    await expect(failing).rejects.toThrow('Not this time.');
    expect(world.asked.length).toBeLessThan(200);
    const { length } = world.asked;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(world.asked).toHaveLength(length);
  });

  it('P10: should keep apart scopes whose names look alike', async () => {
    const world = new RunWorld(database);
    world.putRun('1', { branch: 'mine' });
    await world.list();
    const { scope } = world.session;
    for (const other of [
      { prefix: 'component/default/payments-api2/' },
      { prefix: 'component/default/payments-ap/' },
      { prefix: 'component/default/payments-api/1/' },
      { prefix: 'component/default/' },
      { prefix: 'Component/default/payments-api/' },
      { prefix: 'component/default/payments_api/' },
      { container: 'artifact' },
      { account: { ...scope.account, name: 'contosobuild' } },
    ]) {
      const session: AccessSession = {
        ...createTestSession(new MemoryBlobStore()),
        scope: { ...scope, ...other },
      };
      expect(await world.list({}, { session })).toMatchObject({
        ...{ items: [], branches: [], index: { runs: 0 } },
      });
    }
    expect((await world.list()).branches).toEqual(['mine']);
  });

  it('should take in changes of its own scope only, and forget what nobody asks for', async () => {
    const world = new RunWorld(database);
    await world.list();
    world.putRun('1', done);
    const change = world.change('1/app.tgz', 'created');
    await world.indexes.apply([
      { ...change, account: 'other' },
      { ...change, container: 'logs' },
      { ...change, blob: change.blob.replace('payments-api', 'payments-ap') },
      { ...change, blob: 'app.tgz' },
      { ...change, blob: `${change.blob}\u0000` },
      world.change('no-run', 'created'),
    ]);
    expect(await world.list()).toMatchObject({ items: [] });
    await world.indexes.apply([change]);
    expect(await world.list()).toMatchObject({ items: [{ id: '1' }] });
    await world.indexes.sweep();
    expect(await database('runs')).toHaveLength(1);
    world.now += 31 * 24 * 60 * 60 * 1000;
    await world.indexes.sweep();
    expect(await database('runs')).toEqual([]);
    expect(await database('run_scopes')).toEqual([]);
  });

  it('should index what is as long as storage takes it', async () => {
    const world = new RunWorld(database, { layout: '{branch}/{run}/{path}' });
    const run = `${'\u{1f680}'.repeat(240)}/${'語'.repeat(500)}`;
    world.store.put(`${run}/a`, '');
    const { items, branches } = await world.list();
    expect(items).toEqual([
      { id: run, status: 'unknown', branch: '\u{1f680}'.repeat(128) },
    ]);
    expect(branches).toEqual(['\u{1f680}'.repeat(128)]);
  });

  it('should find the latest run that has a branch, a status or a version', async () => {
    const world = new RunWorld(database);
    const { session, indexes } = world;
    world.putRun('1', { ...done, version: '1.0' });
    world.putRun('2', { ...done, status: 'failed' });
    const find = async (wanted: { run: string; version?: string }) =>
      (await findRun({ session, indexes, ...wanted })).result?.id;
    expect(await find({ run: 'latest' })).toBe('2');
    expect(await find({ run: 'latest', ...done })).toBe('1');
    expect(await find({ run: 'latest', version: '1.0' })).toBe('1');
    expect(await find({ run: 'latest', version: '1' })).toBeUndefined();
    expect(await find({ run: '2' })).toBe('2');
    expect(await find({ run: '3' })).toBeUndefined();
    expect(await find({ run: '../x' })).toBeUndefined();
    world.deleteRun('2');
    expect(await find({ run: 'latest' })).toBe('1');
  });
});
