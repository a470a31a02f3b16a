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

import { ResponseError } from '@backstage/errors';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  AzureBlobApi,
  AzureBlobCallOptions,
  AzureBlobLocationRequest,
  AzureBlobLogPosition,
  AzureBlobPageRequest,
  AzureBlobPathRequest,
} from './AzureBlobApi';
import { AZURE_BLOB_ASSERTION_HEADER } from './constants';
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
 * What an {@link AzureBlobClient} is made of.
 *
 * @public
 */
export interface AzureBlobClientOptions {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  /** Sends the request with the caller's Backstage token. */
  fetchApi: { fetch: typeof fetch };
  /**
   * The caller's Entra ID access token for the API app, without `Bearer`.
   * `undefined` sends none, and then only `getAccess` is answered.
   */
  getAssertion(): Promise<string | undefined>;
}

/**
 * Calls the azure-blob backend plugin over HTTP.
 *
 * @public
 */
export class AzureBlobClient implements AzureBlobApi {
  readonly #options: AzureBlobClientOptions;

  constructor(options: AzureBlobClientOptions) {
    this.#options = options;
  }

  async getAccess(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobAccess> {
    const url = await this.#url(request.entityRef, 'access', {});
    return this.#json(url, {}, options);
  }

  async listRuns(
    request: AzureBlobLocationRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobPage<AzureBlobRun>> {
    return this.#get(request, 'runs', options);
  }

  async listArtifacts(
    request: AzureBlobPathRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobPage<AzureBlobItem>> {
    return this.#get(request, 'artifacts', options);
  }

  async getArtifact(
    request: AzureBlobPathRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDetails> {
    return this.#get(request, 'artifact', options);
  }

  async getContent(
    request: AzureBlobPathRequest,
    options?: AzureBlobCallOptions,
  ): Promise<Response> {
    const { entityRef, ...query } = request;
    const url = await this.#url(entityRef, 'content', query);
    return this.#send(url, await this.#assertionHeaders(), options);
  }

  async getLog(
    request: AzureBlobPathRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLog> {
    return this.#get(request, 'log', options);
  }

  async getLogLines(
    request: AzureBlobPathRequest &
      AzureBlobLogPosition & { count: number; etag?: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLogLines> {
    return this.#get(request, 'log/lines', options);
  }

  async #get<T>(
    request: { entityRef: string },
    resource: string,
    options?: AzureBlobCallOptions,
  ): Promise<T> {
    const { entityRef, ...query } = request;
    const url = await this.#url(entityRef, resource, query);
    return this.#json(url, await this.#assertionHeaders(), options);
  }

  async #url(entityRef: string, resource: string, query: object) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('azure-blob');
    const entity = [kind.toLocaleLowerCase('en-US'), namespace, name]
      .map(encodeURIComponent)
      .join('/');
    const params = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) {
        params.set(key, String(value));
      }
    }
    const search = params.size > 0 ? `?${params}` : '';
    return `${baseUrl}/v1/entities/${entity}/${resource}${search}`;
  }

  async #assertionHeaders(): Promise<Record<string, string>> {
    const assertion = await this.#options.getAssertion();
    return assertion
      ? { [AZURE_BLOB_ASSERTION_HEADER]: `Bearer ${assertion}` }
      : {};
  }

  async #json<T>(
    url: string,
    headers: Record<string, string>,
    options?: AzureBlobCallOptions,
  ): Promise<T> {
    const response = await this.#send(url, headers, options);
    return response.json();
  }

  async #send(
    url: string,
    headers: Record<string, string>,
    options?: AzureBlobCallOptions,
  ): Promise<Response> {
    const response = await this.#options.fetchApi.fetch(url, {
      headers,
      signal: options?.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
