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
import { HttpHeaders } from '@azure/core-rest-pipeline';
import { toEntityTag } from './blobItems';
import { BlobVersion, isVersion } from './blobVersion';
import {
  blobChanged,
  notFound,
  rangeNotSatisfiable,
  StorageOperation,
  unavailable,
} from './storageErrors';
import { StorageRequests } from './StorageRequests';
import { BlobIdentity, BlobRange } from './types';

const BLOB_TYPES = ['BlockBlob', 'AppendBlob', 'PageBlob'] as const;

/** Bytes that have begun to arrive. */
export interface DownloadedRange extends BlobIdentity {
  body: Readable;
  contentLength: number;
  /** Of the whole blob. */
  size: number;
  etag: string;
  lastModified: string;
}

/**
 * Asks for a range of a blob once, and believes only an answer that is about
 * this range and this version.
 */
export async function download(
  requests: StorageRequests,
  operation: StorageOperation,
  options: {
    url: string;
    range: BlobRange;
    ifMatch?: string;
    ifCreatedAt?: string;
    /** Which the URL is of. */
    version?: BlobVersion;
    abortSignal: AbortSignal;
  },
): Promise<DownloadedRange> {
  const { range, abortSignal } = options;
  const { offset, count } = range;
  if (
    !Number.isSafeInteger(offset) ||
    offset < 0 ||
    (count !== undefined && (!Number.isSafeInteger(count) || count < 1))
  ) {
    throw rangeNotSatisfiable(operation);
  }
  const isRange = offset > 0 || count !== undefined;
  const ifMatch = readEntityTag(operation, options.ifMatch);
  const { headers, body } = await requests.get(options.url, {
    headers: {
      ...(ifMatch !== undefined && { 'if-match': ifMatch }),
      ...(isRange && {
        'x-ms-range': `bytes=${offset}-${
          count === undefined ? '' : offset + count - 1
        }`,
      }),
    },
    abortSignal,
  });
  try {
    const contentLength = readLength(headers);
    const lastModified = readTime(headers, 'last-modified');
    const etag = headers.get('etag');
    if (contentLength === undefined || !lastModified || !etag) {
      throw unavailable(operation);
    }
    const identity = readIdentity(headers);
    if (!isVersion(options.version, identity.versionId)) {
      throw notFound(operation);
    }
    if (ifMatch !== undefined && toEntityTag(etag) !== ifMatch) {
      throw blobChanged(operation);
    }
    assertCreatedAt(operation, identity, options.ifCreatedAt);
    const size = isRange
      ? readRange(headers, contentLength, range, operation)
      : contentLength;
    return {
      ...identity,
      body,
      contentLength,
      size,
      etag: toEntityTag(etag),
      lastModified,
    };
  } catch (error) {
    body.on('error', () => {});
    body.destroy();
    throw error;
  }
}

/** Whoever wants a certain blob does not want another one under its name. */
export function assertCreatedAt(
  operation: StorageOperation,
  { createdAt }: BlobIdentity,
  expected: string | undefined,
): void {
  if (expected !== undefined && createdAt !== expected) {
    throw blobChanged(operation);
  }
}

/** No blob has a weak or malformed entity tag, so none can match. */
function readEntityTag(
  operation: StorageOperation,
  ifMatch: string | undefined,
): string | undefined {
  if (ifMatch === undefined) {
    return undefined;
  }
  if (!/^(?:"[\x21\x23-\x7e]+"|[\x21\x23-\x7e]+)$/.test(ifMatch)) {
    throw blobChanged(operation);
  }
  return toEntityTag(ifMatch);
}

/** @returns the size of the blob, where the range is the one asked for. */
function readRange(
  headers: HttpHeaders,
  contentLength: number,
  { offset, count }: BlobRange,
  operation: StorageOperation,
): number {
  const contentRange = headers.get('content-range') ?? '';
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange);
  if (!match) {
    throw unavailable(operation);
  }
  const [first, last, size] = match.slice(1).map(Number);
  // Azurite answers 206 with nothing in it where Azure answers 416.
  if (offset >= size) {
    throw rangeNotSatisfiable(operation, { blobSize: size });
  }
  if (
    first !== offset ||
    contentLength !== last - first + 1 ||
    last >= size ||
    (count !== undefined && contentLength > count)
  ) {
    throw unavailable(operation);
  }
  return size;
}

function readIdentity(headers: HttpHeaders): BlobIdentity {
  const blobType = headers.get('x-ms-blob-type');
  const isSealed = headers.get('x-ms-blob-sealed');
  return {
    createdAt: readTime(headers, 'x-ms-creation-time'),
    blobType: BLOB_TYPES.find(type => type === blobType),
    isSealed: isSealed === undefined ? undefined : isSealed === 'true',
    versionId: headers.get('x-ms-version-id'),
  };
}

function readLength(headers: HttpHeaders): number | undefined {
  const length = headers.get('content-length') ?? '';
  return /^\d{1,15}$/.test(length) ? Number(length) : undefined;
}

function readTime(headers: HttpHeaders, name: string): string | undefined {
  const time = Date.parse(headers.get(name) ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
