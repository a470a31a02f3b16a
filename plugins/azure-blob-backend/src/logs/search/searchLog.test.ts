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

import { AzureBlobLogSearchEvent } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { createTestSession } from '../../__testUtils__/createTestSession';
import { splitBytes } from '../../__testUtils__/logs';
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import { LogIndexes } from '../LogIndexes';
import { createLineMatcher } from './LineMatcher';
import { SearchBudget } from './SearchBudget';
import { LogSearchOptions, openLogSearch } from './searchLog';
import { searchLogs } from './searchLogs';

const path = 'build.log';
const LINE = 'one line of many\n';

function open(blobs: MemoryBlobStore, options: Partial<LogSearchOptions> = {}) {
  return openLogSearch({
    session: createTestSession(blobs),
    indexes: LogIndexes.create(),
    matcher: createLineMatcher({ q: 'line' }),
    budget: SearchBudget.create(),
    signal: new AbortController().signal,
    ...{ path, from: 1, limit: 5 },
    ...options,
  });
}

async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) {
    all.push(event);
  }
  return all;
}

/** Cuts what is read, and lets the second half wait. */
function createHeldStore(content: string) {
  const blobs = new MemoryBlobStore({ [path]: content });
  let release = (_error?: Error) => {};
  blobs.transform = async function* halve(bytes) {
    if (bytes.length <= 4_096) {
      yield bytes;
      return;
    }
    yield bytes.subarray(0, bytes.length / 2);
    const error = await new Promise<Error | undefined>(resolve => {
      release = resolve;
    });
    if (error) {
      throw error;
    }
    yield bytes.subarray(bytes.length / 2);
  };
  return { blobs, release: (error?: Error) => release(error) };
}

describe('openLogSearch', () => {
  it('should tell of hits as they are found, and count the rest', async () => {
    const { blobs, release } = createHeldStore(LINE.repeat(1_000));
    const events = await open(blobs);
    const seen: AzureBlobLogSearchEvent[] = [];
    for await (const event of events) {
      seen.push(event);
      if (event.type === 'hits') {
        release();
      }
    }
    expect(seen.slice(0, 2)).toMatchObject([
      { type: 'progress', readBytes: 0, count: 0 },
      { type: 'hits', hits: { length: 5 } },
    ]);
    // How many tell of progress only is a matter of time.
    expect(seen.slice(2).every(({ type }) => type !== 'hits')).toBe(true);
    expect(seen.at(-1)).toEqual({
      ...{ type: 'end', count: 1_000, isComplete: true },
    });
  });

  it('should end the read with whoever leaves, and with what goes wrong', async () => {
    const { blobs, release } = createHeldStore(LINE.repeat(1_000));
    for await (const { type } of await open(blobs)) {
      if (type === 'hits') {
        break;
      }
    }
    const failing = await open(blobs);
    const error = new AzureBlobError('BlobChanged', 'It has changed.');
    const collected = collect(failing);
    setTimeout(() => release(error), 50);
    await expect(collected).rejects.toBe(error);
  });

  it('should stop where its budget ends', async () => {
    const blobs = new MemoryBlobStore({ [path]: LINE.repeat(100_000) });
    blobs.transform = bytes => splitBytes(bytes, [65_536]);
    for (const limits of [
      { bytes: 100_000, milliseconds: 60_000 },
      { bytes: Infinity, milliseconds: 0 },
    ]) {
      const budget = SearchBudget.create(limits);
      const events = await collect(await open(blobs, { budget }));
      const end = events.at(-1);
      expect(end).toMatchObject({ type: 'end', isComplete: false });
      expect(budget.readBytes).toBeLessThan(500_000);
    }
  });

  it('should begin where an index knows a line, and count its way without one', async () => {
    const blobs = new MemoryBlobStore({ [path]: LINE.repeat(5_000) });
    const session = createTestSession(blobs);
    const indexes = LogIndexes.create();
    const { scope } = session;
    const { etag, size } = await blobs.getDetails(path);
    const revision = etag.replaceAll('"', '');
    const wanted = { session, indexes, from: 4_500, limit: 1 };
    const expected = [
      expect.objectContaining({ line: 4_500, offset: 4_499 * LINE.length }),
    ];
    for (const known of [false, true]) {
      if (known) {
        const { ended } = await indexes.open(
          { scope, path, revision },
          { blobs, size, signal: session.signal },
        );
        await ended;
      }
      const events = await collect(await open(blobs, wanted));
      expect(events).toContainEqual({ type: 'hits', hits: expected });
      expect(events.at(-1)).toMatchObject({ count: 501, isComplete: true });
      const offset = blobs.reads.at(-1)?.range?.offset ?? 0;
      expect(offset > 0).toBe(known);
    }
  });
});

describe('searchLogs', () => {
  const options = () => ({
    folders: [{ run: '1', folder: '1/' }],
    matcher: createLineMatcher({ q: 'line' }),
    budget: SearchBudget.create(),
    signal: new AbortController().signal,
    limit: 2,
  });

  it('should look through so many logs, and say that there are more', async () => {
    const paths = Array.from({ length: 1_050 }, (_, i) => [`1/${i}.log`, LINE]);
    const blobs = new MemoryBlobStore(Object.fromEntries(paths));
    blobs.walkPageSize = 100;
    const session = createTestSession(blobs);
    const events = await collect(searchLogs({ ...options(), session }));
    expect(events.at(-1)).toEqual({
      ...{ type: 'end', logs: 1_000, runs: 0, isComplete: false },
    });
  });

  it('should end all it has begun where one of them fails', async () => {
    const blobs = new MemoryBlobStore({ '1/a': LINE, '1/b': LINE.repeat(999) });
    const signals: AbortSignal[] = [];
    const read = blobs.read.bind(blobs);
    jest.spyOn(blobs, 'read').mockImplementation((blob, request) => {
      if (request?.signal) {
        signals.push(request.signal);
      }
      return blob === '1/a'
        ? Promise.reject(new AzureBlobError('StorageThrottled', 'Busy.'))
        : read(blob, request);
    });
    const session = createTestSession(blobs);
    await expect(
      collect(searchLogs({ ...options(), session })),
    ).rejects.toMatchObject({ code: 'StorageThrottled' });
    expect(signals.length).toBeGreaterThan(1);
    expect(signals.every(({ aborted }) => aborted)).toBe(true);
  });
});
