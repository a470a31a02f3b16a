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

import { randomBytes } from 'node:crypto';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { measureMemory } from '../__testUtils__/watchMemory';
import { createZip, TestMember } from './__testUtils__/zips';
import { Looker } from './__testUtils__/lookInto';
import { createHugeZip } from './__testUtils__/createHugeZip';

const GIB = 2 ** 30;

function look(members: TestMember[] | Buffer, path = 'run-1/app.jar') {
  const zip = Buffer.isBuffer(members) ? members : createZip(members);
  return new Looker(new MemoryBlobStore({ [path]: zip }));
}

describe('zips', () => {
  const noise = randomBytes(300_000);
  const text = Buffer.from('a line of text\n'.repeat(10_000));
  const members: TestMember[] = [
    { name: 'META-INF/' },
    { name: 'META-INF/MANIFEST.MF', content: text },
    { name: 'lib/ä.so', content: noise },
    { name: 'stored.bin', content: noise, method: 0 },
    { name: 'inner.zip', content: createZip([{ name: 'x' }]), method: 0 },
    { name: 'empty' },
  ];

  it('should list what a zip says of its files', async () => {
    const { items, ...page } = await look(members).list('run-1/app.jar');
    expect(page).toEqual({
      format: 'zip',
      etag: expect.stringMatching(/^"/),
      total: 6,
    });
    expect(items[1]).toEqual({
      path: 'META-INF/MANIFEST.MF',
      kind: 'file',
      size: text.length,
      compressedSize: expect.any(Number),
      modified: expect.stringMatching(/Z$/),
    });
    expect(items.map(({ path, kind }) => `${kind} ${path}`)).toEqual([
      'folder META-INF/',
      'file META-INF/MANIFEST.MF',
      'file lib/ä.so',
      'file stored.bin',
      'file inner.zip',
      'file empty',
    ]);
  });

  it('should open each file, or its beginning', async () => {
    const looker = look(members);
    for (const { name, content = Buffer.alloc(0) } of members.slice(1)) {
      const { body, headers, ...rest } = await looker.open(
        'run-1/app.jar',
        `${name}`,
      );
      expect(body.equals(content)).toBe(true);
      expect(headers['Content-Length']).toBe(`${content.length}`);
      expect(rest).toEqual({ isBroken: false, result: 'succeeded' });

      const part = await looker.open('run-1/app.jar', `${name}`, {
        length: 100,
      });
      expect(part.body.equals(content.subarray(0, 100))).toBe(true);
      expect(part.headers['Content-Range']).toBe(
        content.length > 100 ? `bytes 0-99/${content.length}` : undefined,
      );
    }
  });

  it('should take the first of two files of one name, and none that is not there', async () => {
    const looker = look([
      { name: 'twice', content: Buffer.from('first') },
      { name: 'twice', content: Buffer.from('second') },
    ]);
    const { body } = await looker.open('run-1/app.jar', 'twice');
    expect(body.toString()).toBe('first');
    await expect(looker.open('run-1/app.jar', 'Twice')).rejects.toMatchObject({
      code: 'BlobNotFound',
    });
  });

  it('should list page after page, and notice that the zip is another one by then', async () => {
    const names = Array.from({ length: 25 }, (_, at) => `file-${at}`);
    const store = new MemoryBlobStore({
      'a.zip': createZip(names.map(name => ({ name }))),
    });
    const looker = new Looker(store);
    const seen: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await looker.list('a.zip', { cursor, limit: 10 });
      expect(page.total).toBe(cursor === undefined ? 25 : undefined);
      seen.push(...page.items.map(({ path }) => path));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== undefined);
    expect(seen).toEqual(names);
    expect(pages).toBe(3);

    const { nextCursor } = await looker.list('a.zip', { limit: 10 });
    store.put('a.zip', createZip([{ name: 'other' }]));
    await expect(
      looker.list('a.zip', { cursor: nextCursor }),
    ).rejects.toMatchObject({ code: 'BlobChanged' });
    await expect(
      looker.list('a.zip', { cursor: 'made-up' }),
    ).rejects.toMatchObject({ code: 'InvalidRequest' });
  });

  it('should list a zip of 5 GiB, and open one file of it, reading next to nothing', async () => {
    const { store, size } = createHugeZip({
      files: 1_000,
      fileSize: 5_500_000,
    });
    expect(size).toBeGreaterThan(5 * GIB);
    const looker = new Looker(store);
    const { items, total, nextCursor } = await looker.list('huge.zip');
    expect(total).toBe(1_000);
    expect(items).toHaveLength(1_000);
    expect(items[999]).toMatchObject({ path: 'f/0000999', size: 5_500_000 });
    expect(nextCursor).toBeUndefined();
    expect(store.bytesRead / size).toBeLessThan(0.0001);

    store.bytesRead = 0;
    const { body } = await looker.open('huge.zip', 'f/0000999', {
      length: 1_000,
    });
    expect(body).toEqual(Buffer.alloc(1_000));
    expect(store.bytesRead / size).toBeLessThan(0.0001);
  });

  it('should page through a million files in constant memory', async () => {
    const { store } = createHugeZip({ files: 1_000_000, fileSize: 10 });
    const looker = new Looker(store);
    let cursor: string | undefined;
    let last = '';
    let seen = 0;
    const kept: number[] = [];
    do {
      const page = await looker.list('huge.zip', { cursor });
      seen += page.items.length;
      last = page.items.at(-1)?.path ?? '';
      cursor = page.nextCursor;
      if (seen % 250_000 === 0) {
        kept.push(measureMemory() / 2 ** 20);
      }
    } while (cursor !== undefined);
    expect(seen).toBe(1_000_000);
    expect(last).toBe('f/0999999');
    // The list itself has 64 MB.
    expect(kept[3] - kept[0]).toBeLessThan(8);
  }, 120_000);

  it('should let others have their turn while it looks for a file among many', async () => {
    const { store } = createHugeZip({ files: 200_000, fileSize: 10 });
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 1);
    const { body } = await new Looker(store).open('huge.zip', 'f/0199999');
    clearInterval(timer);
    expect(body).toEqual(Buffer.alloc(10));
    // Without a break there would be one for each read of the directory.
    expect(turns).toBeGreaterThan(20);
  }, 60_000);
});
