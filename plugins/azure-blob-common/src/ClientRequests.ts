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
import { AzureBlobClientOptions } from './AzureBlobClientOptions';
import { AZURE_BLOB_ASSERTION_HEADER } from './constants';
import { AzureBlobCallOptions } from './types';

/** What a request has besides its URL. */
export interface ClientRequest {
  method?: 'POST' | 'DELETE';
  headers?: Record<string, string>;
  body?: object;
}

/** Sends the requests of a client. */
export class ClientRequests {
  readonly #options: AzureBlobClientOptions;

  constructor(options: AzureBlobClientOptions) {
    this.#options = options;
  }

  /** Reads JSON about an entity, as the caller's Entra ID user. */
  async get<T>(
    request: { entityRef: string },
    resource: string,
    options?: AzureBlobCallOptions,
  ): Promise<T> {
    const response = await this.getResponse(request, resource, options);
    return response.json();
  }

  /** The same, with the body still to be read. */
  async getResponse(
    request: { entityRef: string },
    resource: string,
    options?: AzureBlobCallOptions,
  ): Promise<Response> {
    const { entityRef, ...query } = request;
    const url = await this.url(entityRef, resource, query);
    const headers = await this.assertionHeaders();
    return this.send(url, { headers }, options);
  }

  /** Sends JSON about an entity, as the caller's Entra ID user. */
  async post<T>(
    request: { entityRef: string },
    resource: string,
    options?: AzureBlobCallOptions,
  ): Promise<T> {
    const { entityRef, ...body } = request;
    const url = await this.url(entityRef, resource, {});
    const headers = await this.assertionHeaders();
    return this.json(url, { method: 'POST', body, headers }, options);
  }

  async url(entityRef: string, resource: string, query: object) {
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
    return this.globalUrl(`entities/${entity}/${resource}${search}`);
  }

  async globalUrl(resource: string) {
    const baseUrl = await this.#options.discoveryApi.getBaseUrl('azure-blob');
    return `${baseUrl}/v1/${resource}`;
  }

  async assertionHeaders(): Promise<Record<string, string>> {
    const assertion = await this.#options.getAssertion();
    return assertion
      ? { [AZURE_BLOB_ASSERTION_HEADER]: `Bearer ${assertion}` }
      : {};
  }

  async json<T>(
    url: string,
    request: ClientRequest,
    options?: AzureBlobCallOptions,
  ): Promise<T> {
    const response = await this.send(url, request, options);
    return response.json();
  }

  async send(
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
