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

import {
  AzureBlobAccess,
  AzureBlobDetails,
  AzureBlobItem,
  AzureBlobLog,
  AzureBlobLogLines,
  AzureBlobPage,
  AzureBlobRun,
} from './types';

/**
 * Names a location of an entity.
 *
 * @public
 */
export interface AzureBlobLocationRequest {
  /** Such as `component:default/payments-api`. */
  entityRef: string;
  /** The id of the location. */
  location: string;
}

/**
 * Names a blob or a folder of an entity.
 *
 * @public
 */
export interface AzureBlobPathRequest extends AzureBlobLocationRequest {
  /** Relative to the scope; a folder's ends with a slash, the scope's own is ''. */
  path: string;
}

/**
 * Asks for one page of a list.
 *
 * @public
 */
export interface AzureBlobPageRequest {
  /** `nextCursor` of the page before. */
  cursor?: string;
  limit?: number;
}

/**
 * Which lines of a log to read: by number, or by the byte they begin at.
 *
 * @public
 */
export type AzureBlobLogPosition =
  | {
      /** The number of the first line, counted from 1. */
      from: number;
    }
  | {
      /** A byte of the log; reading begins at the start of the line it is in. */
      at: number;
    };

/**
 * Options of a single call.
 *
 * @public
 */
export interface AzureBlobCallOptions {
  signal?: AbortSignal;
}

/**
 * The API of the azure-blob backend plugin.
 *
 * @remarks
 * Every method throws a `ResponseError` of `@backstage/errors` whose
 * `body.error.code` is an {@link AzureBlobErrorCode}.
 *
 * @public
 */
export interface AzureBlobApi {
  getAccess(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobAccess>;

  listRuns(
    request: AzureBlobLocationRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobPage<AzureBlobRun>>;

  listArtifacts(
    request: AzureBlobPathRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobPage<AzureBlobItem>>;

  getArtifact(
    request: AzureBlobPathRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDetails>;

  /** The body of the response is the blob and has not been read yet. */
  getContent(
    request: AzureBlobPathRequest,
    options?: AzureBlobCallOptions,
  ): Promise<Response>;

  getLog(
    request: AzureBlobPathRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLog>;

  getLogLines(
    request: AzureBlobPathRequest &
      AzureBlobLogPosition & { count: number; etag?: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogLines>;
}
