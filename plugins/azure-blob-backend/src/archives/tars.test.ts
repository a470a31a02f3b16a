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
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { Header, pack } from 'tar-stream';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { Looker } from './__testUtils__/lookInto';
import { SparseBlobStore } from './__testUtils__/SparseBlobStore';

const LONG = `${'folder/'.repeat(60)}name é.txt`;

async function createTar(
  members: Array<Partial<Header> & { name: string; content?: Buffer }>,
): Promise<Buffer> {
  const tar = pack();
  for (const { content, ...header } of members) {
    tar.entry(header, content ?? Buffer.alloc(0));
  }
  tar.finalize();
  return buffer(tar);
}

describe('tars', () => {
  const noise = randomBytes(300_000);
  const mtime = new Date('2026-01-02T03:04:05.000Z');
  const members = [
    { name: 'bin', type: 'directory' as const },
    { name: 'bin/app', content: noise, mtime },
    { name: 'bin/latest', type: 'symlink' as const, linkname: 'app' },
    { name: LONG, content: Buffer.from('deep') },
    { name: 'empty' },
    { name: 'last', content: Buffer.from('the end') },
  ];
  let tar: Buffer;
  let looker: Looker;

  beforeAll(async () => {
    tar = await createTar(members);
    const store = new MemoryBlobStore({
      'a.tar': tar,
      'a.tgz': gzipSync(tar),
      // As `cat one.gz other.gz` makes it.
      'a.tar.gz': Buffer.concat([
        gzipSync(tar.subarray(0, 5_000)),
        gzipSync(tar.subarray(5_000)),
      ]),
    });
    looker = new Looker(store);
  });

  it.each(['a.tar', 'a.tgz', 'a.tar.gz'])('should list %s', async path => {
    const { items, ...page } = await looker.list(path);
    expect(page).toEqual({
      format: path === 'a.tar' ? 'tar' : 'tgz',
      etag: expect.any(String),
    });
    expect(items.map(item => `${item.kind} ${item.path} ${item.size}`)).toEqual(
      [
        'folder bin 0',
        'file bin/app 300000',
        'link bin/latest 0',
        `file ${LONG} 4`,
        'file empty 0',
        'file last 7',
      ],
    );
    expect(items[1].modified).toBe(mtime.toISOString());
  });

  it.each(['a.tar', 'a.tgz', 'a.tar.gz'])(
    'should list %s page after page, and open each file of it',
    async path => {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await looker.list(path, { cursor, limit: 2 });
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items.map(item => item.path));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(seen.slice(1)).toEqual(members.slice(1).map(({ name }) => name));

      const isFile = ({ type }: { type?: string }) => type === undefined;
      for (const { name, content = Buffer.alloc(0) } of members.filter(
        isFile,
      )) {
        const { body, result } = await looker.open(path, name);
        expect(result).toBe('succeeded');
        expect(body.equals(content)).toBe(true);
      }
      await expect(looker.open(path, 'bin/latest')).rejects.toMatchObject({
        code: 'ArchiveUnreadable',
      });
      const part = await looker.open(path, 'bin/app', { length: 70_000 });
      expect(part.body.equals(noise.subarray(0, 70_000))).toBe(true);
      expect(part.headers).toMatchObject({
        'Content-Length': '70000',
        'Content-Range': 'bytes 0-69999/300000',
      });
    },
  );

  it('should read the headers of a big tar and nothing else', async () => {
    const header = (await createTar([{ name: 'x', content: noise }])).subarray(
      0,
      512,
    );
    const span = 512 + Math.ceil(noise.length / 512) * 512;
    const count = 5_000;
    const store = new SparseBlobStore(count * span + 1024, offset => {
      const first = Math.floor(offset / span);
      return [first, first + 1]
        .filter(file => file < count)
        .map(file => ({ offset: file * span, bytes: header }));
    });
    const { items } = await new Looker(store).list('big.tar');
    expect(items).toHaveLength(1_000);
    expect(store.bytesRead / (1_000 * span)).toBeLessThan(0.25);
  });

  it('C18: should not believe a header whose checksum is another', async () => {
    const damaged = Buffer.from(tar);
    // The first letter of the second name.
    damaged[512] ^= 1;
    const other = new Looker(new MemoryBlobStore({ 'a.tar': damaged }));
    const { items, problem } = await other.list('a.tar');
    expect(items.map(item => item.path)).toEqual(['bin']);
    expect(problem).toMatch(/is damaged or cut off/);
  });

  it('should show what is there before a tar is cut off, and say that it is', async () => {
    const whole = new Map([
      ['a.tar', tar],
      ['a.tgz', gzipSync(tar)],
    ]);
    for (const [path, bytes] of whole) {
      const cut = bytes.subarray(0, Math.floor(bytes.length / 2));
      const other = new Looker(new MemoryBlobStore({ [path]: cut }));
      const { items, problem, nextCursor } = await other.list(path);
      expect(items.map(item => item.path)).toEqual(['bin', 'bin/app']);
      expect(problem).toMatch(/is damaged or cut off/);
      expect(nextCursor).toBeUndefined();
      const answer = await other
        .open(path, 'bin/app')
        .catch(error => ({ code: error.code, isBroken: true }));
      expect(answer).toMatchObject({
        isBroken: true,
        code: 'ArchiveUnreadable',
      });
    }
  });
});
