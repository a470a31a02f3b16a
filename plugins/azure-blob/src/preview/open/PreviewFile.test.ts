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

import fc from 'fast-check';
import { createDemoWorld, FakeAzureBlobApi } from '../../__testUtils__';
import { HEAD_BYTES, PreviewFile } from './PreviewFile';

const request = {
  entityRef: 'component:default/payments-api',
  location: 'artifacts',
  path: '1284/a.bin',
};
const { signal } = new AbortController();

function createApi(content: Uint8Array | string, entry?: string) {
  const world = createDemoWorld();
  world.locations.artifacts.blobs[request.path] = content;
  if (entry !== undefined) {
    world.locations.artifacts.versions = {
      [request.path]: { 'version:1': content },
    };
    world.locations.artifacts.archives = {
      [request.path]: {
        format: 'zip',
        entries: [{ path: 'in.txt', kind: 'file', blob: entry }],
      },
    };
  }
  return new FakeAzureBlobApi(world);
}

describe('PreviewFile', () => {
  const content = Uint8Array.from({ length: 200_000 }, (_, at) => at % 251);

  it('should read any range as it is stored', async () => {
    const api = createApi(content);
    const known = { size: content.length, etag: '1' };
    const file = await PreviewFile.open(api, request, known, signal);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(content.length + 10),
        fc.nat(content.length),
        async (offset, length) => {
          const bytes = await file.read({ offset, length }, signal);
          const expected = content.slice(offset, offset + length);
          expect(Buffer.compare(bytes, expected)).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('should read no more than what is asked for, and the head once', async () => {
    const api = createApi(content);
    const file = await PreviewFile.open(
      api,
      request,
      { size: 200_000 },
      signal,
    );
    await file.read({ offset: 10, length: 100 }, signal);
    await file.read({ offset: 100_000, length: 10 }, signal);
    expect(api.requestsOf('readContent')).toMatchObject([
      { offset: 0, length: HEAD_BYTES },
      { offset: 100_000, length: 10 },
    ]);
  });

  it('should not ask for an empty file', async () => {
    const api = createApi('');
    const file = await PreviewFile.open(api, request, { size: 0 }, signal);
    expect(file.head).toHaveLength(0);
    expect(api.calls).toEqual([]);
  });

  it('should refuse bytes of another version', async () => {
    const api = createApi(content);
    const known = { size: content.length, etag: '"1"' };
    const file = await PreviewFile.open(api, request, known, signal);
    api.etag = '"2"';
    await expect(
      file.read({ offset: 100_000, length: 10 }, signal),
    ).rejects.toMatchObject({ code: 'changed' });
    await expect(
      PreviewFile.open(api, request, known, signal),
    ).rejects.toMatchObject({ code: 'changed' });
  });

  it('should refuse to read all of what is too large', async () => {
    const file = await PreviewFile.open(
      createApi(content),
      request,
      {},
      signal,
    );
    await expect(file.readAll(199_999, signal)).rejects.toMatchObject({
      code: 'tooLarge',
    });
    await expect(file.readAll(200_000, signal)).resolves.toHaveLength(200_000);
  });

  it('should read members and their neighbours in the same archive', async () => {
    const api = createApi('PK', 'inside');
    const file = await PreviewFile.open(
      api,
      { ...request, version: 'version:1', entry: 'in.txt' },
      {},
      signal,
    );
    expect(new TextDecoder().decode(file.head)).toBe('inside');
    expect(file.name).toBe('in.txt');
    expect(file.size).toBe(6);
    const sibling = await file.openSibling('in.txt', signal);
    expect(sibling.request).toEqual({
      ...request,
      version: 'version:1',
      entry: 'in.txt',
    });
  });
});
