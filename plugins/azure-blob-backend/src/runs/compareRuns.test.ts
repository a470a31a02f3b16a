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
import {
  AzureBlobDifference,
  AzureBlobItem,
} from 'backstage-plugin-azure-blob-common';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { compareRuns } from './compareRuns';
import { describeRun } from './describeRun';

/** Of an account with a hierarchical namespace, or one that orders UTF-8. */
class ReorderedBlobStore extends MemoryBlobStore {
  constructor(private readonly toKey: (path: string) => Buffer) {
    super();
  }

  async *walk(options: { path: string }): AsyncIterable<AzureBlobItem[]> {
    const files: AzureBlobItem[] = [];
    for await (const page of super.walk(options)) {
      files.push(...page);
    }
    files.sort((one, other) =>
      Buffer.compare(this.toKey(one.path), this.toKey(other.path)),
    );
    for (const file of files) {
      yield [file];
    }
  }
}

/** Of run 1 a page has a thousand files, and of others one of them. */
class EndlessBlobStore extends MemoryBlobStore {
  constructor(private readonly isBackwards = false) {
    super({ '1/x': '', '2/x': '' });
  }

  async *walk({ path }: { path: string }): AsyncIterable<AzureBlobItem[]> {
    for (let page = 0; page < 101; page++) {
      yield Array.from({ length: path === '1/' ? 1000 : 1 }, (_, at) => {
        const index = page * 1000 + at;
        const number = this.isBackwards ? 200_000 - index : index;
        const name = String(number).padStart(6, '0');
        const lastModified = '2026-01-02T03:04:05.000Z';
        return {
          ...{ name, kind: 'file' as const, size: 1, lastModified },
          path: `${path}${name}`,
        };
      });
    }
  }
}

