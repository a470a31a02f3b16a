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
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import { propertyRuns } from '../../__testUtils__/propertyRuns';
import { findCommonFolder, planZip } from './planZip';

const LIMITS = { maxFiles: 100, maxBytes: 1_000 };

function plan(
  blobs: MemoryBlobStore,
  paths: string[],
  limits: Partial<typeof LIMITS> = {},
) {
  const { signal } = new AbortController();
  const session = { blobs };
  return planZip({ session, paths, limits: { ...LIMITS, ...limits }, signal });
}

describe('findCommonFolder', () => {
  it('should be above all of them, and as deep as it can be', () => {
    const segment = fc.constantFrom('a', 'b', 'ab');
    const path = fc
      .tuple(fc.array(segment, { minLength: 1, maxLength: 4 }), fc.boolean())
      .map(([all, isFolder]) => all.join('/') + (isFolder ? '/' : ''));
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 4 }), paths => {
        const common = findCommonFolder(paths);
        const holdsAll = (folder: string) =>
          paths.every(each => each.startsWith(folder));
        expect(common === '' || common.endsWith('/')).toBe(true);
        expect(holdsAll(common)).toBe(true);
        for (const next of ['a/', 'b/', 'ab/']) {
          expect(holdsAll(common + next)).toBe(false);
        }
      }),
      propertyRuns(),
    );
  });
});

describe('planZip', () => {
  const store = new MemoryBlobStore({
    'run-1/a.txt': 'a',
    'run-1/b/c.txt': 'bc',
    'run-10/d.txt': 'd',
  });
  store.walkPageSize = 1;

  it('should name each file once, however it is asked for', async () => {
    const paths = ['run-1/', 'run-1/b/', 'run-1/a.txt', 'run-1/'];
    const { files, size, folder } = await plan(store, paths);
    expect(folder).toBe('run-1/');
    expect(size).toBe(3);
    expect(files.map(({ path, name }) => [path, name]).sort()).toEqual([
      ['run-1/a.txt', 'a.txt'],
      ['run-1/b/c.txt', 'b/c.txt'],
    ]);
  });

  it('C17: should stop looking as soon as there is too much', async () => {
    let pages = 0;
    const { walk } = store;
    const counting = Object.create(store, {
      walk: {
        async *value(options: { path: string }) {
          for await (const page of walk.call(store, options)) {
            pages += 1;
            yield page;
          }
        },
      },
    });
    await expect(
      plan(counting, ['run-1/', 'run-10/'], { maxFiles: 1 }),
    ).rejects.toMatchObject({ code: 'ArchiveTooLarge', statusCode: 413 });
    expect(pages).toBe(2);
    await expect(
      plan(store, ['run-1/'], { maxBytes: 2 }),
    ).rejects.toMatchObject({ code: 'ArchiveTooLarge' });
    await expect(
      plan(store, ['run-1/'], { maxFiles: 2 }),
    ).resolves.toBeDefined();
  });

  it('should say what cannot be read by anybody, and refuse what has to be fetched first', async () => {
    const other = new MemoryBlobStore({ 'run-1/good': 'good' });
    other.put('run-1/cold', 'cold', { accessTier: 'Archive' });
    for (const paths of [['run-1/'], ['run-1/cold']]) {
      await expect(plan(other, paths)).rejects.toMatchObject({
        code: 'BlobArchived',
      });
    }
    const odd = Object.create(store, {
      walk: {
        async *value() {
          const path = 'run-1/..\\x';
          yield [{ name: '..\\x', path, kind: 'file', unsupportedName: true }];
        },
      },
    });
    const { files, skipped } = await plan(odd, ['run-1/']);
    expect(files).toEqual([]);
    expect(skipped).toEqual(['run-1/..\\x']);
  });

  it('should not make an empty zip of what is not there', async () => {
    for (const path of ['run-2/', 'run-2', 'run-1']) {
      await expect(plan(store, ['run-1/', path])).rejects.toMatchObject({
        code: 'BlobNotFound',
      });
    }
  });
});
