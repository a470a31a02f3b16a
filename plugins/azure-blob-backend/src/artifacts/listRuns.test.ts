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

import * as fc from 'fast-check';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { compareRunIds } from './compareRunIds';
import { listRuns } from './listRuns';

function createSession(blobs: Record<string, string>) {
  return createTestSession(new MemoryBlobStore(blobs));
}

describe('listRuns', () => {
  it('should list runs newest first, page by page, with what their manifests say', async () => {
    const manifest = {
      status: 'failed',
      number: 10,
      title: 'Fix refunds',
      branch: 'main',
      commit: '0123abc',
      commitUrl: 'https://git.example/c/0123abc',
      triggeredBy: 'alice',
      pipelineUrl: 'http://ci.example/10',
      startedAt: '2026-01-02T03:04:05+01:00',
      finishedAt: '2026-01-02T03:04:05.678Z',
      secret: 'not for anybody',
    };
    const session = createSession({
      'run-2/file': '',
      'run-9/file': '',
      'run-10/run.json': JSON.stringify(manifest),
      'run-1/deep/er/file': '',
      'no-run': '',
    });
    const first = await listRuns({ session, limit: 2 });
    expect(first).toEqual({
      items: [
        {
          ...manifest,
          id: 'run-10',
          startedAt: '2026-01-02T02:04:05.000Z',
          secret: undefined,
        },
        { id: 'run-9', status: 'unknown' },
      ],
      nextCursor: expect.any(String),
    });
    expect(first.items[0]).not.toHaveProperty('secret');
    const { nextCursor: cursor } = first;
    expect(await listRuns({ session, limit: 2, cursor })).toEqual({
      items: [
        { id: 'run-2', status: 'unknown' },
        { id: 'run-1', status: 'unknown' },
      ],
    });
  });

  it('P15: should get on only from a cursor that it has given out itself', async () => {
    const session = createSession({ '1/a': '', '2/a': '' });
    const { nextCursor = '' } = await listRuns({ session, limit: 1 });
    for (const cursor of [
      'not one',
      '',
      Buffer.from('2').toString('base64url'),
      nextCursor.slice(1),
      `${nextCursor}A`,
      // Of another list of the same scope and user.
      await session.cursors.encode('folder ', '2'),
    ]) {
      await expect(
        listRuns({ session, limit: 1, cursor }),
      ).rejects.toMatchObject({ code: 'InvalidRequest' });
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
        startedAt: 'yesterday',
        finishedAt: '2026-13-01T00:00:00Z',
      }),
    ],
  ])('should know the id of a run whose manifest %s', async (_, manifest) => {
    const session = createSession({ '1/run.json': manifest });
    const { items } = await listRuns({ session, limit: 1 });
    expect(JSON.parse(JSON.stringify(items))).toEqual([
      { id: '1', status: 'unknown' },
    ]);
  });

  it('should read a manifest that begins with a byte order mark', async () => {
    const session = createSession({
      '1/run.json': '\ufeff{"status":"failed"}',
    });
    const { items } = await listRuns({ session, limit: 1 });
    expect(items).toMatchObject([{ id: '1', status: 'failed' }]);
  });

  it('should say where there are more runs than can be put in order', async () => {
    const runs = Array.from({ length: 5_001 }, (_, i) => [`${i}/file`, '']);
    const all = Object.fromEntries(runs);
    const many = await listRuns({ session: createSession(all), limit: 1 });
    expect(many.truncated).toBe(true);
    delete all['0/file'];
    const fewer = await listRuns({ session: createSession(all), limit: 1 });
    expect(fewer).not.toHaveProperty('truncated');
    expect(fewer.items[0].id).toBe('5000');
  });

  it('should refuse a location that has no runs', async () => {
    const session = createTestSession(new MemoryBlobStore(), {
      layout: '{path}',
    });
    await expect(listRuns({ session, limit: 1 })).rejects.toMatchObject({
      code: 'InvalidRequest',
      message: 'The location "artifacts" has no runs.',
    });
  });
});

describe('compareRunIds', () => {
  it('should put numbers in order as numbers, and never call two ids equal', () => {
    const ids = ['9', '010', '10', '100', '20260102.1', 'b-2', 'b-10', 'a'];
    expect(ids.sort(compareRunIds)).toEqual([
      'b-10',
      'b-2',
      'a',
      '20260102.1',
      '100',
      '10',
      '010',
      '9',
    ]);
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const order = Math.sign(compareRunIds(one, other));
        expect(order).toBe(0 - Math.sign(compareRunIds(other, one)));
        expect(order === 0).toBe(one === other);
      }),
    );
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        expect(Math.sign(compareRunIds(`run-${one}`, `run-${other}`))).toBe(
          Math.sign(other - one),
        );
      }),
    );
  });
});
