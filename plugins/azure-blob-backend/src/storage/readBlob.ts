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

import { addAbortSignal } from 'node:stream';
import type { BlobClient } from '@azure/storage-blob';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { BlobReadStream } from './BlobReadStream';
import { Retry } from './BlobLists';
import { BlobVersion } from './blobVersion';
import { toIdentity } from './blobItems';
import { assertCreatedAt, download, DownloadedRange } from './download';
import {
  rangeNotSatisfiable,
  StorageOperation,
  toAzureBlobError,
  unavailable,
} from './storageErrors';
import { StorageRequests } from './StorageRequests';
import { BlobRange, BlobStream } from './types';

/** What to read of a blob, and how. */
export interface ReadBlobOptions {
  operation: StorageOperation;
  url: string;
  range?: BlobRange;
  ifMatch?: string;
  ifCreatedAt?: string;
  /** Which the URL is of. */
  version?: BlobVersion;
  signal?: AbortSignal;
  /** For the next bytes, in milliseconds. */
  idleTimeoutMs: number;
  retry: Retry;
  /** For what only the SDK is asked for. */
  getClient(): BlobClient;
}

/** Opens a blob, and goes on reading where a connection breaks. */
export async function readBlob(
  requests: StorageRequests,
  options: ReadBlobOptions,
): Promise<BlobStream> {
  const {
    operation,
    url,
    range = { offset: 0 },
    version,
    signal,
    retry,
  } = options;
  const { ifCreatedAt } = options;
  const unwanted = new AbortController();
  const either = signal
    ? AbortSignal.any([signal, unwanted.signal])
    : unwanted.signal;
  const open = (wanted: BlobRange, ifMatch?: string) =>
    retry(operation, either, abortSignal =>
      download(requests, operation, {
        url,
        range: wanted,
        ifMatch,
        ifCreatedAt,
        version,
        abortSignal,
      }),
    );

  const first = await open(range, options.ifMatch).catch(error =>
    addBlobSize(error, options),
  );
  const stream = new BlobReadStream({
    source: first.body,
    count: first.contentLength,
    resume: async position => {
      const rest = {
        offset: range.offset + position,
        count: first.contentLength - position,
      };
      // What may grow has another entity tag by now, and the same bytes
      const next = await open(rest, ifCreatedAt ? undefined : first.etag);
      if (next.contentLength !== rest.count) {
        next.body.destroy();
        throw unavailable(operation);
      }
      return next.body;
    },
    onDestroy: () => unwanted.abort(),
    toError: cause => toAzureBlobError(cause, operation),
    idleTimeoutMs: options.idleTimeoutMs,
  });
  const { body: _, ...answer } = first;
  return {
    ...answer,
    stream: signal ? addAbortSignal(signal, stream) : stream,
  };
}

/** Who asked for bytes behind the end needs to be told where it is. */
async function addBlobSize(
  error: unknown,
  { operation, ifCreatedAt, signal, retry, getClient }: ReadBlobOptions,
): Promise<DownloadedRange> {
  if (
    !(error instanceof AzureBlobError) ||
    error.code !== 'RangeNotSatisfiable' ||
    (error.blobSize !== undefined && ifCreatedAt === undefined)
  ) {
    throw error;
  }
  const properties = await retry(operation, signal, abortSignal =>
    getClient().getProperties({ abortSignal }),
  );
  assertCreatedAt(operation, toIdentity(properties), ifCreatedAt);
  throw rangeNotSatisfiable(operation, {
    cause: error.cause,
    blobSize: properties.contentLength,
  });
}