async function compareAll(store: MemoryBlobStore, limit: number) {
  const session = createTestSession(store);
  const options = { session, base: '1', head: '2', limit };
  const first = await compareRuns(options);
  const items = [...first.items];
  let cursor = first.nextCursor;
  while (cursor !== undefined) {
    const page = await compareRuns({ ...options, cursor });
    expect(page).not.toHaveProperty('totals');
    expect(page.items.length).toBeGreaterThan(0);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return { ...first, items };
}

describe('compareRuns', () => {
  it('should find what putting both lists side by side would', async () => {
    const path = fc
      .array(
        fc.constantFrom('a', 'b-c', 'b', 'Ä', '10', '\u{1f600}', '\uff5e'),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map(segments => `${segments.join('/')}.txt`);
    const files = fc
      .array(fc.tuple(path, fc.constantFrom('x', 'y', 'long')), {
        minLength: 1,
        maxLength: 12,
      })
      .map(entries => new Map(entries));
    await fc.assert(
      fc.asyncProperty(
        files,
        files,
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom(
          () => new MemoryBlobStore(),
          () => new ReorderedBlobStore(full => Buffer.from(full)),
          () =>
            new ReorderedBlobStore(full =>
              Buffer.from(full.replace(/\//g, '\0')),
            ),
        ),
        async (base, head, limit, createStore) => {
          const store = createStore();
          store.walkPageSize = 3;
          base.forEach((text, name) => store.put(`1/${name}`, text));
          head.forEach((text, name) => store.put(`2/${name}`, text));
          const names = [...new Set([...base.keys(), ...head.keys()])].sort();
          const expected = names.flatMap(name => {
            const [before, after] = [base.get(name), head.get(name)];
            if (before === after) {
              return [];
            }
            const change = before && (after ? 'changed' : 'removed');
            return [[name, change ?? 'added']];
          });
          const { items, totals, complete } = await compareAll(store, limit);
          expect(items.map(item => [item.path, item.change])).toEqual(expected);
          const count = (change: AzureBlobDifference['change']) =>
            expected.filter(([, other]) => other === change).length;
          const size = (of: Map<string, string>) =>
            [...of.values()].join('').length;
          expect(totals).toEqual({
            added: count('added'),
            removed: count('removed'),
            changed: count('changed'),
            unchanged: names.length - expected.length,
            baseSize: size(base),
            headSize: size(head),
          });
          expect(complete).toBe(true);
        },
      ),
      propertyRuns(),
    );
  });

  it('should go by the checksum that both sides have', async () => {
    const store = new MemoryBlobStore();
    const [one, other] = ['a', 'b'].map(digit => digit.repeat(64));
    for (const [name, before, after, text] of [
      ['other', one, other, 'x'],
      ['same', one, one, 'y'],
      ['one-sided', one, undefined, 'y'],
      ['no-digest', undefined, undefined, 'y'],
      ['same-etag', undefined, other, 'x'],
    ] as const) {
      store.put(`1/${name}`, 'x', { metadata: { sha256: before ?? '' } });
      store.put(`2/${name}`, text, { metadata: { sha256: after ?? '' } });
    }
    store.put('1/same-digest', 'x', { metadata: { sha256: one } });
    store.put('2/same-digest', 'xx', { metadata: { sha256: one } });
    const { items, totals } = await compareAll(store, 10);
    expect(items).toEqual([
      expect.objectContaining({ path: 'no-digest', change: 'changed' }),
      expect.objectContaining({ path: 'one-sided', change: 'changed' }),
      {
        path: 'other',
        change: 'changed',
        before: expect.objectContaining({ size: 1, sha256: one }),
        after: expect.objectContaining({ size: 1, sha256: other }),
      },
    ]);
    expect(totals).toMatchObject({ changed: 3, unchanged: 3 });
  });

  it('should stop where a run has too many files, and say so', async () => {
    const session = createTestSession(new EndlessBlobStore());
    const options = { session, base: '1', head: '2', limit: 1 };
    const { complete, totals } = await compareRuns(options);
    expect(complete).toBe(false);
    expect(totals).toMatchObject({ added: 0, baseSize: 100_000 });
    expect(await describeRun({ session, run: '1' })).toEqual({
      ...{ id: '1', status: 'unknown', complete: false },
      ...{ size: 20_000, files: 20_000 },
    });
  });

  it('should say nothing of what too many files in another order may hide', async () => {
    const store = new EndlessBlobStore(true);
    const session = createTestSession(store);
    const options = { session, base: '1', head: '2', limit: 1 };
    const { complete, totals, items } = await compareRuns(options);
    expect(complete).toBe(false);
    expect(totals).toMatchObject({ added: 0, changed: 100, baseSize: 1e5 });
    expect(items).toMatchObject([{ change: 'removed' }]);
  });

  it('should count the files of a run, and know of none where there are none', async () => {
    const store = new MemoryBlobStore({
      '1/a': 'abc',
      '1/b/c': 'de',
      '10/a': '',
    });
    store.put('1/run.json', '{"size":9,"files":9,"status":"failed"}');
    const session = createTestSession(store);
    expect(await describeRun({ session, run: '1' })).toEqual({
      ...{ id: '1', status: 'failed', size: 43, files: 3, complete: true },
    });
    for (const run of ['2', '1/b', '..', '1/', '']) {
      await expect(describeRun({ session, run })).rejects.toMatchObject({
        code: 'RunNotFound',
      });
    }
  });

  it('should not compare with a run that is not there, nor take another cursor', async () => {
    const store = new MemoryBlobStore({ '1/a': '', '1/b': '', '2/c': '' });
    const session = createTestSession(store);
    for (const [base, head] of [
      ['1', '3'],
      ['3', '1'],
      ['1/a', '1'],
      ['..', '1'],
    ]) {
      await expect(
        compareRuns({ session, base, head, limit: 1 }),
      ).rejects.toMatchObject({ code: 'RunNotFound' });
    }
    const options = { session, limit: 1 };
    const { nextCursor: cursor } = await compareRuns({
      ...{ ...options, base: '1', head: '2' },
    });
    await expect(
      compareRuns({ ...options, base: '2', head: '1', cursor }),
    ).rejects.toMatchObject({ code: 'InvalidRequest' });
  });
});
