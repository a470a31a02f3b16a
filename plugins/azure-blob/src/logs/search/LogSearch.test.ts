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
import { waitFor } from '@testing-library/react';
import { createDemoWorld, FakeAzureBlobApi } from '../../__testUtils__';
import { ApiLogSource, LogSource } from '../source';
import { LogSearch } from './LogSearch';

const PATH = '1284/build.log';

function createSource(lineAt: (line: number) => string, count: number) {
  const world = createDemoWorld();
  world.locations.logs.blobs[PATH] = { count, lineAt };
  const api = new FakeAzureBlobApi(world);
  const entityRef = 'component:default/payments-api';
  const request = { entityRef, location: 'logs', path: PATH };
  return { api, source: new ApiLogSource(api, request) };
}

async function search(source: LogSource, q: string, lines: number) {
  const query = { q, case: true };
  const started = LogSearch.start({ source, revision: '1', query, lines });
  await waitFor(() => expect(started.getSnapshot().state).not.toBe('running'));
  return started;
}

describe('LogSearch', () => {
  it('should lead from hit to hit as if all of them had been sent', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 4000 }), {
          minLength: 1,
          maxLength: 60,
        }),
        fc.boolean(),
        fc.array(
          fc.record({
            line: fc.integer({ min: 0, max: 4001 }),
            isNext: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async (chosen, isDense, steps) => {
          // 1,000 hits are sent: here all lines below 1,500 have one.
          const isHit = (line: number) =>
            chosen.includes(line) || (isDense && line < 1500);
          const { source } = createSource(
            line => (isHit(line) ? `needle ${line}` : `hay ${line}`),
            4000,
          );
          const found = await search(source, 'needle', 4000);
          const all = Array.from(
            { length: 4000 },
            (_, index) => index + 1,
          ).filter(isHit);
          expect(found.getSnapshot().count).toBe(all.length);
          for (const { line, isNext } of steps) {
            const expected = isNext
              ? all.find(hit => hit > line) ?? all[0]
              : all.findLast(hit => hit < line) ?? all.at(-1);
            const actual = isNext ? found.next(line) : found.previous(line);
            expect([line, isNext, await actual]).toEqual([
              ...[line, isNext, expected],
            ]);
          }
        },
      ),
      { numRuns: Number(process.env.AZURE_BLOB_PROPERTY_RUNS ?? 60) },
    );
  });

  it('should mark lines beyond the hits that were sent, once they are looked at', async () => {
    const { source, api } = createSource(line => `needle ${line}`, 3000);
    const found = await search(source, 'needle', 3000);
    expect(found.getSnapshot()).toMatchObject({ count: 3000, progress: 1 });
    expect(found.getSnapshot().hits).toHaveLength(1000);
    expect(found.rangesOf(7)).toEqual([[0, 6]]);
    expect(found.indexOf(7)).toBe(7);
    expect(found.rangesOf(2007)).toBeUndefined();
    await found.show(2000, 2040);
    expect(found.rangesOf(2007)).toEqual([[0, 6]]);
    const before = api.calls.length;
    await found.show(2010, 2020);
    await found.show(5, 40);
    expect(api.calls).toHaveLength(before);

    await found.loadMore();
    expect(found.getSnapshot().hits.map(({ line }) => line)).toEqual(
      Array.from({ length: 2000 }, (_, index) => index + 1),
    );
  });

  it('should look through lines that are added, and say so where it cannot', async () => {
    const { source, api } = createSource(() => '', 1);
    const { blobs } = api.world.locations.logs;
    blobs[PATH] = 'needle\nhay\nnee';
    const found = await search(source, 'needle', 3);
    blobs[PATH] = 'needle\nhay\nneedle\nneedle\n';
    await found.grow(4);
    const lines = found.getSnapshot().hits.map(({ line }) => line);
    expect(lines).toEqual([1, 3, 4]);
    expect(found.getSnapshot()).toMatchObject({ count: 3, isStale: false });

    blobs[PATH] = { count: 2000, lineAt: () => 'needle' };
    const many = await search(source, 'needle', 2000);
    await many.grow(2001);
    expect(many.getSnapshot().isStale).toBe(true);
  });

  it('should keep what was found where it is cancelled or goes wrong', async () => {
    const { source } = createSource(() => 'needle', 10);
    const hit = {
      line: 1,
      offset: 0,
      ranges: [],
      preview: '',
      previewStart: 0,
    };
    source.search = async function* fail() {
      yield { type: 'hits', hits: [hit] };
      yield { type: 'error', code: 'StorageUnavailable', message: 'Away.' };
    };
    const failed = await search(source, 'needle', 10);
    expect(failed.getSnapshot()).toMatchObject({ state: 'failed', count: 1 });

    source.search = async function* hang(_query, _revision, signal) {
      yield { type: 'hits', hits: [hit] };
      yield { type: 'progress', readBytes: 5, totalBytes: 10, count: 1 };
      await new Promise(resolve => {
        signal.addEventListener('abort', resolve);
      });
      signal.throwIfAborted();
    };
    const query = { q: 'needle' };
    const hung = LogSearch.start({ source, revision: '1', query, lines: 10 });
    await waitFor(() => expect(hung.getSnapshot().progress).toBe(0.5));
    hung.cancel();
    expect(hung.getSnapshot()).toMatchObject({
      ...{ state: 'done', count: 1, isComplete: false },
    });
  });
});
