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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { describeLog } from './describeLog';
import { describeLogLines } from './describeLogLines';
import { LogIndex } from './lines';
import { LogIndexes } from './LogIndexes';
import { openKnownLog } from './openKnownLog';

const path = 'run/build.log';
const LINES = 5_000;
/** For an index that is on its way, however busy the machine is. */
const waitMilliseconds = 20_000;
const NOTHING = {
  state: 'building',
  indexedBytes: 0,
  textBytes: 0,
  lines: 0,
  errors: 0,
  warnings: 0,
  groups: 0,
};

/** A log whose bytes come only once they are let through. */
function createHeldLog() {
  const blobs = new MemoryBlobStore({ [path]: 'a line\n'.repeat(LINES) });
  let release = (_?: Error) => {};
  const held = new Promise<Error | undefined>(resolve => {
    release = resolve;
  });
  blobs.transform = async function* hold(bytes) {
    yield bytes.subarray(0, 7_000);
    const error = await held;
    if (error) {
      throw error;
    }
    yield bytes.subarray(7_000);
  };
  return { blobs, release, session: createTestSession(blobs) };
}

describe('describeLog', () => {
  it('should know all of a small log at once', async () => {
    const blobs = new MemoryBlobStore({ [path]: 'one\ntwo' });
    const session = createTestSession(blobs);
    const indexes = LogIndexes.create();
    const request = { session, indexes, path, waitMilliseconds };
    const { answer, ended } = await describeLog(request);
    expect(answer).toEqual({
      name: 'build.log',
      path,
      size: 7,
      etag: expect.any(String),
      revision: answer.etag.replaceAll('"', ''),
      lastModified: '2026-01-02T03:04:05.000Z',
      encoding: 'utf-8',
      isBinary: false,
      isGrowing: false,
      index: {
        ...NOTHING,
        state: 'ready',
        indexedBytes: 7,
        textBytes: 7,
        lines: 2,
      },
    });
    await expect(ended).resolves.toEqual({ result: 'succeeded' });
    expect(blobs.reads).toEqual([
      { path, range: { offset: 0, count: 7 }, ifMatch: answer.etag },
    ]);
  });

  it('should not read an empty log', async () => {
    const blobs = new MemoryBlobStore({ [path]: '' });
    const session = createTestSession(blobs);
    const indexes = LogIndexes.create();
    const { answer } = await describeLog({ session, indexes, path });
    expect(answer.index).toEqual({ ...NOTHING, state: 'ready' });
    expect(blobs.reads).toEqual([]);
  });

  it('should read a log once, however many ask, and show how far it is', async () => {
    const { blobs, release, session } = createHeldLog();
    const indexes = LogIndexes.create();
    const opened = await Promise.all(
      Array.from({ length: 5 }, () => openKnownLog({ session, indexes, path })),
    );
    expect(opened.filter(({ ended }) => ended)).toHaveLength(1);
    const [{ index }] = opened;
    await index.waitFor(() => index.index?.lines === 1_000, waitMilliseconds);
    const early = await describeLog({ session, indexes, path });
    expect(early.ended).toBeUndefined();
    expect(early.answer.index).toEqual({
      ...NOTHING,
      indexedBytes: 7_000,
      textBytes: 7_000,
      lines: 1_000,
    });
    expect(blobs.reads).toHaveLength(1);

    release();
    await opened.find(({ ended }) => ended)?.ended;
    const later = await describeLog({ session, indexes, path });
    expect(later.answer.index).toMatchObject({ state: 'ready', lines: LINES });
    expect(later.ended).toBeUndefined();
    expect(blobs.reads).toHaveLength(1);
  });

  it('should read a new version of a log anew', async () => {
    const blobs = new MemoryBlobStore({ [path]: 'one\n' });
    const session = createTestSession(blobs);
    const indexes = LogIndexes.create();
    await describeLog({ session, indexes, path });
    blobs.put(path, 'one\ntwo\n');
    const request = { session, indexes, path, waitMilliseconds };
    const { answer } = await describeLog(request);
    expect(answer.index.lines).toBe(2);
  });

  it('should pass on what went wrong, and try again the next time', async () => {
    const { blobs, release, session } = createHeldLog();
    const indexes = LogIndexes.create();
    const request = { session, indexes, path, waitMilliseconds };
    const first = describeLog(request);
    release(new AzureBlobError('StorageThrottled', 'Busy.'));
    await expect(first).rejects.toMatchObject({ code: 'StorageThrottled' });

    blobs.transform = bytes => [bytes];
    const { answer } = await describeLog(request);
    expect(answer.index.state).toBe('ready');
  });

  it('should end the pass with the right to read, and when the plugin stops', async () => {
    for (const end of ['token', 'plugin', 'access']) {
      const { session } = createHeldLog();
      const indexes = LogIndexes.create();
      const access = new AbortController();
      session.until = new Date(Date.now() + (end === 'token' ? 500 : 60_000));
      session.signal = access.signal;
      const { ended } = await describeLog({ session, indexes, path });
      if (end === 'plugin') {
        indexes.close();
      }
      if (end === 'access') {
        access.abort();
      }
      await expect(ended).resolves.toEqual({ result: 'aborted' });
    }
  });

  it('should forget indexes, and end their passes, to stay within its memory', async () => {
    const { session } = createHeldLog();
    const indexes = LogIndexes.create({
      maxBytes: LogIndex.estimateBytes(LINES * 7) + 1,
    });
    const first = await describeLog({ session, indexes, path });
    const other = new MemoryBlobStore({ other: 'x\n'.repeat(2_000) });
    await describeLog({
      ...{ session: createTestSession(other), indexes, path: 'other' },
      waitMilliseconds,
    });
    await expect(first.ended).resolves.toEqual({ result: 'aborted' });
  });
});

