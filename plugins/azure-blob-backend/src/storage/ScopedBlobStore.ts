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

import type { TokenCredential } from '@azure/identity';
import { BlobClient, ContainerClient, newPipeline } from '@azure/storage-blob';
import {
  AzureBlobItem,
  AzureBlobPage,
  AzureBlobPathOptions,
  AzureBlobVersion,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { assertBlobPath } from '../blobName';
import { quote } from '../config/quote';
import { Scope } from '../types';
import { assertClientNames } from './assertClientNames';
import { toDetails } from './blobItems';
import { BlobLists } from './BlobLists';
import {
  BlobVersion,
  isVersion,
  parseBlobVersion,
  selectVersion,
} from './blobVersion';
import { CursorCodec } from './CursorCodec';
import { BlobListClient } from './listing';
import { mintSas } from './mintSas';
import { readBlob } from './readBlob';
import { StorageRequests } from './StorageRequests';
import { storageConnections } from './storageConnections';
import {
  blobArchived,
  notFound,
  StorageOperation,
  unavailable,
} from './storageErrors';
import { toBlobUrl, toContainerUrl } from './storageUrls';
import {
  BlobDetails,
  BlobRange,
  BlobSas,
  BlobStore,
  BlobStream,
} from './types';
import { UserDelegationKeys } from './UserDelegationKeys';
import { withRetries } from './withRetries';

const TAGS_ROLE = 'Storage Blob Data Owner';
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
 * Reads the blobs of one scope. Making one costs next to nothing: the
 * connections belong to HTTP clients that all stores of the process share.
 */
export class ScopedBlobStore implements BlobStore {
  readonly #options: ScopedBlobStoreOptions;
  readonly #scope: Scope;
  readonly #requests: StorageRequests;
  readonly #lists: BlobLists;
  /** Made when it is needed: most that is asked for does without the SDK. */
  #container?: ContainerClient;

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
    this.#requests = StorageRequests.create(credential);
    this.#lists = new BlobLists({
      scope,
      cursors: options.cursors,
      client: new BlobListClient({
        containerUrl: toContainerUrl(scope),
        requests: this.#requests,
      }),
      retry: (...attempt) => this.#withRetries(...attempt),
    });
  }

  async list(options: {
    path: string;
    cursor?: string;
    from?: string;
    limit: number;
    signal?: AbortSignal;
  }): Promise<AzureBlobPage<AzureBlobItem>> {
    const { path, cursor, from } = options;
    this.#assertPath(path, { kind: 'folder' });
    if (from !== undefined) {
      this.#assertPath(path + from, { kind: 'file' });
      if (cursor !== undefined || from.includes('/')) {
        throw new AzureBlobError(
          'InvalidRequest',
          `No list begins at ${quote(from)}.`,
        );
      }
    }
    return this.#lists.list(options);
  }

  async *walk(options: {
    path: string;
    signal?: AbortSignal;
  }): AsyncGenerator<AzureBlobItem[]> {
    this.#assertPath(options.path, { kind: 'folder' });
    yield* this.#lists.walk(options);
  }

  async listVersions(
    path: string,
    options: { signal?: AbortSignal } = {},
  ): Promise<AzureBlobVersion[]> {
    this.#assertPath(path, { kind: 'file' });
    return this.#lists.listVersions(path, options.signal);
  }

  async getTags(
    path: string,
    options: { version?: string; signal?: AbortSignal } = {},
  ): Promise<Record<string, string>> {
    const version = parseBlobVersion(options.version);
    const blob = this.#getBlob(path, version);
    const operation = { scope: this.#scope, path, role: TAGS_ROLE };
    const { tags } = await this.#withRetries(
      operation,
      options.signal,
      abortSignal => blob.getTags({ abortSignal }),
    );
    return tags;
  }

  async getDetails(
    path: string,
    options: {
      readable?: boolean;
      version?: string;
      signal?: AbortSignal;
    } = {},
  ): Promise<BlobDetails> {
    const version = parseBlobVersion(options.version);
    const blob = this.#getBlob(path, version);
    const operation = { scope: this.#scope, path };
    const response = await this.#withRetries(
      operation,
      options.signal,
      abortSignal => blob.getProperties({ abortSignal }),
    );
    if (!isVersion(version, response.versionId)) {
      throw notFound(operation);
    }
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
    options: {
      range?: BlobRange;
      ifMatch?: string;
      ifCreatedAt?: string;
      version?: string;
      signal?: AbortSignal;
    } = {},
  ): Promise<BlobStream> {
    const { limits = DEFAULT_LIMITS } = this.#options;
    const version = parseBlobVersion(options.version);
    this.#assertPath(path, { kind: 'file' });
    return readBlob(this.#requests, {
      ...options,
      url: toBlobUrl(this.#scope, this.#scope.prefix + path, version),
      getClient: () => this.#getBlob(path, version),
      version,
      operation: { scope: this.#scope, path },
      idleTimeoutMs: limits.idleTimeoutMs,
      retry: (...attempt) => this.#withRetries(...attempt),
    });
  }

  #assertPath(path: string, options: AzureBlobPathOptions): void {
    assertBlobPath(path, options);
    assertBlobPath(this.#scope.prefix + path, options);
  }

  #getBlob(path: string, version?: BlobVersion): BlobClient {
    this.#assertPath(path, { kind: 'file' });
    const fullName = this.#scope.prefix + path;
    const client = this.#getContainer().getBlobClient(fullName);
    assertClientNames(client, this.#scope, fullName);
    return selectVersion(client, version);
  }

  #getContainer(): ContainerClient {
    if (!this.#container) {
      const { credential } = this.#options;
      const pipeline = newPipeline(credential, {
        // The SDK's own retries take no notice of Retry-After; see withRetries.
        retryOptions: { maxTries: 1 },
        userAgentOptions: { userAgentPrefix: 'backstage-plugin-azure-blob' },
      });
      pipeline.factories.push(storageConnections);
      this.#container = new ContainerClient(
        toContainerUrl(this.#scope),
        pipeline,
      );
      assertClientNames(this.#container, this.#scope);
    }
    return this.#container;
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
