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

import { AzureBlobApi } from './AzureBlobApi';
import { AzureBlobClientOptions } from './AzureBlobClientOptions';
import { AzureBlobLogClient } from './AzureBlobLogClient';
import { ClientRequests } from './ClientRequests';
import { toContent } from './toContent';
import {
  AzureBlobAccess,
  AzureBlobArchiveEntries,
  AzureBlobArchiveLink,
  AzureBlobBinding,
  AzureBlobCallOptions,
  AzureBlobComparison,
  AzureBlobContent,
  AzureBlobDetails,
  AzureBlobDiagnosis,
  AzureBlobDownload,
  AzureBlobDownloadLink,
  AzureBlobDownloadMode,
  AzureBlobFolderPage,
  AzureBlobLinkTarget,
  AzureBlobLocationRequest,
  AzureBlobLock,
  AzureBlobLockTarget,
  AzureBlobOverview,
  AzureBlobPageRequest,
  AzureBlobPathRequest,
  AzureBlobProvenance,
  AzureBlobRunDetails,
  AzureBlobRunFilter,
  AzureBlobRunPage,
  AzureBlobRunStatus,
  AzureBlobStatus,
  AzureBlobVersionRequest,
} from './types';

/**
 * Calls the azure-blob backend plugin over HTTP.
 *
 * @public
 */
export class AzureBlobClient
  extends AzureBlobLogClient
  implements AzureBlobApi
{
  readonly #requests: ClientRequests;

  constructor(options: AzureBlobClientOptions) {
    super(options);
    this.#requests = new ClientRequests(options);
  }

  async getAccess(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobAccess> {
    const url = await this.#requests.url(request.entityRef, 'access', {});
    return this.#requests.json(url, {}, options);
  }

  async listRuns(
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest &
      AzureBlobRunFilter,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobRunPage> {
    return this.#requests.get(request, 'runs', options);
  }

  async getRun(
    request: AzureBlobLocationRequest & { run: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobRunDetails> {
    return this.#requests.get(request, 'run', options);
  }

  async compareRuns(
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest & { base: string; head: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobComparison> {
    return this.#requests.get(request, 'comparison', options);
  }

  async getOverview(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobOverview> {
    return this.#requests.get(request, 'overview', options);
  }

  async listArtifacts(
    request: AzureBlobPathRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobFolderPage> {
    return this.#requests.get(request, 'artifacts', options);
  }

  async getArtifact(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDetails> {
    return this.#requests.get(request, 'artifact', options);
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
    const url = await this.#requests.url(entityRef, resource, {
      ...query,
      ...(isEntry && { length }),
    });
    const headers = await this.#requests.assertionHeaders();
    const isPart = !isEntry && (offset > 0 || length !== undefined);
    if (isPart) {
      const last = length === undefined ? '' : offset + length - 1;
      headers.Range = `bytes=${offset}-${last}`;
    }
    return toContent(await this.#requests.send(url, { headers }, options));
  }

  async listArchiveEntries(
    request: AzureBlobVersionRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobArchiveEntries> {
    return this.#requests.get(request, 'archive-entries', options);
  }

  async getProvenance(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobProvenance> {
    return this.#requests.get(request, 'provenance', options);
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
    return this.#requests.get(request, 'link', options);
  }

  async createDownloadLinks(
    request: AzureBlobLocationRequest & {
      paths: string[];
      mode?: AzureBlobDownloadMode;
      version?: string;
      lines?: { from: number; to: number; revision?: string };
    },
    options?: AzureBlobCallOptions,
  ): Promise<{ links: AzureBlobDownloadLink[] }> {
    return this.#requests.post(request, 'download-links', options);
  }

  async createArchiveLink(
    request: AzureBlobLocationRequest & { paths: string[] },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobArchiveLink> {
    return this.#requests.post(request, 'archive-links', options);
  }

  async getDownload(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDownload> {
    return this.#requests.json(
      await this.#downloadUrl(request.id),
      {},
      options,
    );
  }

  async cancelDownload(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<void> {
    const url = await this.#downloadUrl(request.id);
    await this.#requests.send(url, { method: 'DELETE' }, options);
  }

  async getDiagnosis(
    request: { entityRef: string; location?: string },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobDiagnosis> {
    return this.#requests.get(request, 'diagnosis', options);
  }

  async getStatus(options?: AzureBlobCallOptions): Promise<AzureBlobStatus> {
    return this.#requests.json(
      await this.#requests.globalUrl('status'),
      {},
      options,
    );
  }

  async listLocks(
    options?: AzureBlobCallOptions,
  ): Promise<{ items: AzureBlobLock[] }> {
    return this.#requests.json(
      await this.#requests.globalUrl('locks'),
      {},
      options,
    );
  }

  async createLock(
    request: {
      target: AzureBlobLockTarget;
      reason: string;
      expiresAt?: string;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLock> {
    const url = await this.#requests.globalUrl('locks');
    return this.#requests.json(url, { method: 'POST', body: request }, options);
  }

  async deleteLock(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ): Promise<void> {
    const url = await this.#requests.globalUrl(
      `locks/${encodeURIComponent(request.id)}`,
    );
    await this.#requests.send(url, { method: 'DELETE' }, options);
  }

  async getBindings(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ): Promise<{ items: AzureBlobBinding[] }> {
    const url = await this.#requests.url(request.entityRef, 'bindings', {});
    return this.#requests.json(url, {}, options);
  }

  async confirmBinding(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobBinding> {
    const { entityRef, ...body } = request;
    const url = await this.#requests.url(entityRef, 'bindings/confirm', {});
    return this.#requests.json(url, { method: 'POST', body }, options);
  }

  #downloadUrl(id: string) {
    return this.#requests.globalUrl(
      `download-states/${encodeURIComponent(id)}`,
    );
  }
}
