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
  AzureBlobApi,
  AzureBlobLogPosition,
  AzureBlobLogQuery,
  AzureBlobVersionRequest,
} from 'backstage-plugin-azure-blob-common';
import { LogSource } from './LogSource';

/** A log of an entity, read through the API. */
export class ApiLogSource implements LogSource {
  readonly key: string;
  readonly #api: AzureBlobApi;
  readonly #request: AzureBlobVersionRequest;

  constructor(api: AzureBlobApi, request: AzureBlobVersionRequest) {
    this.#api = api;
    this.#request = request;
    this.key = JSON.stringify([
      request.entityRef,
      request.location,
      request.path,
      request.version,
    ]);
  }

  getLog(signal: AbortSignal) {
    return this.#api.getLog(this.#request, { signal });
  }

  getLines(
    position: AzureBlobLogPosition & { count: number },
    revision: string,
    signal: AbortSignal,
  ) {
    return this.#api.getLogLines(
      { ...this.#request, ...position, revision },
      { signal },
    );
  }

  getOutline(revision: string, signal: AbortSignal) {
    return this.#api.getLogOutline({ ...this.#request, revision }, { signal });
  }

  readText(
    lines: { from: number; to: number },
    revision: string,
    signal: AbortSignal,
  ) {
    return this.#api.readLogText(
      { ...this.#request, ...lines, revision },
      { signal },
    );
  }

  search(
    query: AzureBlobLogQuery & { from?: number; limit?: number },
    revision: string,
    signal: AbortSignal,
  ) {
    return this.#api.searchLog(
      { ...this.#request, ...query, revision },
      { signal },
    );
  }

  tail(after: number, revision: string, signal: AbortSignal) {
    return this.#api.tailLog({ ...this.#request, after, revision }, { signal });
  }
}
