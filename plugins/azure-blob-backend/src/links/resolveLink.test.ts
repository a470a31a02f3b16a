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
import { RunWorld } from '../runs/__testUtils__/RunWorld';
import { LinkQuery, resolveLink } from './resolveLink';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('resolveLink', () => {
  let database: Knex;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    database = await openDatabase(mockServices.database({ knex }));
  });

  afterEach(() => database('run_scopes').delete());

  async function follow(world: RunWorld, query: Partial<LinkQuery>) {
    const { session, indexes } = world;
    const { result, ended } = await resolveLink({
      path: '',
      ...query,
      ...{ session, indexes },
      signal: new AbortController().signal,
    });
    await ended;
    return JSON.parse(JSON.stringify(result));
  }

  function createWorld() {
    const world = new RunWorld(database);
    world.putRun('1', { status: 'succeeded', branch: 'main', version: '1.0' });
    world.putRun('2', { status: 'failed', branch: 'main', version: '1.1' });
    world.putRun('3', { status: 'succeeded', branch: 'fix', version: '1.1' });
    world.store.put('1/docs/report.html', 'one');
    world.store.put('2/docs/report.html', 'two');
    return world;
  }

  it.each<[string, Partial<LinkQuery>, object]>([
    ['the scope', {}, { path: '' }],
    ['a run', { run: '2' }, { run: '2', path: '2/' }],
    [
      'a file of a run',
      { run: '2', path: 'docs/report.html' },
      { run: '2', path: '2/docs/report.html' },
    ],
    [
      'a folder of a run',
      { run: '2', path: 'docs/' },
      { run: '2', path: '2/docs/' },
    ],
    [
      'a folder whose final slash was lost',
      { run: '2', path: 'docs' },
      { run: '2', path: '2/docs/' },
    ],
    [
      'a file below the scope',
      { path: '2/docs/report.html' },
      { run: '2', path: '2/docs/report.html' },
    ],
    ['a run below the scope', { path: '2/' }, { run: '2', path: '2/' }],
    ['the latest run', { run: {} }, { run: '3', path: '3/' }],
    [
      'the latest successful run on main',
      { run: { branch: 'main', status: 'succeeded' }, path: 'app.tgz' },
      { run: '1', path: '1/app.tgz' },
    ],
    [
      'the latest run that built a version',
      { run: { version: '1.1' }, path: 'app.tgz' },
      { run: '3', path: '3/app.tgz' },
    ],
    [
      'the latest run on a branch that built a version',
      { run: { version: '1.1', branch: 'main' } },
      { run: '2', path: '2/' },
    ],
  ])('should lead to %s', async (_, query, expected) => {
    expect(await follow(createWorld(), query)).toEqual({
      state: 'found',
      ...expected,
    });
  });

  it.each<[string, Partial<LinkQuery>, object]>([
    [
      'a run is gone',
      { run: '7', path: 'docs/report.html' },
      { gone: 'run', path: '', nearestRun: '2' },
    ],
    [
      'a run is gone that is named by a path below the scope',
      { path: '7/docs/report.html' },
      { gone: 'run', path: '', nearestRun: '2' },
    ],
    [
      'no run has that much in common with the link',
      { run: { branch: 'gone' }, path: 'app.tgz' },
      { gone: 'run', path: '', nearestRun: '3' },
    ],
    [
      'a file is gone of the latest run',
      { run: {}, path: 'docs/report.html' },
      { gone: 'path', run: '3', path: '3/', nearestRun: '2' },
    ],
    [
      'no run has such a file',
      { run: '2', path: 'docs/other.html' },
      { gone: 'path', run: '2', path: '2/' },
    ],
    [
      'a run of that name cannot be',
      { run: '1/2' },
      { gone: 'run', path: '', nearestRun: '3' },
    ],
  ])('should say so where %s', async (_, query, expected) => {
    expect(await follow(createWorld(), query)).toEqual({
      state: 'gone',
      ...expected,
    });
  });

  it('should lead to a version, also where nothing but that is left', async () => {
    const world = createWorld();
    world.store.keepsVersions = true;
    const path = '2/docs/report.html';
    const [{ version }] = await world.store.listVersions(path);
    world.store.put(path, 'another');
    const link = { run: '2', path: 'docs/report.html', blobVersion: version };
    const found = { state: 'found', run: '2', path, blobVersion: version };
    expect(await follow(world, link)).toEqual(found);
    for (const name of ['app.tgz', 'run.json', 'docs/report.html']) {
      world.store.delete(`2/${name}`);
    }
    expect(await follow(world, link)).toEqual(found);
  });

  it('should say where only the version is gone', async () => {
    expect(
      await follow(createWorld(), {
        run: '2',
        path: 'docs/report.html',
        blobVersion: 'version:2020-01-01T00:00:00.0000000Z',
      }),
    ).toEqual({
      state: 'gone',
      gone: 'version',
      run: '2',
      path: '2/docs/report.html',
    });
  });

  it('should look through the last 20 runs, and no further', async () => {
    const world = new RunWorld(database);
    for (let id = 1; id <= 21; id++) {
      world.putRun(`${id}`);
    }
    world.store.put('1/old', '');
    world.store.put('2/older', '');
    const link = { run: '99' };
    expect(await follow(world, { ...link, path: 'older' })).toMatchObject({
      nearestRun: '2',
    });
    world.asked.length = 0;
    expect(await follow(world, { ...link, path: 'old' })).toEqual({
      state: 'gone',
      gone: 'run',
      path: '',
    });
    const looked = world.asked.filter(asked => asked.endsWith('/old/'));
    expect(looked).toHaveLength(20);
  });

  it('should follow paths where there are no runs, and refuse to look for one', async () => {
    const world = new RunWorld(database, { layout: '{path}' });
    world.store.put('docs/report.html', '');
    expect(await follow(world, { path: 'docs' })).toEqual({
      state: 'found',
      path: 'docs/',
    });
    expect(await follow(world, { path: 'docs/other' })).toEqual({
      state: 'gone',
      gone: 'path',
      path: '',
    });
    for (const run of ['1', {}]) {
      await expect(follow(world, { run })).rejects.toMatchObject({
        code: 'InvalidRequest',
      });
    }
  });

  it('should not take a refusal of storage for something that is gone', async () => {
    const world = createWorld();
    world.failure = asked =>
      asked === 'list 2/docs/' ? new Error('refused') : undefined;
    await expect(follow(world, { run: '2', path: 'docs/' })).rejects.toThrow(
      'refused',
    );
  });
});
