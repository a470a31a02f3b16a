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
  AzureBlobCallOptions,
  AzureBlobContent,
  AzureBlobLinkTarget,
  AzureBlobLocationRequest,
  AzureBlobPageRequest,
  AzureBlobPathRequest,
  AzureBlobProvenance,
  AzureBlobRun,
  AzureBlobRunFilter,
  AzureBlobVersionRequest,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from './createResponseError';
import {
  describeBlob,
  FakeBlob,
  listFolder,
  paginate,
  sizeOf,
  streamBlob,
} from './FakeBlobs';
import { resolveFakeLink } from './FakeLinks';
import { FakeLogsApi } from './FakeLogsApi';
import {
  compareRuns,
  filterRuns,
  listBranches,
  measureRun,
  summarize,
} from './FakeRuns';
import { FakeLocation } from './FakeWorld';

type LinkRequest = Parameters<AzureBlobApi['resolveLink']>[0];

/** The backend as its callers see it, in memory. */
export class FakeAzureBlobApi extends FakeLogsApi implements AzureBlobApi {
  /** Absent where storage is read as the portal's own app. */
  storageUrl: string | undefined =
    'https://contosobuilds.blob.core.windows.net/artifacts/component/default/payments-api/';

  async getAccess(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('getAccess', request, options, false);
    return this.world.access;
  }

  async listRuns(
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest &
      AzureBlobRunFilter,
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('listRuns', request, options);
    const { runs = [], index } = await this.location(request);
    return {
      ...paginate(filterRuns(runs, request), request, this.maxLimit),
      index: index ?? { state: 'ready' as const, runs: runs.length },
      branches: request.cursor === undefined ? listBranches(runs) : undefined,
    };
  }

  async getRun(
    request: AzureBlobLocationRequest & { run: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('getRun', request, options);
    const location = await this.location(request);
    return measureRun(location, await this.#run(location, request.run));
  }

  async compareRuns(
    request: AzureBlobLocationRequest &
      AzureBlobPageRequest & { base: string; head: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('compareRuns', request, options);
    const location = await this.location(request);
    const { id: base } = await this.#run(location, request.base);
    const { id: head } = await this.#run(location, request.head);
    const { items, totals, ...compared } = compareRuns(location, base, head);
    return {
      ...compared,
      ...paginate(items, request, this.maxLimit),
      totals: request.cursor === undefined ? totals : undefined,
    };
  }

  async getOverview(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('getOverview', request, options);
    return summarize(request.location, await this.location(request));
  }

  async listArtifacts(
    request: AzureBlobPathRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('listArtifacts', request, options);
    const { blobs, details } = await this.location(request);
    const items = listFolder(blobs, request.path, details);
    return {
      ...paginate(items, request, this.maxLimit),
      storageUrl: this.storageUrl,
    };
  }

  async getArtifact(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('getArtifact', request, options);
    const { details = {} } = await this.location(request);
    return describeBlob(request.path, await this.blob(request), {
      etag: this.etag,
      ...details[request.path],
    });
  }

  async readContent(
    request: AzureBlobVersionRequest & {
      entry?: string;
      offset?: number;
      length?: number;
    },
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobContent> {
    await this.enter('readContent', request, options);
    const isEntry = request.entry !== undefined;
    const blob = isEntry
      ? await this.#entry(request, request.entry)
      : await this.blob(request);
    const size = sizeOf(blob);
    const { length = Infinity } = request;
    const offset = isEntry ? 0 : request.offset ?? 0;
    if (offset > 0 && offset >= size) {
      throw await createResponseError('RangeNotSatisfiable', { status: 416 });
    }
    const end = Math.min(offset + length, size);
    const { details = {} } = await this.location(request);
    return {
      body: streamBlob(blob, offset, end),
      size,
      length: end - offset,
      etag: this.etag,
      contentType: isEntry ? undefined : details[request.path]?.contentType,
    };
  }

  async listArchiveEntries(
    request: AzureBlobVersionRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('listArchiveEntries', request, options);
    const { entries, ...archive } = await this.#archive(request);
    const items = entries.map(({ blob, size, ...entry }) => ({
      ...entry,
      size: size ?? (blob === undefined ? 0 : sizeOf(blob)),
    }));
    return {
      ...archive,
      etag: this.etag,
      ...paginate(items, request, this.maxLimit),
    };
  }

  async getProvenance(
    request: AzureBlobVersionRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobProvenance> {
    await this.enter('getProvenance', request, options);
    const { provenance = {} } = await this.location(request);
    await this.blob(request);
    return provenance[request.path] ?? { state: 'none', attestations: [] };
  }

  async resolveLink(
    request: LinkRequest,
    options?: AzureBlobCallOptions,
  ): Promise<AzureBlobLinkTarget> {
    await this.enter('resolveLink', request, options);
    return resolveFakeLink(this.world, request);
  }

  async #run({ runs = [] }: FakeLocation, id: string): Promise<AzureBlobRun> {
    const run = runs.find(candidate => candidate.id === id);
    if (!run) {
      throw await createResponseError('RunNotFound', { status: 404 });
    }
    return run;
  }

  async #archive(request: AzureBlobVersionRequest) {
    const { archives = {} } = await this.location(request);
    await this.blob(request);
    const archive = archives[request.path];
    if (!archive) {
      throw await createResponseError('ArchiveUnreadable', { status: 422 });
    }
    return archive;
  }

  async #entry(
    request: AzureBlobVersionRequest,
    path: string | undefined,
  ): Promise<FakeBlob> {
    const { entries } = await this.#archive(request);
    const blob = entries.find(entry => entry.path === path)?.blob;
    if (blob === undefined) {
      throw await createResponseError('BlobNotFound', { status: 404 });
    }
    return blob;
  }
}
