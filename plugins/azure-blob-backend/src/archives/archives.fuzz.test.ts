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
import { gzipSync } from 'node:zlib';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { pack } from 'tar-stream';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { createZip } from './__testUtils__/zips';
import { Looker } from './__testUtils__/lookInto';

const MIB = 2 ** 20;
const SAFE_CODES = ['ArchiveUnreadable', 'DecompressionLimit', 'BlobNotFound'];
const LIMIT = 100;

/** What a look into an archive comes to that it must not. */
async function findUnsafe(path: string, bytes: Buffer): Promise<string[]> {
  const looker = new Looker(new MemoryBlobStore({ [path]: bytes }));
  const unsafe: string[] = [];
  const judge = (code: unknown) => {
    if (!SAFE_CODES.includes(String(code))) {
      unsafe.push(String(code));
    }
  };
  const toCode = (error: unknown) =>
    error instanceof AzureBlobError ? error.code : error;
  const names = new Set(['a', 'é']);
  try {
    const { items } = await looker.list(path, { limit: LIMIT });
    if (items.length > LIMIT) {
      unsafe.push(`${items.length} items`);
    }
    items.slice(0, 5).forEach(item => names.add(item.path));
  } catch (error) {
    judge(toCode(error));
  }
  for (const name of names) {
    try {
      const { body, isBroken, code } = await looker.open(path, name);
      if (body.length > MIB) {
        unsafe.push(`${body.length} bytes`);
      }
      if (isBroken) {
        judge(code);
      }
    } catch (error) {
      judge(toCode(error));
    }
  }
  return unsafe;
}

describe('archives, of any bytes', () => {
  const text = Buffer.from('nothing but text\n'.repeat(1_000));

  it(
    'C18: should answer or refuse whatever bytes an archive is made of',
    async () => {
      const tar = pack();
      tar.entry({ name: `${'long/'.repeat(40)}é` }, text.toString());
      tar.entry({ name: 'b', type: 'symlink', linkname: 'a' });
      tar.finalize();
      const tarBytes = await buffer(tar);
      const seeds: Array<[string, Buffer]> = [
        [
          'a.zip',
          createZip([
            { name: 'a', content: text },
            { name: 'b/', method: 0 },
            { name: 'é', content: text, method: 0 },
          ]),
        ],
        ['a.tar', tarBytes],
        ['a.tgz', gzipSync(tarBytes)],
      ];
      const mutation = fc.record({
        seed: fc.constantFrom(...seeds),
        edits: fc.array(
          fc.record({
            at: fc.double({ min: 0, max: 1, noNaN: true }),
            fromEnd: fc.boolean(),
            bytes: fc.oneof(
              fc.uint8Array({ minLength: 1, maxLength: 9 }),
              fc.constantFrom(
                new Uint8Array([255, 255, 255, 255]),
                new Uint8Array([0x50, 0x4b, 1, 2]),
                new Uint8Array([0x50, 0x4b, 5, 6]),
                new Uint8Array([0x50, 0x4b, 6, 7]),
                new Uint8Array([1, 0, 255, 255]),
              ),
            ),
          }),
          { maxLength: 6 },
        ),
        keep: fc.oneof(
          { weight: 3, arbitrary: fc.constant(1) },
          fc.double({ min: 0, max: 1, noNaN: true }),
        ),
      });
      await fc.assert(
        fc.asyncProperty(mutation, async ({ seed, edits, keep }) => {
          const [path, original] = seed;
          const bytes = Buffer.from(original);
          for (const { at, fromEnd, bytes: edit } of edits) {
            // What a zip says of itself is at its end.
            const span = fromEnd ? Math.min(300, bytes.length) : bytes.length;
            const start = bytes.length - span + Math.floor(at * span);
            bytes.set(
              edit.subarray(0, bytes.length - Math.min(start, bytes.length)),
              Math.min(start, bytes.length),
            );
          }
          const kept = bytes.subarray(0, Math.floor(bytes.length * keep));
          expect(await findUnsafe(path, kept)).toEqual([]);
        }),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );
});
