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

import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { Request, Response } from 'express';
import { AuditOutcome } from '../audit';
import { assertClean, getSafeHeaders, sendBody } from '../content';
import { toArchiveError, unreadable } from './archiveErrors';
import { ArchiveRequest, openArchive } from './openArchive';
import { OpenedEntry, openArchiveEntry } from './openArchiveEntry';

/** Options of {@link sendArchiveEntry}. */
export interface SendArchiveEntryOptions extends ArchiveRequest {
  /** As the archive names it; the first of that name is meant. */
  entry: string;
  /** In bytes, from its beginning; all of it where it is left out. */
  length?: number;
  req: Request;
  res: Response;
}

/**
 * Answers with a member of an archive, or with its beginning.
 *
 * @returns how it ended, once the first byte was sent.
 * @throws as long as another answer is possible.
 */
export async function sendArchiveEntry(
  options: SendArchiveEntryOptions,
): Promise<AuditOutcome> {
  const { path, entry: name, length, req, res, session } = options;
  const archive = await openArchive(options);
  await assertClean(session, options);
  const entry = await openArchiveEntry(archive, name, length).catch(error => {
    throw toArchiveError(path, error);
  });
  const { shown } = entry;
  const count = Math.min(shown.size, length ?? shown.size);
  const setHead = () => {
    res.set(getSafeHeaders(shown.path));
    res.set({
      'Accept-Ranges': 'none',
      'Content-Length': `${count}`,
      // Of an answer of 200 it means nothing but how long the whole is.
      ...(count > 0 &&
        count < shown.size && {
          'Content-Range': `bytes 0-${count - 1}/${shown.size}`,
        }),
    });
  };
  if (req.method === 'HEAD') {
    entry.close();
    setHead();
    res.end();
    return { result: 'succeeded', bytes: 0 };
  }
  let sent = 0;
  const body = check(path, entry, count, bytes => {
    sent += bytes;
  });
  return sendBody({
    ...options,
    body: Readable.from(body, { objectMode: false }),
    countBytes: () => sent,
    setHead,
  });
}

/**
 * Passes on as many bytes as were announced. The last of them are kept back
 * until it is known that the archive has told the truth.
 */
async function* check(
  path: string,
  entry: OpenedEntry,
  count: number,
  onBytes: (count: number) => void,
): AsyncGenerator<Buffer, void> {
  const { shown } = entry;
  let received = 0;
  let checksum = 0;
  let held: Buffer | undefined;
  try {
    for await (const chunk of entry.open()) {
      const part = chunk.subarray(0, count - received);
      received += chunk.length;
      if (received > count && count === shown.size) {
        throw unreadable(path, 'more comes out of it than it says');
      }
      if (part.length > 0) {
        checksum = crc32(part, checksum);
        if (held) {
          onBytes(held.length);
          yield held;
        }
        held = part;
      }
      if (received >= count && count < shown.size) {
        break;
      }
    }
  } catch (error) {
    throw toArchiveError(path, error);
  } finally {
    entry.close();
  }
  if (received < count) {
    throw unreadable(path, 'less comes out of it than it says');
  }
  if (
    count === shown.size &&
    entry.crc32 !== undefined &&
    entry.crc32 !== checksum
  ) {
    throw unreadable(path, 'it is damaged: a checksum in it is another');
  }
  if (held) {
    onBytes(held.length);
    yield held;
  }
}
