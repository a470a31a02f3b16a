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
  AzureBlobVersionRequest,
} from './AzureBlobApi';
import { AZURE_BLOB_ASSERTION_HEADER } from './constants';
import {
  AzureBlobAccess,
  AzureBlobArchiveEntries,
  AzureBlobArchiveLink,
  AzureBlobBinding,
  AzureBlobComparison,
  AzureBlobContent,
  AzureBlobDetails,
  AzureBlobDiagnosis,
  AzureBlobDownload,
  AzureBlobDownloadLink,
  AzureBlobDownloadMode,
  AzureBlobItem,
  AzureBlobLinkTarget,
  AzureBlobLock,
  AzureBlobLockTarget,
  AzureBlobLog,
  AzureBlobLogLines,
  AzureBlobOverview,
  AzureBlobPage,
  AzureBlobProvenance,
  AzureBlobRunDetails,
  AzureBlobRunFilter,
  AzureBlobRunPage,
  AzureBlobRunStatus,
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
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest &
      AzureBlobRunFilter,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobRunPage> {
    return this.#get(request, 'runs', options);
  }

  async getRun(
    request: AzureBlobLocationRequest & { run: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobRunDetails> {
    return this.#get(request, 'run', options);
  }

  async compareRuns(
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest & { base: string; head: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobComparison> {
    return this.#get(request, 'comparison', options);
  }

  async getOverview(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobOverview> {
    return this.#get(request, 'overview', options);
  }

  async listArtifacts(
    request: AzureBlobPathRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobPage<AzureBlobItem>> {
    return this.#get(request, 'artifacts', options);
  }

  async getArtifact(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDetails> {
    return this.#get(request, 'artifact', options);
  }

  async readContent(
    request: AzureBlobVersionRequest & {
      entry?: string;
      offset?: number;
      length?: number;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobContent> {
    const { entityRef, offset = 0, length, ...query } = request;
    const isEntry = query.entry !== undefined;
    const resource = isEntry ? 'archive-entry' : 'content';
    const url = await this.#url(entityRef, resource, {
      ...query,
      ...(isEntry && { length }),
    });
    const headers = await this.#assertionHeaders();
    const isPart = !isEntry && (offset > 0 || length !== undefined);
    if (isPart) {
      const last = length === undefined ? '' : offset + length - 1;
      headers.Range = `bytes=${offset}-${last}`;
    }
    return toContent(await this.#send(url, { headers }, options));
  }

  async listArchiveEntries(
    request: AzureBlobVersionRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobArchiveEntries> {
    return this.#get(request, 'archive-entries', options);
  }

  async getProvenance(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobProvenance> {
    return this.#get(request, 'provenance', options);
  }

  async resolveLink(
    request: {
      entityRef: string;
      location?: string;
      path?: string;
      run?: string;
      branch?: string;
      status?: AzureBlobRunStatus;
      version?: string;
      blobVersion?: string;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLinkTarget> {
    return this.#get(request, 'link', options);
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
      version?: string;
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

  async createArchiveLink(
    request: AzureBlobLocationRequest & { paths: string[] },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobArchiveLink> {
    const { entityRef, ...body } = request;
    const url = await this.#url(entityRef, 'archive-links', {});
    return this.#json(
      url,
      { method: 'POST', body, headers: await this.#assertionHeaders() },
      options,
    );
  }

  async getDownload(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDownload> {
    return this.#json(await this.#downloadUrl(request.id), {}, options);
  }

  async cancelDownload(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<void> {
    const url = await this.#downloadUrl(request.id);
    await this.#send(url, { method: 'DELETE' }, options);
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

  #downloadUrl(id: string) {
    return this.#globalUrl(`download-states/${encodeURIComponent(id)}`);
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

function toContent(response: Response): AzureBlobContent {
  const { headers } = response;
  const length = toNumber(headers.get('content-length'));
  const total = headers.get('content-range')?.split('/')[1];
  return {
    body: response.body ?? new Blob([]).stream(),
    size: total === undefined ? length : toNumber(total),
    length,
    etag: headers.get('etag') ?? undefined,
    contentType: headers.get('content-type') ?? undefined,
  };
}

function toNumber(value: string | null): number | undefined {
  return value !== null && /^\d+$/.test(value) ? Number(value) : undefined;
}
