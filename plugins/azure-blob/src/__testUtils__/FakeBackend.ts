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
  AzureBlobLocationRequest,
  AzureBlobPathRequest,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from './createResponseError';
import { FakeBlob } from './FakeBlobs';
import { FakeLocation, FakeWorld } from './FakeWorld';

type Call = [method: keyof AzureBlobApi, request: object];

/** What all parts of a `FakeAzureBlobApi` answer from, and how they do. */
export class FakeBackend {
  readonly world: FakeWorld;
  readonly calls: Call[] = [];
  /** Whether requests carry a token. */
  isSignedIn = true;
  /** Thrown by every method it names. */
  errors: Partial<Record<keyof AzureBlobApi, unknown>> = {};
  /** The most items of a page, whatever is asked for. */
  maxLimit = Infinity;
  /** Methods that never answer. */
  slow: Array<keyof AzureBlobApi> = [];
  /** Kept waiting for by every method, before it answers. */
  delay: Promise<void> | undefined;

  constructor(world: FakeWorld) {
    this.world = world;
  }

  /** The requests that a method was called with. */
  requestsOf<T extends object>(method: keyof AzureBlobApi): T[] {
    return this.calls
      .filter(([called]) => called === method)
      .map(([, request]) => request as T);
  }

  protected async enter(
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

  protected known<T>(value: T | undefined): T {
    if (value === undefined) {
      throw new Error('This world does not know.');
    }
    return value;
  }

  protected async location({
    location,
  }: AzureBlobLocationRequest): Promise<FakeLocation> {
    const found = this.world.locations[location];
    if (!found) {
      throw await createResponseError('LocationNotAllowed');
    }
    return found;
  }

  protected async blob(
    request: AzureBlobPathRequest & { version?: string },
  ): Promise<FakeBlob> {
    const { blobs, versions = {} } = await this.location(request);
    const { path, version } = request;
    const blob =
      version === undefined ? blobs[path] : versions[path]?.[version];
    if (blob === undefined) {
      throw await createResponseError('BlobNotFound', { status: 404 });
    }
    return blob;
  }
}
