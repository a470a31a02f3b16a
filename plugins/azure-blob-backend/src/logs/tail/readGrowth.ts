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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../../config/quote';
import { LogText } from '../text';
import { TailedLog } from './TailedLog';
import { TailLines } from './TailLines';
import { PollerMember } from './types';

const LOOK_BACK_BYTES = 64 * 1024;

/** What a log holds behind what is known of it. */
export interface LogGrowth {
  chunks: AsyncIterable<Buffer>;
  /** Of the whole log, in bytes. */
  size: number;
  /** Whether nothing follows them. */
  isSealed: boolean;
}

/**
 * Asks for what is new, and for the byte before: so storage says each time that
 * it is the same log, and whether it is sealed, where it would only refuse a
 * range that is not there yet.
 */
export async function readGrowth(
  log: TailedLog,
  { blobs, signal }: Pick<PollerMember, 'blobs' | 'signal'>,
  { end, lastByte }: Pick<TailLines, 'end' | 'lastByte'>,
): Promise<LogGrowth> {
  const {
    stream,
    size,
    isSealed = false,
  } = await blobs.read(log.path, {
    range: { offset: Math.max(0, end - 1) },
    ...log.condition,
    signal,
  });
  if (size < end) {
    // Nothing at all is left, for which no range is asked.
    stream.destroy();
    throw new AzureBlobError(
      'RangeNotSatisfiable',
      `The log ${quote(log.path)} is shorter than it was.`,
    );
  }
  return {
    chunks: end === 0 ? stream : skipByte(stream, log, lastByte),
    size,
    isSealed,
  };
}

async function* skipByte(
  stream: AsyncIterable<Buffer>,
  { path }: TailedLog,
  expected: number | undefined,
): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of stream) {
    if (!isFirst) {
      yield chunk;
      continue;
    }
    isFirst = false;
    if (expected !== undefined && chunk[0] !== expected) {
      throw new AzureBlobError(
        'BlobChanged',
        `The log ${quote(path)} has been written anew.`,
      );
    }
    yield chunk.subarray(1);
  }
}

/** Finds the last byte up to `from` at which a line begins. */
export async function findLineStart(
  text: LogText,
  from: number,
  signal: AbortSignal,
): Promise<number> {
  for (let back = LOOK_BACK_BYTES; from > 0; back *= 16) {
    const begin = Math.max(0, from - back);
    const offset = begin - (begin % 2);
    const lines = new TailLines(offset, text.encoding);
    const { stream } = await text.read({
      offset,
      count: from - offset,
      signal,
    });
    for await (const chunk of stream) {
      lines.add(chunk);
    }
    if (offset === 0 || lines.next > offset) {
      return lines.next;
    }
  }
  return 0;
}
