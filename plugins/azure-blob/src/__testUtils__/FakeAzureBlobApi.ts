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
  AzureBlobBinding,
  AzureBlobDiagnosis,
  AzureBlobDownloadMode,
  AzureBlobLock,
  AzureBlobLockTarget,
  AzureBlobStatus,
  AzureBlobApi,
  AzureBlobCallOptions,
  AzureBlobLocationRequest,
  AzureBlobLogIndex,
  AzureBlobLogPosition,
  AzureBlobPageRequest,
  AzureBlobPathRequest,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from './createResponseError';
import {
  countLines,
  FakeBlob,
  listFolder,
  paginate,
  readLines,
  sizeOf,
} from './FakeBlobs';

/** What a fake location holds. */
export interface FakeLocation {
  runs?: AzureBlobRun[];
  blobs: Record<string, FakeBlob>;
}

/** What a {@link FakeAzureBlobApi} answers from. */
export interface FakeWorld {
  access: AzureBlobAccess;
  diagnosis?: AzureBlobDiagnosis;
  status?: AzureBlobStatus;
  locks?: AzureBlobLock[];
  bindings?: AzureBlobBinding[];
  locations: Record<string, FakeLocation>;
}

type Call = [method: keyof AzureBlobApi, request: object];

/** The backend as its callers see it, in memory. */
export class FakeAzureBlobApi implements AzureBlobApi {
  readonly world: FakeWorld;
  readonly calls: Call[] = [];
  /** Whether requests carry a token. */
  isSignedIn = true;
  /** Whether links into storage need a token, where they are what is made. */
  isUserBound = false;
  /** The version of every log. */
  etag = '"1"';
  /** The share of every log's lines that has been counted. */
  indexed = 1;
  /** Thrown by every method it names. */
  errors: Partial<Record<keyof AzureBlobApi, unknown>> = {};
  /** The most items of a page, whatever is asked for. */
  maxLimit = Infinity;
  /** Called when a binding is confirmed. */
  onConfirm: () => void = () => {};
  /** Methods that never answer. */
  slow: Array<keyof AzureBlobApi> = [];
  /** Kept waiting for by every method, before it answers. */
  delay: Promise<void> | undefined;

  constructor(world: FakeWorld) {
    this.world = world;
  }

  async getAccess(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('getAccess', request, options, false);
    return this.world.access;
  }

  async listRuns(
    request: AzureBlobLocationRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('listRuns', request, options);
    const { runs = [] } = await this.#location(request);
    return paginate(runs, request, this.maxLimit);
  }

  async listArtifacts(
    request: AzureBlobPathRequest & AzureBlobPageRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('listArtifacts', request, options);
    const { blobs } = await this.#location(request);
    return paginate(listFolder(blobs, request.path), request, this.maxLimit);
  }

