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

import { setImmediate } from 'node:timers/promises';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../../config/quote';
import { GzipDecoder } from './GzipDecoder';

const MAX_RATIO = 100;
/** Up to here any ratio is harmless. */
const FREE_BYTES = 1024 * 1024;
const MAX_TEXT_BYTES = 16 * 1024 ** 3;
/** Spent on unpacking alone: waiting for bytes costs nobody anything. */
const MAX_MILLISECONDS = 5 * 60_000;
/** After so much work, others get their turn. */
const TURN_MILLISECONDS = 8;
const RETRY_SECONDS = 60;

/**
 * The text of a compressed log, as far as there is any: it ends where the log
 * is cut off or damaged, as `decoder` then tells.
 *
 * @param now - a clock, in milliseconds.
 * @throws `AzureBlobError` with `DecompressionLimit` where more comes out than
 * anybody meant to write, or where that takes too long.
 */
export async function* unpackGzip(
  source: AsyncIterable<Buffer>,
  decoder: GzipDecoder,
  path: string,
  now = () => performance.now(),
): AsyncGenerator<Buffer, void> {
  let spent = 0;
  let turn = 0;
  let begun = now();
  const pause = async () => {
    spent += now() - begun;
    if (spent > MAX_MILLISECONDS) {
      throw tooMuch(path, 'it takes more than 5 minutes', RETRY_SECONDS);
    }
    if (spent - turn >= TURN_MILLISECONDS) {
      turn = spent;
      await setImmediate();
    }
  };
  for await (const chunk of source) {
    begun = now();
    for (const text of decoder.add(chunk)) {
      assertWithinLimits(decoder, path);
      await pause();
      yield text;
      begun = now();
    }
    // Much work may come to no text at all
    await pause();
    if (decoder.isDamaged) {
      return;
    }
  }
}

function assertWithinLimits(
  { textOffset, blobOffset }: GzipDecoder,
  path: string,
): void {
  if (textOffset > FREE_BYTES && textOffset > MAX_RATIO * blobOffset) {
    throw tooMuch(path, `more than ${MAX_RATIO} bytes come out of each byte`);
  }
  if (textOffset > MAX_TEXT_BYTES) {
    const limit = MAX_TEXT_BYTES / 1024 ** 3;
    throw tooMuch(path, `more than ${limit} GiB come out of it`);
  }
}

function tooMuch(
  path: string,
  what: string,
  retryAfterSeconds?: number,
): AzureBlobError {
  return new AzureBlobError(
    'DecompressionLimit',
    `${quote(path)} is not unpacked: ${what}.`,
    { retryAfterSeconds },
  );
}
