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
import { gzipSync } from 'node:zlib';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import * as fc from 'fast-check';
import { splitBytes } from '../../__testUtils__/logs';
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import {
  propertyRuns,
  propertyTimeout,
} from '../../__testUtils__/propertyRuns';
import { indexLog } from '../__testUtils__/indexLog';
import { LogText } from './LogText';
import { openLogText } from './openLogText';

const path = 'run/build.log';

async function readAll(stream: Readable): Promise<Buffer> {
  return Buffer.concat(await stream.toArray());
}

async function readPart(text: LogText, offset: number, count?: number) {
  const { stream, end } = await text.read({ offset, count });
  return { bytes: await readAll(stream), end };
}

/** What the text says from a byte on, in the words of its interface. */
function readNaively(content: Buffer, offset: number, count?: number) {
  const bytes = content.subarray(offset, offset + (count ?? content.length));
  return { bytes, end: offset + bytes.length };
}

const arbitraryText = fc
  .array(
    fc.oneof(
      fc.string({ maxLength: 60 }).map(text => Buffer.from(`${text}\n`)),
      fc.nat(1_500).map(size => randomBytes(size)),
    ),
    { maxLength: 8, size: 'max' },
  )
  .map(parts => Buffer.concat(parts));

describe('openLogText', () => {
  it(
    'R10: should read any range of any text, packed or not, or say that there is none',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          arbitraryText,
          fc.boolean(),
          fc.array(fc.nat(100_000), { minLength: 3, maxLength: 3 }),
          fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1 }),
          async (content, isPacked, [seed, seed2, at], sizes) => {
            const cut = content.length === 0 ? 0 : at % content.length;
            const stored = isPacked
              ? Buffer.concat([
                  gzipSync(content.subarray(0, cut)),
                  gzipSync(content.subarray(cut), { level: seed % 10 }),
                ])
              : content;
            const blobs = new MemoryBlobStore({ [path]: stored });
            blobs.transform = bytes => splitBytes(bytes, sizes);
            const log = await indexLog(blobs, path);
            const text = await openLogText({
              ...{ blobs, path },
              index: log.toTextIndex(),
            });
            expect(text.size).toBe(isPacked ? content.length : stored.length);

            const offset = seed % (content.length + 2);
            const count = seed2 % 3 ? 1 + (seed2 % 5_000) : undefined;
            // Storage knows no range of an empty blob, not even an empty one
            const isNone =
              offset > 0
                ? offset >= content.length
                : stored.length === 0 && count !== undefined;
            const read = readPart(text, offset, count);
            expect(await read.catch(error => error.code)).toEqual(
              isNone
                ? 'RangeNotSatisfiable'
                : readNaively(content, offset, count),
            );
          },
        ),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it('should open a compressed log at its beginning before it has an index', async () => {
    const content = Buffer.from('a line\n'.repeat(900));
    const blobs = new MemoryBlobStore({ [path]: gzipSync(content) });
    const text = await openLogText({ blobs, path });
    expect(text).toMatchObject({ compression: 'gzip', size: undefined });
    expect(await readPart(text, 700, 7)).toEqual({
      bytes: Buffer.from('a line\n'),
      end: undefined,
    });
    await expect(readPart(text, content.length)).rejects.toMatchObject({
      code: 'RangeNotSatisfiable',
    });
  });

  it('should ask storage once for each read, where revision and index are known', async () => {
    const content = Buffer.from(randomBytes(10_000_000).toString('hex'));
    for (const stored of [content, gzipSync(content, { level: 1 })]) {
      const blobs = new MemoryBlobStore({ [path]: stored });
      const index = (await indexLog(blobs, path)).toTextIndex();
      const { revision } = await openLogText({ blobs, path, index });
      blobs.reads.length = 0;
      const text = await openLogText({ blobs, path, revision, index });
      expect(blobs.reads).toEqual([]);
      const { bytes } = await readPart(text, 19_000_000, 1_000);
      expect(bytes.equals(content.subarray(19_000_000, 19_001_000))).toBe(true);
      expect(blobs.reads).toHaveLength(1);
    }
  });

  it('R9: should never mix two logs: what is read is of the revision, or refused', async () => {
    for (const isPacked of [false, true]) {
      const pack = (text: string) =>
        isPacked ? gzipSync(text) : Buffer.from(text);
      const blobs = new MemoryBlobStore({ [path]: pack('one\n'.repeat(99)) });
      const text = await openLogText({ blobs, path });
      blobs.put(path, pack('two\n'.repeat(99)));
      await expect(text.read({ offset: 8 })).rejects.toMatchObject({
        code: 'BlobChanged',
      });
      const { revision } = text;
      await expect(
        openLogText({ blobs, path, revision }),
      ).rejects.toMatchObject({ code: 'BlobChanged' });
      const details = await blobs.getDetails(path);
      await expect(
        openLogText({ blobs, path, revision, details }),
      ).rejects.toMatchObject({ code: 'BlobChanged' });
    }
  });

  it('R11: should know a log that grows from another one under its name', async () => {
    const blobs = new MemoryBlobStore();
    const blobType = 'AppendBlob';
    blobs.put(path, 'one\n', { blobType });
    const text = await openLogText({ blobs, path });
    blobs.append(path, 'two\n');
    const { bytes } = await readPart(text, 0);
    expect(bytes.toString()).toBe('one\ntwo\n');

    blobs.put(path, 'other\n', { blobType });
    for (const offset of [0, 4, 99]) {
      await expect(text.read({ offset })).rejects.toMatchObject({
        code: 'BlobChanged',
      });
    }
  });

  it('should read an old version under a revision of its own', async () => {
    const blobs = new MemoryBlobStore();
    blobs.keepsVersions = true;
    blobs.put(path, 'old\n');
    blobs.put(path, 'new\n');
    const [, { version }] = await blobs.listVersions(path);
    const text = await openLogText({ blobs, path, version });
    const now = await openLogText({ blobs, path });
    expect((await readPart(text, 0)).bytes.toString()).toBe('old\n');
    expect(text.revision).not.toBe(now.revision);
    await expect(
      openLogText({ blobs, path, version, revision: now.revision }),
    ).rejects.toMatchObject({ code: 'BlobChanged' });
  });

  it('should end the request to storage when nobody reads on', async () => {
    for (const stored of [randomBytes(9_999), gzipSync(randomBytes(9_999))]) {
      const blobs = new MemoryBlobStore({ [path]: stored });
      const opened: Readable[] = [];
      const read = blobs.read.bind(blobs);
      blobs.read = async (...options) => {
        const answer = await read(...options);
        opened.push(answer.stream);
        return answer;
      };
      blobs.transform = async function* hold(bytes) {
        yield bytes.subarray(0, 5_000);
        await new Promise(() => {});
      };
      const details = await blobs.getDetails(path);
      const format = {
        encoding: 'utf-8' as const,
        isBinary: true,
        ...(stored.length !== 9_999 && { compression: 'gzip' as const }),
      };
      const text = await openLogText({
        ...{ blobs, path, details },
        index: { format },
      });
      const { stream } = await text.read({ offset: 0 });
      stream.destroy();
      await new Promise(resolve => setTimeout(resolve, 20));
      expect(opened.map(({ destroyed }) => destroyed)).toEqual([true]);
    }
  });

  it('should pass on what fails on the way', async () => {
    const blobs = new MemoryBlobStore({ [path]: gzipSync(randomBytes(9_999)) });
    const text = await openLogText({ blobs, path });
    blobs.transform = async function* fail(bytes) {
      yield bytes.subarray(0, 5_000);
      throw new AzureBlobError('StorageThrottled', 'Busy.');
    };
    await expect(readPart(text, 0)).rejects.toMatchObject({
      code: 'StorageThrottled',
    });
  });
});
