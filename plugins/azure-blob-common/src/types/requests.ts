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
 * Names a blob, or one version of it.
 *
 * @public
 */
export interface AzureBlobVersionRequest extends AzureBlobPathRequest {
  /** `version` of an `AzureBlobVersion`; the current one where it is left out. */
  version?: string;
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
 * Options of a single call.
 *
 * @public
 */
export interface AzureBlobCallOptions {
  signal?: AbortSignal;
}
