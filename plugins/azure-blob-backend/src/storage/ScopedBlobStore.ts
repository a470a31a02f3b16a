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
import type { TokenCredential } from '@azure/identity';
import {
  BlobClient,
  ContainerClient,
  ContainerListBlobHierarchySegmentResponse,
} from '@azure/storage-blob';
import {
  AzureBlobDetails,
  AzureBlobItem,
  AzureBlobPage,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Scope } from '../types';
import { toDetails, toItems } from './blobItems';
import { assertBlobPath, BlobPathOptions } from '../blobName';
import { BlobReadStream } from './BlobReadStream';
import { CursorCodec, foreignCursor } from './CursorCodec';
import { download, DownloadedRange } from './download';
import { assertClientNames } from './assertClientNames';
import { mintSas } from './mintSas';
import {
  blobArchived,
  isBadRequest,
  rangeNotSatisfiable,
  StorageOperation,
  toAzureBlobError,
  unavailable,
} from './storageErrors';
import { BlobRange, BlobSas, BlobStore, BlobStream } from './types';
import { UserDelegationKeys } from './UserDelegationKeys';
import { withRetries } from './withRetries';

const MAX_PAGE_SIZE = 1000;
const MAX_EMPTY_PAGES = 10;
const DEFAULT_LIMITS = { budgetMs: 30_000, idleTimeoutMs: 30_000 };

/** What a {@link ScopedBlobStore} is made of. */
export interface ScopedBlobStoreOptions {
  scope: Scope;
  /** Of the user who reads, and of nobody else. */
  credential: TokenCredential;
  /** Of the same user and scope. */
  cursors: CursorCodec;
  /** The same user in the tenant; the application reads without one too. */
  userOid?: string;
  delegationKeys: UserDelegationKeys;
  limits?: {
    /** For an answer to begin, with all its retries, in milliseconds. */
    budgetMs: number;
    /** For the next bytes of a blob, in milliseconds. */
    idleTimeoutMs: number;
  };
}

/**
 * Reads the blobs of one scope through the Azure SDK. Making one costs next to
 * nothing: the connections belong to the SDK's one HTTP client, which all
 * stores of the process share.
 */
export class ScopedBlobStore implements BlobStore {
  readonly #options: ScopedBlobStoreOptions;
  readonly #scope: Scope;
  readonly #container: ContainerClient;

  static create(options: ScopedBlobStoreOptions): ScopedBlobStore {
    return new ScopedBlobStore(options);
  }

  private constructor(options: ScopedBlobStoreOptions) {
    const { scope, credential } = options;
    if (scope.prefix === '') {
      throw new Error('A scope without a prefix would be a whole container');
    }
    assertBlobPath(scope.prefix, { kind: 'folder' });
    this.#options = options;
    this.#scope = scope;
    this.#container = new ContainerClient(
      `${scope.account.endpoint}/${scope.container}`,
      credential,
      {
        // The SDK's own retries take no notice of Retry-After; see withRetries.
        retryOptions: { maxTries: 1 },
        userAgentOptions: { userAgentPrefix: 'backstage-plugin-azure-blob' },
      },
    );
    assertClientNames(this.#container, scope);
  }

