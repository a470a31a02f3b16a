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
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';
import { SparseBlobStore } from '../../archives/__testUtils__/SparseBlobStore';
import { Looker } from '../../archives/__testUtils__/lookInto';
import { measureZip, writeZip, ZipMember } from './writeZip';

function toMember(name: string, content: Buffer, modified?: Date): ZipMember {
  return {
    name,
    size: content.length,
    modified: modified ?? new Date('2026-01-02T03:04:05.000Z'),
    open: () => Readable.from([content.subarray(0, 3), content.subarray(3)]),
  };
}

describe('writeZip', () => {
  it('should write what others read', async () => {
    const files: Array<[string, Buffer]> = [
      ['bin/app', randomBytes(300_000)],
      ['ä/e\u0301.txt', Buffer.from('text')],
      ['empty', Buffer.alloc(0)],
    ];
    const members = files.map(([name, content]) => toMember(name, content));
    const zip = await buffer(writeZip(members));
    expect(zip).toHaveLength(measureZip(members));

    const read = await fromBufferPromise(zip);
    const seen: Array<[string, Buffer]> = [];
    for await (const entry of read.eachEntry()) {
      const stream = await read.openReadStreamPromise(entry);
      seen.push([entry.fileName, await buffer(stream)]);
      expect(entry.getLastModDate()).toEqual(members[0].modified);
      expect(entry.externalFileAttributes >>> 16).toBe(0o100644);
    }
    expect(seen).toEqual(files);
  });

  it('should write an empty zip', async () => {
    const zip = await buffer(writeZip([]));
    expect(zip).toHaveLength(22);
    expect((await fromBufferPromise(zip)).entryCount).toBe(0);
  });

  it('should fail where a file is not as long as was said', async () => {
    const member = { ...toMember('a', Buffer.from('abc')), size: 4 };
    await expect(buffer(writeZip([member]))).rejects.toThrow(/not as long/);
  });

  it('C17: should use 64 bits where 32 are too few', async () => {
    const many = Array.from({ length: 70_000 }, (_, at) => ({
      ...toMember(`${at}`, Buffer.alloc(0)),
      async *open() {},
    }));
    const zip = await buffer(writeZip(many));
    expect(zip).toHaveLength(measureZip(many));
    expect((await fromBufferPromise(zip)).entryCount).toBe(70_000);
  }, 30_000);

  it('C17: should write files of more than 4 GiB, and more behind them', async () => {
    const block = Buffer.alloc(2 ** 20);
    const big: ZipMember = {
      ...toMember('big', Buffer.alloc(0)),
      size: 2 ** 32 + 1,
      open: () =>
        Readable.from(
          (function* generate() {
            for (let n = 0; n < 4096; n++) {
              yield block;
            }
            yield block.subarray(0, 1);
          })(),
        ),
    };
    const members = [big, toMember('last', Buffer.from('after'))];
    // Zeros need not be kept.
    const parts: Array<{ offset: number; bytes: Buffer }> = [];
    let size = 0;
    for await (const bytes of writeZip(members)) {
      if (bytes !== block) {
        parts.push({ offset: size, bytes });
      }
      size += bytes.length;
    }
    expect(size).toBe(measureZip(members));
    const looker = new Looker(new SparseBlobStore(size, () => parts));
    const { items, problem } = await looker.list('a.zip');
    expect(problem).toBeUndefined();
    expect(items.map(item => item.size)).toEqual([2 ** 32 + 1, 5]);
    const { body } = await looker.open('a.zip', 'last');
    expect(body.toString()).toBe('after');
    const start = await looker.open('a.zip', 'big', { length: 1_000 });
    expect(crc32(start.body)).toBe(crc32(block.subarray(0, 1_000)));
  }, 120_000);
});
