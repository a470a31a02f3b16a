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
import { RunWorld } from './__testUtils__/RunWorld';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('listRuns', () => {
  let database: Knex;

  beforeAll(async () => {
    const knex = await databases.init('SQLITE_3');
    database = await openDatabase(mockServices.database({ knex }));
  });

  afterEach(() => database('run_scopes').delete());

  it('should list runs newest first, page by page, with what their manifests say', async () => {
    const world = new RunWorld(database);
    const manifest = {
      status: 'failed',
      number: 10,
      title: 'Fix refunds',
      branch: 'main',
      commit: '0123abc',
      commitUrl: 'https://git.example/c/0123abc',
      triggeredBy: 'alice',
      pipelineUrl: 'http://ci.example/10',
      finishedAt: '2026-01-02T03:04:05.678Z',
      version: '1.0.10',
      size: 2048,
      files: 3,
    };
    world.store.put('run-2/file', '');
    world.store.put('run-9/file', '');
    world.putRun('run-10', {
      ...manifest,
      startedAt: '2026-01-02T03:04:05+01:00',
      secret: 'not for anybody',
    });
    world.store.put('run-1/deep/er/file', '');
    world.store.put('no-run', '');
    const first = await world.list({}, { limit: 2 });
    expect(first).toEqual({
      items: [
        { ...manifest, id: 'run-10', startedAt: '2026-01-02T02:04:05.000Z' },
        { id: 'run-9', status: 'unknown' },
      ],
      nextCursor: expect.any(String),
      index: {
        state: 'ready',
        runs: 4,
        updatedAt: '2026-11-22T12:00:00.000Z',
      },
      branches: ['main'],
    });
    const { nextCursor: cursor } = first;
    const second = await world.list({}, { limit: 2, cursor });
    expect(second).toEqual({
      items: [
        { id: 'run-2', status: 'unknown' },
        { id: 'run-1', status: 'unknown' },
      ],
      index: first.index,
    });
  });

  it('P15: should get on only from a cursor that it has given out itself', async () => {
    const world = new RunWorld(database);
    world.putRun('1');
    world.putRun('2');
    const { nextCursor = '' } = await world.list({}, { limit: 1 });
    for (const [cursor, filter] of [
      ['not one', {}],
      ['', {}],
      [Buffer.from('2').toString('base64url'), {}],
      [nextCursor.slice(1), {}],
      [`${nextCursor}A`, {}],
      // Of another list of the same scope and user.
      [await world.session.cursors.encode('folder ', '2'), {}],
      [nextCursor, { branch: 'main' }],
    ] as const) {
      await expect(world.list(filter, { cursor })).rejects.toMatchObject({
        code: 'InvalidRequest',
      });
    }
  });

  it.each([
    ['is no JSON', '{'],
    ['is no object', '[1]'],
    ['is empty', ''],
    ['is too big', JSON.stringify({ status: 'failed', x: 'x'.repeat(65_536) })],
    [
      'is wrong in every field',
      JSON.stringify({
        status: 'exploded',
        number: -1,
        title: '',
        branch: 7,
        commit: 'x'.repeat(257),
        commitUrl: 'data:text/html,hello',
        triggeredBy: {},
        pipelineUrl: 'file:///etc/passwd',
        // Before and after what databases keep.
        startedAt: '0000-01-01T00:00:00+14:00',
        finishedAt: '9999-12-31T23:59:59-14:00',
        version: ' \u0001'.trim().slice(1),
        size: 1.5,
        files: '7 or so',
      }),
    ],
  ])('should know the id of a run whose manifest %s', async (_, manifest) => {
    const world = new RunWorld(database);
    world.store.put('1/run.json', manifest);
    const { items } = await world.list();
    expect(items).toEqual([{ id: '1', status: 'unknown' }]);
  });

  it('should keep what a database does not take out of a manifest', async () => {
    const world = new RunWorld(database);
    world.putRun('1', { branch: 'a\u0000\ud800b', title: ' x\ny ' });
    const { items } = await world.list({ branch: 'a\ufffd\ufffdb' });
    expect(items).toMatchObject([
      { branch: 'a\ufffd\ufffdb', title: 'x\ufffdy' },
    ]);
  });

  it('should read a manifest that begins with a byte order mark, in any case', async () => {
    const world = new RunWorld(database);
    world.store.put('1/run.json', '\ufeff{"Status":"failed","BRANCH":"b"}');
    const { items } = await world.list();
    expect(items).toMatchObject([{ id: '1', status: 'failed', branch: 'b' }]);
  });

  it.each([
    [
      'blobMetadata',
      {
        metadata: {
          runstatus: 'x',
          status: 'failed',
          number: '12',
          branch: 'main',
        },
      },
    ],
    ['tags', { tags: { Status: 'failed', Number: '12', branch: 'main' } }],
  ] as const)(
    'should read a run from the %s of a blob',
    async (metadata, options) => {
      const world = new RunWorld(database, {
        runs: { metadata, blob: 'app.tgz' },
      });
      world.store.put('1/app.tgz', '', options);
      world.store.put('2/other', '');
      const { items } = await world.list();
      expect(items).toEqual([
        { id: '2', status: 'unknown' },
        { id: '1', status: 'failed', number: 12, branch: 'main' },
      ]);
    },
  );

  it('should filter by all that is given, and take no wildcards', async () => {
    const world = new RunWorld(database);
    const run = (id: number, more: object) =>
      world.putRun(String(id), {
        status: 'succeeded',
        branch: 'main',
        startedAt: `2026-01-0${id}T00:00:00Z`,
        ...more,
      });
    run(1, { title: '100%_a\\b' });
    run(2, { title: '100xxa', triggeredBy: 'Ünal', version: '1.2' });
    run(3, { status: 'failed' });
    run(4, { branch: 'Main' });
    for (const [filter, ids] of [
      [{ branch: 'main' }, ['3', '2', '1']],
      [{ branch: 'main', status: 'succeeded' }, ['2', '1']],
      [{ version: '1.2' }, ['2']],
      [{ since: '2026-01-03T00:00:00Z' }, ['4', '3']],
      [{ until: '2026-01-02T00:00:00.000Z' }, ['1']],
      [{ text: '100%_A\\' }, ['1']],
      [{ text: '%' }, ['1']],
      [{ text: '_' }, ['1']],
      [{ text: 'ÜNAL' }, ['2']],
      [{ text: "'" }, []],
    ] as const) {
      expect([filter, await world.listAll(filter, 1)]).toEqual([filter, ids]);
    }
    expect((await world.list()).branches).toEqual(['Main', 'main']);
  });

  it('should read each run of a page as the caller, and show nothing that is gone', async () => {
    const world = new RunWorld(database);
    for (let id = 1; id <= 30; id++) {
      world.putRun(String(id), { branch: 'main', status: 'succeeded' });
    }
    await world.list();
    world.asked.length = 0;
    for (const gone of ['30', '28', '27']) {
      world.deleteRun(gone);
    }
    world.putRun('29', { branch: 'main', status: 'failed' });
    const filter = { status: 'succeeded' as const };
    const { items } = await world.list(filter, { limit: 3 });
    expect(items.map(({ id }) => id)).toEqual(['26', '25', '24']);
    expect(world.asked).toEqual(
      expect.arrayContaining(
        items.map(({ id }) => `read ${id}/run.json`).concat('list '),
      ),
    );
    expect(await world.list({}, { limit: 1 })).toMatchObject({
      items: [{ id: '29', status: 'failed' }],
      index: { runs: 27 },
    });
  });

  it('should refuse a location that has no runs', async () => {
    const world = new RunWorld(database, { layout: '{path}' });
    await expect(world.list()).rejects.toMatchObject({
      code: 'InvalidRequest',
      message: 'The location "artifacts" has no runs.',
    });
  });
});
