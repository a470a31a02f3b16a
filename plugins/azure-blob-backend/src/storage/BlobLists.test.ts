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

import { createAccount } from '../__testUtils__/createAccount';
import { createTestKeys } from '../__testUtils__/createTestKeys';
import { Scope } from '../types';
import { BlobLists } from './BlobLists';
import { CursorCodec } from './CursorCodec';
import { BlobListClient, BlobListPage, BlobListQuery } from './listing';
import { StorageRequests } from './StorageRequests';

const PREFIX = 'component/default/payments-api/';
const LAST_MODIFIED = '2026-01-02T03:04:05.000Z';

const listed = (name: string, other: object = {}) => ({
  kind: 'blob' as const,
  name,
  size: 1,
  etag: '0x1',
  lastModified: LAST_MODIFIED,
  ...other,
});

/** Lists over a storage that answers with these pages, whatever it is asked. */
function createLists(pages: BlobListPage[]) {
  const queries: BlobListQuery[] = [];
  const client = new BlobListClient({
    containerUrl: 'https://localhost:1/artifacts',
    requests: StorageRequests.create({ getToken: async () => null }),
  });
  jest.spyOn(client, 'getPage').mockImplementation(async query => {
    queries.push(query);
    return pages[Math.min(queries.length, pages.length) - 1];
  });
  const account = createAccount('https://contosobuilds.blob.core.windows.net');
  const scope: Scope = {
    account,
    container: 'artifacts',
    prefix: PREFIX,
    location: {
      id: 'artifacts',
      title: 'Artifacts',
      content: 'artifacts',
      account,
      container: 'artifacts',
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
      layout: '{run}/{path}',
    },
  };
  const lists = new BlobLists({
    scope,
    client,
    cursors: CursorCodec.create({
      keys: createTestKeys(),
      userRef: 'user:default/alice',
      scope,
    }),
    retry: (_operation, _signal, attempt) =>
      attempt(new AbortController().signal),
  });
  return { lists, queries };
}

describe('BlobLists', () => {
  describe('walk', () => {
    it('should ask for the next page only when it is wanted', async () => {
      const { lists, queries } = createLists([
        { blobs: [listed(`${PREFIX}1/a`)], nextMarker: 'one' },
        { blobs: [listed(`${PREFIX}1/b/c`)], nextMarker: 'two' },
        { blobs: [] },
      ]);
      const seen: string[] = [];
      for await (const files of lists.walk({ path: '1/' })) {
        seen.push(...files.map(({ path }) => path));
        expect(queries).toHaveLength(seen.length);
      }
      expect(seen).toEqual(['1/a', '1/b/c']);
      const query = {
        prefix: `${PREFIX}1/`,
        include: ['metadata'],
        maxResults: 5000,
      };
      expect(queries).toEqual([
        { ...query, marker: undefined },
        { ...query, marker: 'one' },
        { ...query, marker: 'two' },
      ]);
    });

    it('P10: should yield nothing but files below the folder', async () => {
      const { lists } = createLists([
        {
          blobs: [
            listed(`${PREFIX}1/`),
            listed(`${PREFIX}1/folder/`),
            listed(`${PREFIX}1/directory`, { isDirectory: true }),
            listed(`${PREFIX}2/a`),
            listed('component/default/pay/a'),
            listed(`x/${PREFIX}1/a`),
            { kind: 'prefix', name: `${PREFIX}1/other/` },
            listed(`${PREFIX}1//b`),
            listed(`${PREFIX}1/a`, { sha256: 'AB'.repeat(32) }),
          ],
        },
      ]);
      const pages = [];
      for await (const files of lists.walk({ path: '1/' })) {
        pages.push(files);
      }
      expect(pages).toMatchObject([
        [
          { path: '1//b', unsupportedName: true },
          { path: '1/a', name: 'a', etag: '"0x1"', sha256: 'ab'.repeat(32) },
        ],
      ]);
    });

    it('should not go round in circles', async () => {
      const { lists, queries } = createLists([
        { blobs: [], nextMarker: 'again' },
      ]);
      await expect(lists.walk({ path: '' }).next()).rejects.toMatchObject({
        code: 'StorageUnavailable',
      });
      expect(queries).toHaveLength(2);
    });
  });

  describe('listVersions', () => {
    const at = (second: number) => `2026-01-02T03:04:0${second}.1234567Z`;

    it('should put the newest first, and leave out what is not a version', async () => {
      const name = `${PREFIX}a.txt`;
      const { lists, queries } = createLists([
        {
          blobs: [
            listed(name, { versionId: at(1), snapshot: at(3) }),
            listed(name, { versionId: at(2) }),
            listed(name, { versionId: at(4), isCurrentVersion: true }),
            listed(name, { versionId: at(9) }),
            listed(name, { versionId: 'x', etag: '0x2' }),
            listed(name),
            listed(`${name}.bak`, { versionId: at(5) }),
          ],
          nextMarker: 'more of others',
        },
      ]);
      const version = { size: 1, etag: '"0x1"', lastModified: LAST_MODIFIED };
      await expect(lists.listVersions('a.txt')).resolves.toEqual([
        {
          ...version,
          version: `version:${at(4)}`,
          kind: 'version',
          isCurrent: true,
        },
        {
          ...version,
          version: `version:${at(9)}`,
          kind: 'version',
          isCurrent: false,
        },
        {
          ...version,
          version: `snapshot:${at(3)}`,
          kind: 'snapshot',
          isCurrent: false,
        },
        {
          ...version,
          version: `version:${at(2)}`,
          kind: 'version',
          isCurrent: false,
        },
      ]);
      expect(queries).toEqual([
        {
          prefix: name,
          include: ['snapshots', 'versions'],
          marker: undefined,
          maxResults: 5000,
        },
      ]);
    });

    it('should keep to the newest where there are too many', async () => {
      const page = (second: number) =>
        Array.from({ length: 700 }, (_, index) =>
          listed(`${PREFIX}a.txt`, {
            versionId: `2026-01-02T03:04:0${second}.${`${index}`.padStart(
              7,
              '0',
            )}Z`,
          }),
        );
      const { lists } = createLists([
        { blobs: page(1), nextMarker: 'one' },
        { blobs: page(2) },
      ]);
      const versions = await lists.listVersions('a.txt');
      expect(versions).toHaveLength(1000);
      expect(versions[0].version).toBe('version:2026-01-02T03:04:02.0000699Z');
      expect(versions[999].version).toBe(
        'version:2026-01-02T03:04:01.0000400Z',
      );
    });
  });
});
