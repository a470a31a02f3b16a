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

import { gzipSync } from 'node:zlib';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { openDatabase } from '../database';
import { describeLog } from './describeLog';
import { describeLogLines } from './describeLogLines';
import { LogIndexes } from './LogIndexes';
import { LogIndexRows } from './LogIndexRows';
import { openKnownLog } from './openKnownLog';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const path = 'run/build.log';
const LINE = 'a line\n';
/** For indexes that are on their way, however busy the machine is. */
const WAIT_MILLISECONDS = 20_000;

describe.each(databases.eachSupportedId())('LogIndexes on %s', databaseId => {
  let knex: Knex;
  let replicas: LogIndexes[];
  const logger = mockServices.logger.mock();

  function startReplica(): LogIndexes {
    const rows = LogIndexRows.create({ database: knex, logger });
    const replica = LogIndexes.create({ rows });
    replicas.push(replica);
    return replica;
  }

  /** A pass that has read so many lines by now, and waits for the others. */
  async function startHeldPass(blobs: MemoryBlobStore, lines: number) {
    const held = new AbortController();
    const { transform } = blobs;
    blobs.transform = async function* hold(bytes) {
      yield bytes.subarray(0, lines * LINE.length);
      await new Promise(resolve => {
        held.signal.addEventListener('abort', resolve);
      });
      yield bytes.subarray(lines * LINE.length);
    };
    const session = createTestSession(blobs);
    const access = new AbortController();
    session.signal = access.signal;
    const indexes = startReplica();
    const opened = await openKnownLog({ session, indexes, path });
    const { ended, index, details } = opened;
    await index.waitFor(() => index.index?.lines === lines, WAIT_MILLISECONDS);
    blobs.transform = transform;
    expect(index.summarize(details.size)).toMatchObject({
      state: 'building',
      lines,
    });
    return { ended, indexes, access, release: () => held.abort() };
  }

  /** Until nobody holds its row any more. */
  async function open(blobs: MemoryBlobStore, indexes = startReplica()) {
    const opened = await describeLog({
      ...{ session: createTestSession(blobs), indexes, path },
      waitMilliseconds: WAIT_MILLISECONDS,
    });
    await opened.ended;
    return opened;
  }

  beforeAll(async () => {
    knex = await openDatabase(
      mockServices.database({ knex: await databases.init(databaseId) }),
    );
  });

  beforeEach(async () => {
    replicas = [];
    jest.clearAllMocks();
    await knex('log_indexes').delete();
  });

  afterEach(async () => {
    await Promise.all(replicas.map(replica => replica.close()));
  });

  it('should read a log once in all replicas, and know the same in each', async () => {
    const content = `##[group]Build\nerror: no\n${LINE.repeat(
      9_000,
    )}##[endgroup]\n`;
    const blobs = new MemoryBlobStore({ [path]: content });
    const first = await open(blobs);
    const second = await open(blobs);
    expect(second.ended).toBeUndefined();
    expect(second.answer).toEqual(first.answer);
    expect(second.answer.index).toMatchObject({
      state: 'ready',
      lines: 9_003,
    });
    expect(blobs.reads).toHaveLength(1);

    const indexes = startReplica();
    const { revision } = first.answer;
    const session = createTestSession(blobs);
    const { answer } = await describeLogLines({
      ...{ session, indexes, path, revision },
      position: { from: 8_500 },
      count: 1,
    });
    expect(answer.lines).toMatchObject([{ number: 8_500, text: 'a line' }]);
    expect(blobs.reads).toHaveLength(2);
  });

  it('should let one replica read at a time, and show how far it has come', async () => {
    const blobs = new MemoryBlobStore({ [path]: LINE.repeat(9_000) });
    const { ended, release } = await startHeldPass(blobs, 1_000);
    const other = startReplica();
    const session = createTestSession(blobs);
    const meanwhile = await describeLog({ session, indexes: other, path });
    expect(meanwhile.ended).toBeUndefined();
    expect(meanwhile.answer.index.state).toBe('building');
    expect(blobs.reads.map(({ range }) => range?.offset)).toEqual([0, 0]);

    release();
    await ended;
    const { answer } = await open(blobs, other);
    expect(answer.index).toMatchObject({ state: 'ready', lines: 9_000 });
    expect(blobs.reads).toHaveLength(2);
  });

  it('should go on where a pass stopped, without reading anything twice', async () => {
    const blobs = new MemoryBlobStore({ [path]: LINE.repeat(9_000) });
    const { ended, access } = await startHeldPass(blobs, 1_000);
    access.abort();
    await expect(ended).resolves.toEqual({ result: 'aborted' });
    const next = await open(blobs);
    await expect(next.ended).resolves.toEqual({ result: 'succeeded' });
    expect(next.answer.index).toMatchObject({ state: 'ready', lines: 9_000 });
    expect(blobs.reads.map(({ range }) => range?.offset)).toEqual([0, 7_000]);
  });

  it('should take over from a replica that is gone', async () => {
    const blobs = new MemoryBlobStore({ [path]: LINE.repeat(9_000) });
    const dead = await startHeldPass(blobs, 1_000);
    await knex('log_indexes').update({
      leased_until: '2026-01-01T00:00:00.000Z',
    });
    const next = await open(blobs);
    await expect(next.ended).resolves.toEqual({ result: 'succeeded' });
    expect(next.answer.index).toMatchObject({ state: 'ready', lines: 9_000 });

    // It may come back: what is complete by now stays so.
    dead.release();
    await dead.ended;
    const { answer } = await open(blobs);
    expect(answer.index).toMatchObject({ state: 'ready', lines: 9_000 });
  });

  it('should read no more of a log that grows than what is new', async () => {
    const blobs = new MemoryBlobStore();
    blobs.put(path, `${LINE.repeat(2_000)}half`, { blobType: 'AppendBlob' });
    const indexes = startReplica();
    const first = await open(blobs, indexes);
    expect(first.answer.index).toMatchObject({ state: 'ready', lines: 2_001 });

    blobs.append(path, ` done\n${LINE.repeat(500)}`);
    const { answer } = await open(blobs, startReplica());
    expect(answer.revision).toBe(first.answer.revision);
    expect(answer.index).toMatchObject({ state: 'ready', lines: 2_501 });
    expect(blobs.reads.map(({ range }) => range?.offset)).toEqual([0, 14_004]);

    const session = createTestSession(blobs);
    const { revision } = answer;
    const lines = await describeLogLines({
      ...{ session, indexes, path, revision },
      position: { from: 2_501 },
      count: 10,
    });
    expect(lines.answer).toMatchObject({
      lines: [{ number: 2_501, text: 'a line' }],
      end: true,
    });
    blobs.append(path, 'last\n');
    const behind = await describeLogLines({
      ...{ session, indexes, path, revision },
      position: { from: 2_502 },
      count: 10,
    });
    expect(behind.answer).toMatchObject({
      lines: [{ number: 2_502, text: 'last' }],
      end: true,
    });
  });

  it('should tell how a log is stored only once it has begun', async () => {
    const blobs = new MemoryBlobStore();
    blobs.put(path, '', { blobType: 'AppendBlob' });
    const indexes = startReplica();
    await open(blobs, indexes);
    blobs.append(path, gzipSync(LINE.repeat(10)));
    const { answer } = await open(blobs, indexes);
    expect(answer).toMatchObject({
      compression: 'gzip',
      index: { state: 'ready', lines: 10, textBytes: 70 },
    });
  });

  it('should keep the logs of scopes, of revisions and of paths apart', async () => {
    const logs = [
      { blobs: new MemoryBlobStore({ [path]: 'one\n' }) },
      { blobs: new MemoryBlobStore({ [path]: 'one\ntwo\n' }) },
      {
        blobs: new MemoryBlobStore({ [path]: 'x\n'.repeat(3) }),
        prefix: 'component/default/pay/',
      },
      {
        blobs: new MemoryBlobStore({ [path]: 'x\n'.repeat(4) }),
        container: 'others',
      },
    ];
    const indexes = startReplica();
    const ids = new Set();
    for (const [i, { blobs, ...scope }] of logs.entries()) {
      const session = createTestSession(blobs);
      session.scope = { ...session.scope, ...scope };
      const { answer } = await describeLog({
        ...{ session, indexes, path },
        waitMilliseconds: WAIT_MILLISECONDS,
      });
      expect(answer.index.lines).toBe(i + 1);
      ids.add(
        await knex('log_indexes')
          .pluck('id')
          .then(all => all.length),
      );
    }
    expect(ids).toEqual(new Set([1, 2, 3, 4]));
    const rows = JSON.stringify(await knex('log_indexes').select('id'));
    expect(rows).not.toContain('payments');
  });

  it('should ask storage as the caller, whoever made the index', async () => {
    const blobs = new MemoryBlobStore({ [path]: LINE.repeat(3_000) });
    const { answer } = await open(blobs);
    const denied = new MemoryBlobStore();
    const session = createTestSession(denied);
    const indexes = startReplica();
    await expect(open(denied)).rejects.toMatchObject({ code: 'BlobNotFound' });
    for (const position of [
      { from: 2_500 },
      { from: 9_999 },
      { at: 9_999_999 },
    ]) {
      await expect(
        describeLogLines({
          ...{ session, indexes, path, position, count: 1 },
          revision: answer.revision,
        }),
      ).rejects.toMatchObject({ code: 'BlobNotFound' });
    }
  });

  it('should go on without a database that fails, and say so once', async () => {
    await knex.schema.renameTable('log_indexes', 'elsewhere');
    const blobs = new MemoryBlobStore({ [path]: LINE.repeat(3_000) });
    const indexes = startReplica();
    const { answer } = await open(blobs, indexes);
    const again = await open(blobs, indexes);
    await knex.schema.renameTable('elsewhere', 'log_indexes');
    expect(answer.index).toMatchObject({ state: 'ready', lines: 3_000 });
    expect(again.ended).toBeUndefined();
    expect(blobs.reads).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn.mock.calls[0][0]).not.toMatch(/select|elsewhere|run/);
  });

  it('should forget what nobody has used for a month', async () => {
    const blobs = new MemoryBlobStore({ [path]: LINE });
    const indexes = startReplica();
    await open(blobs, indexes);
    const rows = LogIndexRows.create({ database: knex, logger });
    const age = (days: number) =>
      knex('log_indexes').update({
        used_at: new Date(Date.now() - days * 86_400_000).toISOString(),
      });
    await age(29);
    await rows.sweep();
    expect(await knex('log_indexes')).toHaveLength(1);
    // Whoever opens it has used it.
    await open(blobs);
    await age(31);
    await open(blobs);
    await rows.sweep();
    expect(await knex('log_indexes')).toHaveLength(1);
    await age(31);
    await rows.sweep();
    expect(await knex('log_indexes')).toEqual([]);
  });
});
