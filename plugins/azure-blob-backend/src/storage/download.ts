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
import { BlobClient } from '@azure/storage-blob';
import { toEntityTag, toIdentity } from './blobItems';
import { BlobVersion, isVersion } from './blobVersion';
import {
  blobChanged,
  notFound,
  rangeNotSatisfiable,
  StorageOperation,
  unavailable,
} from './storageErrors';
import { BlobIdentity, BlobRange } from './types';

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
  blob: BlobClient,
  operation: StorageOperation,
  options: {
    range: BlobRange;
    ifMatch?: string;
    ifCreatedAt?: string;
    /** Which the client is for. */
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
  const ifMatch = readEntityTag(operation, options.ifMatch);
  const response = await blob.download(offset, count, {
    abortSignal,
    conditions: { ifMatch },
    // The SDK takes a lost connection for an abort and does not resume.
    maxRetryRequests: 0,
  });
  const body = response.readableStreamBody;
  if (!(body instanceof Readable)) {
    throw unavailable(operation);
  }
  try {
    const { contentLength, lastModified } = response;
    const etag = response.etag && toEntityTag(response.etag);
    if (contentLength === undefined || !lastModified || !etag) {
      throw unavailable(operation);
    }
    if (!isVersion(options.version, response.versionId)) {
      throw notFound(operation);
    }
    if (ifMatch !== undefined && etag !== ifMatch) {
      throw blobChanged(operation);
    }
    const identity = toIdentity(response);
    assertCreatedAt(operation, identity, options.ifCreatedAt);
    const size =
      offset > 0 || count !== undefined
        ? readRange(response.contentRange, contentLength, range, operation)
        : contentLength;
    return {
      ...identity,
      body,
      contentLength,
      size,
      etag,
      lastModified: lastModified.toISOString(),
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
  contentRange: string | undefined,
  contentLength: number,
  { offset, count }: BlobRange,
  operation: StorageOperation,
): number {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(contentRange ?? '');
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
