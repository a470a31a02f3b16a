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

import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isRestError } from '@azure/core-rest-pipeline';
import type { BlobClient, ContainerClient } from '@azure/storage-blob';
import { CliError } from '../CliError';
import { callStorage } from '../storage/callStorage';
import { openContainer } from '../storage/openContainer';
import { parseBlobArgument } from './parseBlobArgument';

const ROLE = 'Storage Blob Data Reader';
const MAX_TRIES = 5;

/** Options of {@link download}, as the command line has them. */
export interface DownloadOptions {
  blob: string;
  account?: string;
  container?: string;
  endpoint?: string;
  output?: string;
  json?: boolean;
}

interface Expected {
  etag: string;
  size: number;
  sha256?: string;
  md5?: Uint8Array;
}

/**
 * Downloads a blob into a file beside `output`, goes on where an earlier try of
 * the same version stopped, and gives it its name once its checksum holds.
 */
export async function download(options: DownloadOptions): Promise<void> {
  const named = parseBlobArgument(options);
  const container = openContainer(named);
  const blob = container.getBlobClient(named.name);
  const output = options.output ?? basename(named.name);
  const part = `${output}.part`;
  const expected = await look(container, blob, named.name);
  await fetchRest({ container, blob, part, expected });
  const checked = await check(part, expected);
  await rename(part, output);
  await rm(`${part}.etag`, { force: true });
  const { size } = expected;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ output, size, checked })}\n`
      : `Downloaded ${size} bytes to ${output}; ${
          checked ? `its ${checked} checksum holds` : 'no checksum was recorded'
        }.\n`,
  );
}

async function look(
  container: ContainerClient,
  blob: BlobClient,
  name: string,
): Promise<Expected> {
  const found = await callStorage(container, ROLE, () =>
    blob.getProperties(),
  ).catch(error => {
    throw isRestError(error) && error.statusCode === 404
      ? new CliError('failed', `There is no blob "${name}".`)
      : error;
  });
  const { etag = '', contentLength: size = 0, metadata, contentMD5 } = found;
  return { etag, size, sha256: metadata?.sha256, md5: contentMD5 };
}

async function fetchRest(options: {
  container: ContainerClient;
  blob: BlobClient;
  part: string;
  expected: Expected;
}): Promise<void> {
  const { container, blob, part, expected } = options;
  await prepare(part, expected);
  for (let attempt = 1; ; attempt++) {
    const { size: offset } = await stat(part);
    if (offset >= expected.size) {
      return;
    }
    try {
      const { readableStreamBody } = await callStorage(container, ROLE, () =>
        blob.download(offset, undefined, {
          conditions: { ifMatch: expected.etag },
          maxRetryRequests: 0,
        }),
      );
      await pipeline(
        readableStreamBody ?? [],
        createWriteStream(part, { flags: 'a' }),
      );
    } catch (error) {
      if (error instanceof CliError) {
        throw error;
      }
      if (isRestError(error) && error.statusCode === 412) {
        throw new CliError(
          'failed',
          'The blob was replaced meanwhile. Try again.',
        );
      }
      if (attempt === MAX_TRIES) {
        throw new CliError(
          'failed',
          `The download broke off. What came is in "${part}"; the same command goes on from there.`,
        );
      }
      await wait(250 * 2 ** attempt);
    }
  }
}

/** Keeps what an earlier try has left only where it is of the same version. */
async function prepare(part: string, { etag, size }: Expected): Promise<void> {
  const left = await readFile(`${part}.etag`, 'utf8').catch(() => undefined);
  const found = await stat(part).catch(() => undefined);
  if (left !== etag || !found || found.size > size) {
    await writeFile(part, '');
    await writeFile(`${part}.etag`, etag);
  }
}

/**
 * @returns which checksum holds; `undefined` where none was recorded.
 * @throws {@link CliError} where it does not hold; then the file is gone.
 */
async function check(
  part: string,
  { sha256, md5 }: Expected,
): Promise<'SHA-256' | 'MD5' | undefined> {
  const recorded = sha256?.toLocaleLowerCase('en-US');
  const kind = recorded ? 'sha256' : 'md5';
  const wanted = recorded ?? (md5 && Buffer.from(md5).toString('hex'));
  if (!wanted) {
    return undefined;
  }
  const hash = createHash(kind);
  for await (const chunk of createReadStream(part)) {
    hash.update(chunk);
  }
  if (hash.digest('hex') !== wanted) {
    await rm(part, { force: true });
    await rm(`${part}.etag`, { force: true });
    throw new CliError(
      'integrity',
      'The file does not match its published checksum, so it was deleted. Tell who publishes it.',
    );
  }
  return recorded ? 'SHA-256' : 'MD5';
}
