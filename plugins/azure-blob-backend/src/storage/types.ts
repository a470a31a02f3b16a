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
import {
  AzureBlobDetails,
  AzureBlobItem,
  AzureBlobPage,
  AzureBlobVersion,
} from 'backstage-plugin-azure-blob-common';

/** A part of a blob. */
export interface BlobRange {
  /** In bytes, from 0. */
  offset: number;
  /** In bytes; to the end of the blob where it is left out. */
  count?: number;
}

/** What tells one blob from another that has had its name, and how it grows. */
export interface BlobIdentity {
  /** ISO 8601, UTC; storage tells it to the second. */
  createdAt?: string;
  blobType?: 'BlockBlob' | 'AppendBlob' | 'PageBlob';
  /** Whether nothing can be appended any more. */
  isSealed?: boolean;
  /** Where the account keeps versions. */
  versionId?: string;
}

/** What is known of a blob. */
export interface BlobDetails extends AzureBlobDetails, BlobIdentity {}

/** The bytes of a blob, or of a part of it. */
export interface BlobStream extends BlobIdentity {
  /** Destroying it ends the request to storage. */
  stream: Readable;
  /** The number of bytes that `stream` will yield. */
  contentLength: number;
  /** That of the whole blob, when the answer began. */
  size: number;
  etag: string;
  lastModified: string;
}

/** A link to one blob that needs no header, and must not be kept anywhere. */
export interface BlobSas {
  url: string;
  expiresAt: Date;
  /** Whether storage takes it only with a token of the user it was made for. */
  userBound: boolean;
}

/**
 * Reads the blobs of one scope as one user. Every path is relative to the
 * scope, and nothing outside the scope can be named.
 *
 * All methods throw `AzureBlobError`: `InvalidBlobName`, `BlobNotFound`,
 * `BlobArchived`, `BlobChanged` (`ifMatch` or `ifCreatedAt` did not hold),
 * `RangeNotSatisfiable`, `StorageRoleMissing`, `StorageForbidden`, `StorageThrottled` or
 * `StorageUnavailable`.
 */
export interface BlobStore {
  /** One folder level; `path` is '' for the scope itself or ends with a slash. */
  list(options: {
    path: string;
    cursor?: string;
    /**
     * The name on this level to begin at, in the order of storage, instead of
     * `cursor`.
     */
    from?: string;
    /** At most 5,000. */
    limit: number;
    signal?: AbortSignal;
  }): Promise<AzureBlobPage<AzureBlobItem>>;

  /**
   * Every file below a folder, however deep, in the order of storage; a page at
   * a time, and the next one only when it is asked for.
   */
  walk(options: {
    path: string;
    signal?: AbortSignal;
  }): AsyncIterable<AzureBlobItem[]>;

  /** The versions and snapshots of one blob, newest first; 1,000 at most. */
  listVersions(
    path: string,
    options?: { signal?: AbortSignal },
  ): Promise<AzureBlobVersion[]>;

  /**
   * The index tags of a blob. Reading them takes a right of its own, which
   * Storage Blob Data Reader does not give.
   */
  getTags(
    path: string,
    options?: { version?: string; signal?: AbortSignal },
  ): Promise<Record<string, string>>;

  getDetails(
    path: string,
    options?: {
      /** Whether a blob whose bytes are in the archive tier is refused. */
      readable?: boolean;
      /** `version:<id>` or `snapshot:<time>`; the current one by default. */
      version?: string;
      signal?: AbortSignal;
    },
  ): Promise<BlobDetails>;

  read(
    path: string,
    options?: {
      range?: BlobRange;
      ifMatch?: string;
      /**
       * `createdAt` of the blob that is meant, for one that may grow while it
       * is read.
       */
      ifCreatedAt?: string;
      /** `version:<id>` or `snapshot:<time>`; the current one by default. */
      version?: string;
      signal?: AbortSignal;
    },
  ): Promise<BlobStream>;

  /**
   * Signs a link that reads one blob, for five minutes at most. Whether there
   * is such a blob is not looked up.
   */
  mintSas(
    path: string,
    options: {
      /** When the access ends that it is made under. */
      until?: Date;
      /** The id of the audit event. */
      correlationId: string;
    },
  ): Promise<BlobSas>;
}