  async getArtifact(
    request: AzureBlobPathRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('getArtifact', request, options);
    return {
      name: nameOf(request.path),
      path: request.path,
      kind: 'file' as const,
      size: sizeOf(await this.#blob(request)),
      lastModified: '2026-11-21T20:00:00.000Z',
      etag: this.etag,
      metadata: {},
    };
  }

  async createDownloadLinks(
    request: AzureBlobLocationRequest & {
      paths: string[];
      mode?: AzureBlobDownloadMode;
    },
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('createDownloadLinks', request, options);
    const { mode = this.isUserBound ? 'sas' : 'ticket' } = request;
    const links = await Promise.all(
      request.paths.map(async path => ({
        path,
        url: `http://localhost/${mode}/${encodeURIComponent(path)}`,
        mode,
        userBound: mode === 'sas' && this.isUserBound,
        expiresAt: '2026-11-21T21:00:00.000Z',
        size: sizeOf(await this.#blob({ ...request, path })),
      })),
    );
    return { links };
  }

  async getDiagnosis(
    request: { entityRef: string; location?: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('getDiagnosis', request, options, false);
    return this.#known(this.world.diagnosis);
  }

  async getStatus(options?: AzureBlobCallOptions) {
    await this.#enter('getStatus', {}, options, false);
    return this.#known(this.world.status);
  }

  async listLocks(options?: AzureBlobCallOptions) {
    await this.#enter('listLocks', {}, options, false);
    return { items: this.world.locks ?? [] };
  }

  async createLock(
    request: { target: AzureBlobLockTarget; reason: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('createLock', request, options, false);
    const lock = {
      ...request,
      id: `lock-${(this.world.locks ?? []).length + 1}`,
      createdBy: 'user:default/carol',
      createdAt: '2026-11-21T20:00:00.000Z',
    };
    this.world.locks = [...(this.world.locks ?? []), lock];
    return lock;
  }

  async deleteLock(request: { id: string }, options?: AzureBlobCallOptions) {
    await this.#enter('deleteLock', request, options, false);
    this.world.locks = this.world.locks?.filter(({ id }) => id !== request.id);
  }

  async getBindings(
    request: { entityRef: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('getBindings', request, options, false);
    return { items: this.world.bindings ?? [] };
  }

  async confirmBinding(
    request: AzureBlobLocationRequest,
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('confirmBinding', request, options, false);
    const binding = this.#known(
      this.world.bindings?.find(
        ({ location }) => location === request.location,
      ),
    );
    binding.state = 'confirmed';
    this.onConfirm();
    return binding;
  }

  #known<T>(value: T | undefined): T {
    if (value === undefined) {
      throw new Error('This world does not know.');
    }
    return value;
  }

  async getLog(request: AzureBlobPathRequest, options?: AzureBlobCallOptions) {
    await this.#enter('getLog', request, options);
    const blob = await this.#blob(request);
    const index: AzureBlobLogIndex = {
      state: this.indexed === 1 ? 'ready' : 'building',
      indexedBytes: Math.floor(sizeOf(blob) * this.indexed),
      lines: Math.floor(countLines(blob) * this.indexed),
    };
    return {
      name: nameOf(request.path),
      path: request.path,
      size: sizeOf(blob),
      etag: this.etag,
      lastModified: '2026-11-21T20:00:00.000Z',
      index,
    };
  }

  async getLogLines(
    request: AzureBlobPathRequest &
      AzureBlobLogPosition & { count: number; etag?: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.#enter('getLogLines', request, options);
    if (request.etag !== undefined && request.etag !== this.etag) {
      throw await createResponseError('BlobChanged', { status: 409 });
    }
    const blob = await this.#blob(request);
    const counted = countLines(blob) * this.indexed;
    const answer = readLines(blob, request, line => line <= counted);
    return { ...answer, etag: this.etag };
  }

  /** The requests that a method was called with. */
  requestsOf<T extends object>(method: keyof AzureBlobApi): T[] {
    return this.calls
      .filter(([called]) => called === method)
      .map(([, request]) => request as T);
  }

  async #enter(
    method: keyof AzureBlobApi,
    request: object,
    options: AzureBlobCallOptions | undefined,
    needsToken = true,
  ) {
    this.calls.push([method, request]);
    await (this.slow.includes(method) ? new Promise(() => {}) : this.delay);
    options?.signal?.throwIfAborted();
    if (this.errors[method]) {
      throw this.errors[method];
    }
    if (needsToken && !this.isSignedIn) {
      throw await createResponseError('AssertionMissing', { status: 401 });
    }
  }

  async #location({
    location,
  }: AzureBlobLocationRequest): Promise<FakeLocation> {
    const found = this.world.locations[location];
    if (!found) {
      throw await createResponseError('LocationNotAllowed');
    }
    return found;
  }

  async #blob(request: AzureBlobPathRequest): Promise<FakeBlob> {
    const blob = (await this.#location(request)).blobs[request.path];
    if (blob === undefined) {
      throw await createResponseError('BlobNotFound', { status: 404 });
    }
    return blob;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
