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

import { BlobStore, readChunks } from '../storage';
import { IndexedLog } from './IndexedLog';
import { DETECTED_BYTES } from './lines';
import {
  findFormat,
  firstByte,
  GzipDecoder,
  toCondition,
  unpackGzip,
} from './text';

/** Each yield takes longer than to index what storage sends at a time. */
const SHOWN_BYTES = 256 * 1024;

/** Options of {@link readIndexedLog}. */
export interface ReadIndexedLogOptions {
  blobs: BlobStore;
  path: string;
  version?: string;
  revision: string;
  /** Of the blob, in bytes: nothing behind it is read. */
  size: number;
  /** What has been indexed before, and is gone on with. */
  log?: IndexedLog;
  signal: AbortSignal;
}

/** Reads a log to its end, and yields its index each time that it has grown. */
export async function* readIndexedLog(
  options: ReadIndexedLogOptions,
): AsyncGenerator<IndexedLog, void> {
  const { size } = options;
  // So few bytes have not told yet how the text is stored
  const known =
    options.log && options.log.blobBytes >= DETECTED_BYTES
      ? options.log
      : undefined;
  const offset = known ? findOffset(known) : 0;
  let log = known;
  if (offset < size) {
    for await (log of readFrom(offset, options, known)) {
      yield log;
    }
  }
  log ??= IndexedLog.create(findFormat(Buffer.alloc(0)));
  log.blobBytes = size;
  log.index.finish();
  yield log;
}

/** The byte of the blob that the next text of a log begins at. */
function findOffset({ index, restarts, blobBytes }: IndexedLog): number {
  return restarts ? firstByte(restarts.find(index.indexedBytes)) : blobBytes;
}

async function* readFrom(
  offset: number,
  options: ReadIndexedLogOptions,
  known: IndexedLog | undefined,
): AsyncGenerator<IndexedLog, void> {
  const { blobs, path, version, revision, size, signal } = options;
  const { stream } = await blobs.read(path, {
    range: { offset, count: size - offset },
    ...toCondition(path, revision, version),
    version,
    signal,
  });
  try {
    const chunks = readChunks(stream);
    const head = known ? Buffer.alloc(0) : await readHead(chunks);
    const log =
      known ?? IndexedLog.create(findFormat(head.subarray(0, DETECTED_BYTES)));
    yield* log.restarts
      ? addPacked(log, continueWith(head, chunks), path)
      : addPlain(log, head, chunks);
  } finally {
    stream.destroy();
  }
}

async function* addPlain(
  log: IndexedLog,
  head: Buffer,
  chunks: AsyncIterable<Buffer>,
): AsyncGenerator<IndexedLog, void> {
  log.index.add(head);
  log.blobBytes += head.length;
  // Whoever has it sees it grow
  yield log;
  let shown = log.blobBytes;
  for await (const chunk of chunks) {
    log.index.add(chunk);
    log.blobBytes += chunk.length;
    if (log.blobBytes - shown >= SHOWN_BYTES) {
      shown = log.blobBytes;
      yield log;
    }
  }
}

async function* addPacked(
  log: IndexedLog,
  source: AsyncIterable<Buffer>,
  path: string,
): AsyncGenerator<IndexedLog, void> {
  const { index, restarts } = log;
  if (!restarts) {
    return;
  }
  const restart = restarts.find(index.indexedBytes);
  const decoder = new GzipDecoder(restart, restarts);
  let known = index.indexedBytes - restart.textOffset;
  for await (const text of unpackGzip(source, decoder, path)) {
    const added = text.subarray(known);
    known -= text.length - added.length;
    index.add(added);
    log.blobBytes = Math.max(log.blobBytes, decoder.blobOffset);
    yield log;
  }
  log.isTruncated = !decoder.isComplete;
  yield log;
}

async function readHead(chunks: AsyncIterator<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let length = 0; length < DETECTED_BYTES; ) {
    const { done, value } = await chunks.next();
    if (done) {
      break;
    }
    parts.push(Buffer.from(value));
    length += value.length;
  }
  return Buffer.concat(parts);
}

async function* continueWith(
  head: Buffer,
  chunks: AsyncIterator<Buffer>,
): AsyncGenerator<Buffer, void> {
  if (head.length > 0) {
    yield head;
  }
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    yield next.value;
  }
}
