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

import { createHash, randomBytes } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { IntegrityCheck, IntegrityCheckOptions } from './IntegrityCheck';

/** Each is taken before the next one comes, and the last before the end. */
async function* trickle(chunks: Buffer[]) {
  for (const chunk of chunks) {
    yield chunk;
    await setImmediate();
  }
}

async function send(
  chunks: Buffer[],
  options: Partial<IntegrityCheckOptions> = {},
) {
  const length = Buffer.concat(chunks).length;
  const check = IntegrityCheck.create({ path: 'a', length, ...options });
  pipeline(Readable.from(trickle(chunks)), check, () => {});
  const passed: Buffer[] = [];
  let code: string | undefined;
  try {
    for await (const chunk of check) {
      passed.push(chunk);
    }
  } catch (error) {
    code = error instanceof AzureBlobError ? error.code : String(error);
  }
  return { code, bytes: Buffer.concat(passed), sha256: check.sha256 };
}

const sha256Of = (bytes: Buffer) =>
  createHash('sha256').update(bytes).digest('hex');
const md5Of = (bytes: Buffer) =>
  createHash('md5').update(bytes).digest('base64');

describe('IntegrityCheck', () => {
  const content = randomBytes(1_000);

  it(
    'C21: should pass on what was published, and never the whole of anything else',
    async () => {
      const cuts = fc.array(fc.nat({ max: content.length }), { maxLength: 5 });
      const flip = fc.option(fc.nat({ max: content.length - 1 }));
      const kind = fc.constantFrom('sha256', 'contentMd5', 'both');
      await fc.assert(
        fc.asyncProperty(cuts, flip, kind, async (at, flipped, recordedBy) => {
          const bytes = Buffer.from(content);
          if (flipped !== null) {
            bytes[flipped] ^= 1;
          }
          const ends = [...at, content.length].sort((a, b) => a - b);
          const chunks = ends
            .map((end, n) => bytes.subarray(ends[n - 1] ?? 0, end))
            .filter(chunk => chunk.length > 0);
          const recorded = {
            ...(recordedBy !== 'contentMd5' && { sha256: sha256Of(content) }),
            ...(recordedBy !== 'sha256' && { contentMd5: md5Of(content) }),
          };
          const sent = await send(chunks, { recorded, withSha256: true });
          const isWhole = sent.bytes.length === content.length;
          const seen = { code: sent.code, sha256: sent.sha256, isWhole };
          expect(sent.bytes).toEqual(bytes.subarray(0, sent.bytes.length));
          expect(seen).toEqual(
            flipped === null
              ? { code: undefined, sha256: sha256Of(content), isWhole: true }
              : { code: 'IntegrityFailed', sha256: undefined, isWhole: false },
          );
        }),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it('C21: should hold the recorded SHA-256 above the MD5 of storage', async () => {
    const recorded = { sha256: sha256Of(content), contentMd5: md5Of(content) };
    const other = randomBytes(1_000);
    const sent = await send([other], {
      recorded: { ...recorded, contentMd5: md5Of(other) },
    });
    expect(sent.code).toBe('IntegrityFailed');
    expect((await send([content], { recorded })).code).toBeUndefined();
  });

  it('should check nothing where nothing that can be was recorded', async () => {
    for (const recorded of [
      undefined,
      {},
      { sha256: 'none', contentMd5: 'none' },
      { sha256: sha256Of(content).toUpperCase() },
    ]) {
      const sent = await send([content], { recorded });
      expect(sent.code).toBeUndefined();
    }
  });

  it('should not end cleanly where there are too few bytes, or too many', async () => {
    for (const length of [999, 1_001]) {
      const sent = await send([content], { length });
      expect(sent.code).toBe('StorageUnavailable');
    }
  });

  it('C21: should refuse an empty blob that was not empty', async () => {
    const recorded = { sha256: sha256Of(content) };
    expect((await send([], { recorded })).code).toBe('IntegrityFailed');
    const empty = { sha256: sha256Of(Buffer.alloc(0)) };
    expect((await send([], { recorded: empty })).code).toBeUndefined();
  });
});
