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
  AzureBlobBinding,
  AzureBlobDetails,
  AzureBlobDiagnosis,
  AzureBlobDownloadLink,
  AzureBlobDownloadMode,
  AzureBlobItem,
  AzureBlobLock,
  AzureBlobLockTarget,
  AzureBlobLog,
  AzureBlobLogLines,
  AzureBlobPage,
  AzureBlobRun,
  AzureBlobStatus,
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

interface ClientRequest {
  method?: 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: object;
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

  async createDownloadLinks(
    request: AzureBlobLocationRequest & {
      paths: string[];
      mode?: AzureBlobDownloadMode;
    },
    options?: AzureBlobCallOptions,
  ): Promise<{ links: AzureBlobDownloadLink[] }> {
    const { entityRef, ...body } = request;
    const url = await this.#url(entityRef, 'download-links', {});
    return this.#json(
      url,
      { method: 'POST', body, headers: await this.#assertionHeaders() },
      options,
    );
  }

  async getDiagnosis(
    request: { entityRef: string; location?: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDiagnosis> {
    return this.#get(request, 'diagnosis', options);
  }

  async getStatus(options?: AzureBlobCallOptions): Promise<AzureBlobStatus> {
    return this.#json(await this.#globalUrl('status'), {}, options);
  }

  async listLocks(
    options?: AzureBlobCallOptions,
  ): Promise<{ items: AzureBlobLock[] }> {
    return this.#json(await this.#globalUrl('locks'), {}, options);
  }

  async createLock(
    request: {
      target: AzureBlobLockTarget;
      reason: string;
      expiresAt?: string;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLock> {
    const url = await this.#globalUrl('locks');
    return this.#json(url, { method: 'POST', body: request }, options);
  }

  async deleteLock(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<void> {
    const url = await this.#globalUrl(
      `locks/${encodeURIComponent(request.id)}`,
    );
    await this.#send(url, { method: 'DELETE' }, options);
  }

  async getBindings(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ): Promise<{ items: AzureBlobBinding[] }> {
    const url = await this.#url(request.entityRef, 'bindings', {});
    return this.#json(url, {}, options);
  }

  async confirmBinding(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobBinding> {
    const { entityRef, ...body } = request;
    const url = await this.#url(entityRef, 'bindings/confirm', {});
    return this.#json(url, { method: 'POST', body }, options);
  }

  async #get<T>(
    request: { entityRef: string },
    resource: string,
    options?: AzureBlobCallOptions,
  ): Promise<T> {
    const { entityRef, ...query } = request;
    const url = await this.#url(entityRef, resource, query);
    return this.#json(
      url,
      { headers: await this.#assertionHeaders() },
      options,
    );
  }

  async #url(entityRef: string, resource: string, query: object) {
    const { kind, namespace, name } = parseEntityRef(entityRef);
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
    return this.#globalUrl(`entities/${entity}/${resource}${search}`);
  }

  async #globalUrl(resource: string) {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('azure-blob');
    return `${baseUrl}/v1/${resource}`;
  }

  async #assertionHeaders(): Promise<Record<string, string>> {
    const assertion = await this.#options.getAssertion();
    return assertion
      ? { [AZURE_BLOB_ASSERTION_HEADER]: `Bearer ${assertion}` }
      : {};
  }

  async #json<T>(
    url: string,
    request: ClientRequest,
    options?: AzureBlobCallOptions,
  ): Promise<T> {
    const response = await this.#send(url, request, options);
    return response.json();
  }

  async #send(
    url: string,
    { method, headers = {}, body }: ClientRequest,
    options?: AzureBlobCallOptions,
  ): Promise<Response> {
    const response = await this.#options.fetchApi.fetch(url, {
      method,
      headers: {
        ...headers,
        ...(body && { 'Content-Type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: options?.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}