describe('describeLogLines', () => {
  it('should start the index it needs, and say to ask again until it is there', async () => {
    const { blobs, release, session } = createHeldLog();
    const indexes = LogIndexes.create();
    const request = { session, indexes, path, count: 2 };
    const position = { from: 4_000 };
    const early = await describeLogLines({ ...request, position });
    expect(early.answer).toMatchObject({ lines: [], end: false, style: '' });
    expect(early.ended).toBeDefined();
    expect(blobs.reads).toHaveLength(1);

    release();
    await early.ended;
    const { revision } = early.answer;
    const { answer, bytes } = await describeLogLines({
      ...request,
      position,
      revision,
    });
    expect(answer).toEqual({
      revision,
      lines: [
        { number: 4_000, offset: 3_999 * 7, text: 'a line' },
        { number: 4_001, offset: 4_000 * 7, text: 'a line' },
      ],
      style: '',
      end: false,
    });
    expect(bytes).toBe(12);
  });

  it('should not wait for an index near the start, or for a byte', async () => {
    const blobs = new MemoryBlobStore({ [path]: 'a line\n'.repeat(LINES) });
    const session = createTestSession(blobs);
    const indexes = LogIndexes.create();
    const request = { session, indexes, path, count: 1 };
    const near = await describeLogLines({ ...request, position: { from: 9 } });
    expect(near.answer.lines).toEqual([
      { number: 9, offset: 56, text: 'a line' },
    ]);
    const byte = await describeLogLines({
      ...request,
      position: { at: 34_000 },
      revision: near.answer.revision,
    });
    expect(byte.answer.lines).toEqual([
      { number: 4_858, offset: 33_999, text: 'a line' },
    ]);
    expect(near.ended ?? byte.ended).toBeUndefined();
  });

  it.each([{ from: 1 }, { from: 4_000 }, { at: 20 }, { at: 1_000_000 }])(
    'should refuse another version of the log than asked for: %j',
    async position => {
      const blobs = new MemoryBlobStore({ [path]: 'a line\n'.repeat(LINES) });
      const session = createTestSession(blobs);
      const indexes = LogIndexes.create();
      // With an index at hand: it must not answer in place of storage.
      const { answer, ended } = await describeLog({ session, indexes, path });
      await ended;
      const { revision } = answer;
      blobs.put(path, 'another line\n'.repeat(LINES));
      await expect(
        describeLogLines({
          ...{ session, indexes, path, position, revision },
          count: 1,
        }),
      ).rejects.toMatchObject({ code: 'BlobChanged' });
    },
  );
});
