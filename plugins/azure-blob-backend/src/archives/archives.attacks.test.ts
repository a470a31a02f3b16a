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

import { buffer } from 'node:stream/consumers';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { createZip, TestMember } from './__testUtils__/zips';
import { Looker } from './__testUtils__/lookInto';

const MIB = 2 ** 20;
/** What `zlib` hands out at once. */
const CHUNK = 16 * 1024;

function look(path: string, bytes: Buffer) {
  return new Looker(new MemoryBlobStore({ [path]: bytes }));
}

async function open(members: TestMember[], name: string) {
  const looker = look('a.zip', createZip(members));
  return looker.open('a.zip', name).catch(error => ({
    code: error.code as string,
    message: error.message as string,
    isBroken: true,
    body: Buffer.alloc(0),
  }));
}

describe('archives, attacked', () => {
  const text = Buffer.from('nothing but text\n'.repeat(1_000));
  const bomb = Buffer.alloc(64 * MIB);

  it('C18: should not unpack what is out of proportion, and show its beginning only', async () => {
    const looker = look('a.zip', createZip([{ name: 'bomb', content: bomb }]));
    const { items } = await looker.list('a.zip');
    expect(items[0]).toMatchObject({ size: 64 * MIB });
    await expect(looker.open('a.zip', 'bomb')).rejects.toMatchObject({
      code: 'DecompressionLimit',
      statusCode: 413,
    });
    const { body } = await looker.open('a.zip', 'bomb', { length: MIB });
    expect(body).toHaveLength(MIB);
  });

  it('C13, C18: should stop unpacking a compressed tar that is a bomb', async () => {
    const tar = pack();
    tar.entry({ name: 'first' }, 'a');
    tar.entry({ name: 'bomb' }, bomb);
    tar.entry({ name: 'last' }, 'z');
    tar.finalize();
    const looker = look('a.tgz', gzipSync(await buffer(tar)));
    const { items, problem } = await looker.list('a.tgz');
    expect(items.map(({ path }) => path)).toEqual(['first', 'bomb']);
    expect(problem).toMatch(/more than 100 bytes come out of each byte/);
    await expect(looker.open('a.tgz', 'last')).rejects.toMatchObject({
      code: 'DecompressionLimit',
    });
    const answer = await looker.open('a.tgz', 'bomb');
    expect(answer).toMatchObject({
      isBroken: true,
      code: 'DecompressionLimit',
    });
    expect(answer.body.length).toBeLessThan(2 * MIB);

    const onlyZeros = look('b.tgz', gzipSync(bomb));
    await expect(onlyZeros.list('b.tgz')).resolves.toMatchObject({ items: [] });
  });

  it('C18: should say that files lie over each other', async () => {
    // One kernel that all of them share.
    const packed = deflateRawSync(text);
    const zip = createZip([
      { name: 'a', content: text },
      { name: 'b', content: text, lies: { offset: 0 } },
      { name: 'c', content: text, lies: { offset: 10 } },
    ]);
    expect(packed.length).toBeGreaterThan(40);
    const { items, problem } = await look('a.zip', zip).list('a.zip');
    expect(items).toHaveLength(3);
    expect(problem).toMatch(/lie over each other/);
    const looker = look('a.zip', zip);
    for (const name of ['b', 'c']) {
      await expect(looker.open('a.zip', name)).rejects.toMatchObject({
        code: 'ArchiveUnreadable',
      });
    }
  });

  it.each<[string, TestMember, RegExp]>([
    [
      'is encrypted',
      { name: 'x', content: text, flags: 0x0801 },
      /needs a password/,
    ],
    [
      'is packed by a method that is not known',
      { name: 'x', content: text, method: 14 },
      /method 14/,
    ],
    [
      'lies about how long it is when stored',
      { name: 'x', content: text, method: 0, lies: { size: 5 } },
      /lies about/,
    ],
    [
      'is somewhere else',
      { name: 'x', content: text, lies: { offset: 7 } },
      /damaged/,
    ],
    [
      'is behind the end',
      { name: 'x', content: text, lies: { offset: 0x7fffffff } },
      /damaged/,
    ],
    [
      'is longer than the zip',
      { name: 'x', content: text, lies: { compressedSize: 0x7fffffff } },
      /damaged/,
    ],
    [
      'has another name where it is',
      { name: 'x', content: text, lies: { localName: 'y' } },
      /lies about/,
    ],
  ])('C18: should refuse what %s', async (_, member, message) => {
    const answer = await open([member], 'x');
    expect(answer).toMatchObject({
      code: 'ArchiveUnreadable',
      message: expect.stringMatching(message),
    });
  });

  it.each<[string, TestMember['lies']]>([
    ['shorter', { size: text.length - 1 }],
    ['longer', { size: text.length + 1 }],
    ['cut off', { compressedSize: 20 }],
    ['of another checksum', { crc32: 1 }],
  ])(
    'C18: should break off before the end of what is %s than the zip says',
    async (_, lies) => {
      const answer = await open([{ name: 'x', content: text, lies }], 'x');
      expect(answer).toMatchObject({
        isBroken: true,
        code: 'ArchiveUnreadable',
      });
      expect(answer.body.length).toBeLessThan(lies?.size ?? text.length);
    },
  );

  it('C18: should keep the end back of what is as long as its first chunks, and then longer', async () => {
    const content = Buffer.alloc(5 * CHUNK, 'a little text\n');
    for (const size of [0, CHUNK, 2 * CHUNK, 3 * CHUNK]) {
      const answer = await open([{ name: 'x', content, lies: { size } }], 'x');
      expect(answer).toMatchObject({
        isBroken: true,
        code: 'ArchiveUnreadable',
      });
      expect([size, answer.body.length]).toEqual([
        size,
        Math.max(0, size - CHUNK),
      ]);
    }
  });

  it('C18: should show names as they are, and never follow them', async () => {
    const names = [
      '../../etc/passwd',
      '/etc/passwd',
      'C:\\windows\\system.ini',
      'a\\..\\b',
      '\u202egpj.exe',
      'nul\0byte',
      '__proto__',
      'a'.repeat(4_000),
    ];
    const zip = createZip(names.map(name => ({ name, content: text })));
    const looker = look('a.zip', zip);
    const { items } = await looker.list('a.zip');
    expect(items.map(({ path }) => path)).toEqual(names);
    for (const name of names) {
      const { body, headers } = await looker.open('a.zip', name);
      expect(body.equals(text)).toBe(true);
      expect(headers['Content-Disposition']).toMatch(/^attachment; filename=/);
      expect(headers['Content-Disposition']).not.toMatch(/[/\\\0\u202e]/);
    }
  });

  it('C4: should take an archive for what its name and its bytes both say', async () => {
    const zip = createZip([{ name: 'x', content: text }]);
    const gz = gzipSync(zip);
    for (const [path, bytes] of [
      ['a.txt', zip],
      ['zip', zip],
      ['a.tar', zip],
      ['a.tgz', zip],
      ['a.tgz', gz],
      ['a.zip', gz],
      ['a.zip', Buffer.alloc(0)],
      ['a.tar', Buffer.alloc(0)],
      ['a.tgz', Buffer.alloc(0)],
      ['a.zip', Buffer.from('PK')],
      ['a.tar', Buffer.from('no tar')],
    ] as const) {
      await expect(look(path, bytes).list(path)).rejects.toMatchObject({
        code: 'ArchiveUnreadable',
        statusCode: 422,
      });
    }
    const shellScript = createZip([{ name: 'x', content: text }], {
      prefix: Buffer.from('#!/bin/sh\nexec java -jar "$0"\n'),
    });
    const { items } = await look('app.jar', shellScript).list('app.jar');
    expect(items).toHaveLength(1);
  });

  it('C18: should not hang, and not fill memory, where a zip has more files than bytes', async () => {
    const zip = createZip([{ name: 'x', content: text }], {
      entryCount: 60_000,
    });
    const { items, total, problem } = await look('a.zip', zip).list('a.zip');
    expect(items).toHaveLength(1);
    expect(total).toBeUndefined();
    expect(problem).toMatch(/damaged or cut off/);
  });
});
