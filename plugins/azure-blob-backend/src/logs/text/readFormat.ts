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
import { DETECTED_BYTES } from '../lines';
import { GzipDecoder } from './GzipDecoder';
import { isGzip } from './gzipHeader';
import { GZIP_START } from './GzipRestarts';
import { detectFormat, LogFormat } from './LogFormat';
import { StoredLog } from './PlainLogText';
import { toCondition } from './toRevision';

/** Finds out by its first bytes how the text of a log is stored. */
export async function readFormat(
  log: Omit<StoredLog, 'condition'> & { size?: number; signal?: AbortSignal },
): Promise<LogFormat & { size: number }> {
  const { bytes, size } = await readHead(log);
  return { ...findFormat(bytes), size };
}

/** The same, of bytes that have been read: the first {@link DETECTED_BYTES}. */
export function findFormat(bytes: Buffer): LogFormat {
  if (bytes.length < 3 || !isGzip(bytes)) {
    return detectFormat(bytes);
  }
  const text: Buffer[] = [];
  let length = 0;
  for (const part of new GzipDecoder(GZIP_START).add(bytes)) {
    text.push(part);
    length += part.length;
    if (length >= DETECTED_BYTES) {
      break;
    }
  }
  return detectFormat(Buffer.concat(text), 'gzip');
}

async function readHead({
  blobs,
  path,
  version,
  revision,
  size,
  signal,
}: Parameters<typeof readFormat>[0]): Promise<{
  bytes: Buffer;
  size: number;
}> {
  if (size === 0) {
    return { bytes: Buffer.alloc(0), size };
  }
  try {
    const range = { offset: 0, count: DETECTED_BYTES };
    const condition = toCondition(path, revision, version);
    const options = { range, ...condition, version, signal };
    const { stream, size: actual } = await blobs.read(path, options);
    const parts: Buffer[] = [];
    for await (const part of stream) {
      parts.push(part);
    }
    return { bytes: Buffer.concat(parts), size: actual };
  } catch (error) {
    if (isBehindEnd(error)) {
      return { bytes: Buffer.alloc(0), size: 0 };
    }
    throw error;
  }
}

function isBehindEnd(error: unknown): boolean {
  return (
    error instanceof AzureBlobError && error.code === 'RangeNotSatisfiable'
  );
}