  async list(options: {
    path: string;
    cursor?: string;
    limit: number;
    signal?: AbortSignal;
  }): Promise<AzureBlobPage<AzureBlobItem>> {
    const { path, cursor, limit, signal } = options;
    const prefix = this.#toFullName(path, { kind: 'folder' });
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE_SIZE) {
      throw new AzureBlobError(
        'InvalidRequest',
        `The limit "${limit}" is not a whole number from 1 to ${MAX_PAGE_SIZE}.`,
      );
    }
    const operation = { scope: this.#scope, path };
    const list = `folder ${path}`;
    let marker =
      cursor === undefined
        ? undefined
        : await this.#options.cursors.decode(list, cursor);
    let items: AzureBlobItem[] = [];
    // Azure may answer with a marker and nothing else, many times over.
    for (let page = 0; page < MAX_EMPTY_PAGES && items.length === 0; page++) {
      const response = await this.#listPage(operation, signal, {
        prefix,
        continuationToken: marker,
        maxPageSize: limit,
      }).catch(error => {
        throw page === 0 && cursor !== undefined && isBadRequest(error)
          ? foreignCursor(cursor)
          : error;
      });
      items = toItems(response, this.#scope, path);
      marker = response.continuationToken || undefined;
      if (marker === undefined) {
        return { items };
      }
    }
    return {
      items,
      ...(marker && {
        nextCursor: await this.#options.cursors.encode(list, marker),
      }),
    };
  }

  #listPage(
    operation: StorageOperation,
    signal: AbortSignal | undefined,
    options: {
      prefix: string;
      continuationToken?: string;
      maxPageSize: number;
    },
  ): Promise<ContainerListBlobHierarchySegmentResponse> {
    const { prefix, ...settings } = options;
    return this.#withRetries(operation, signal, async abortSignal => {
      const pages = this.#container
        .listBlobsByHierarchy('/', { prefix, abortSignal })
        .byPage(settings);
      return (await pages.next()).value;
    });
  }

  async getDetails(
    path: string,
    options: { readable?: boolean; signal?: AbortSignal } = {},
  ): Promise<AzureBlobDetails> {
    const blob = this.#getBlob(path);
    const operation = { scope: this.#scope, path };
    const response = await this.#withRetries(
      operation,
      options.signal,
      abortSignal => blob.getProperties({ abortSignal }),
    );
    const details = toDetails(response, this.#scope, path);
    if (!details) {
      throw unavailable(operation);
    }
    if (options.readable && response.accessTier === 'Archive') {
      throw blobArchived(operation);
    }
    return details;
  }

  async mintSas(
    path: string,
    options: { until?: Date; correlationId: string },
  ): Promise<BlobSas> {
    const { scope, credential, delegationKeys, userOid } = this.#options;
    const client = this.#getBlob(path);
    const key = await delegationKeys.get({
      userOid,
      credential,
      operation: { scope, path },
    });
    const fullName = scope.prefix + path;
    return mintSas({ ...options, scope, client, fullName, key, userOid });
  }

  async read(
    path: string,
    options: { range?: BlobRange; ifMatch?: string; signal?: AbortSignal } = {},
  ): Promise<BlobStream> {
    const { range = { offset: 0 }, signal } = options;
    const { limits } = this.#options;
    const blob = this.#getBlob(path);
    const operation = { scope: this.#scope, path };
    const unwanted = new AbortController();
    const either = signal
      ? AbortSignal.any([signal, unwanted.signal])
      : unwanted.signal;
    const open = (wanted: BlobRange, ifMatch?: string) =>
      this.#withRetries(operation, either, abortSignal =>
        download(blob, operation, { range: wanted, ifMatch, abortSignal }),
      );

    const first = await open(range, options.ifMatch).catch(error =>
      this.#addBlobSize(error, blob, operation, signal),
    );
    const stream = new BlobReadStream({
      source: first.body,
      count: first.contentLength,
      resume: async position => {
        const rest = {
          offset: range.offset + position,
          count: first.contentLength - position,
        };
        const next = await open(rest, first.etag);
        if (next.contentLength !== rest.count) {
          next.body.destroy();
          throw unavailable(operation);
        }
        return next.body;
      },
      onDestroy: () => unwanted.abort(),
      toError: cause => toAzureBlobError(cause, operation),
      idleTimeoutMs: (limits ?? DEFAULT_LIMITS).idleTimeoutMs,
    });
    return {
      stream: signal ? addAbortSignal(signal, stream) : stream,
      contentLength: first.contentLength,
      etag: first.etag,
      lastModified: first.lastModified,
    };
  }

  /** Who asked for bytes behind the end needs to be told where it is. */
  async #addBlobSize(
    error: unknown,
    blob: BlobClient,
    operation: StorageOperation,
    signal?: AbortSignal,
  ): Promise<DownloadedRange> {
    if (
      !(error instanceof AzureBlobError) ||
      error.code !== 'RangeNotSatisfiable' ||
      error.blobSize !== undefined
    ) {
      throw error;
    }
    const { contentLength } = await this.#withRetries(
      operation,
      signal,
      abortSignal => blob.getProperties({ abortSignal }),
    );
    throw rangeNotSatisfiable(operation, {
      cause: error.cause,
      blobSize: contentLength,
    });
  }

  #toFullName(path: string, options: BlobPathOptions): string {
    assertBlobPath(path, options);
    const fullName = this.#scope.prefix + path;
    assertBlobPath(fullName, options);
    return fullName;
  }

  #getBlob(path: string): BlobClient {
    const fullName = this.#toFullName(path, { kind: 'file' });
    const client = this.#container.getBlobClient(fullName);
    assertClientNames(client, this.#scope, fullName);
    return client;
  }

  #withRetries<T>(
    operation: StorageOperation,
    signal: AbortSignal | undefined,
    attempt: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const { budgetMs } = this.#options.limits ?? DEFAULT_LIMITS;
    return withRetries(attempt, { operation, budgetMs, signal });
  }
}
