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
import { gzipSync } from 'node:zlib';
import { GzipDecoder } from './GzipDecoder';
import { GZIP_START } from './GzipRestarts';
import { unpackGzip } from './unpackGzip';

const MINUTE = 60_000;
const content = randomBytes(100_000);
const packed = gzipSync(content);

describe('unpackGzip', () => {
  let time: number;
  let textMinutes: number;
  let waitMinutes: number;

  async function unpack(blob = packed) {
    async function* source() {
      for (let at = 0; at < blob.length; at += 10_000) {
        time += waitMinutes * MINUTE;
        yield blob.subarray(at, at + 10_000);
      }
    }
    const now = () => {
      time += textMinutes * MINUTE;
      return time;
    };
    const decoder = new GzipDecoder(GZIP_START);
    const parts: Buffer[] = [];
    for await (const part of unpackGzip(source(), decoder, 'a.log.gz', now)) {
      parts.push(part);
    }
    return Buffer.concat(parts);
  }

  beforeEach(() => {
    time = 0;
    textMinutes = 0;
    waitMinutes = 0;
  });

  it('C13: should refuse what takes too long to unpack', async () => {
    textMinutes = 3;
    await expect(unpack()).rejects.toMatchObject({
      code: 'DecompressionLimit',
      message: expect.stringContaining('5 minutes'),
    });
  });

  it('C13: should refuse what takes too long to unpack to nothing', async () => {
    textMinutes = 3;
    const nothing = Buffer.concat(Array(1_000).fill(gzipSync('')));
    await expect(unpack(nothing)).rejects.toMatchObject({
      code: 'DecompressionLimit',
      retryAfterSeconds: 60,
    });
  });

  it('should wait for bytes as long as it takes', async () => {
    waitMinutes = 60;
    expect((await unpack()).equals(content)).toBe(true);
  });
});
