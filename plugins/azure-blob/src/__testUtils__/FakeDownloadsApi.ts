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
  AzureBlobCallOptions,
  AzureBlobDownload,
  AzureBlobDownloadLink,
  AzureBlobDownloadMode,
  AzureBlobLocationRequest,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from './createResponseError';
import { FakeAdminApi } from './FakeAdminApi';
import { sizeOf } from './FakeBlobs';

const EXPIRES_AT = '2026-11-21T21:00:00.000Z';

/** Links that download, and how the downloads go. */
export class FakeDownloadsApi extends FakeAdminApi {
  /** Whether links into storage need a token, where they are what is made. */
  isUserBound = false;
  /** How far each look finds a download further; `running` takes two looks. */
  step = 0.5;

  async createDownloadLinks(
    request: AzureBlobLocationRequest & {
      paths: string[];
      mode?: AzureBlobDownloadMode;
      version?: string;
      lines?: { from: number; to: number };
    },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('createDownloadLinks', request, options);
    const { mode = this.isUserBound ? 'sas' : 'ticket' } = request;
    const links: AzureBlobDownloadLink[] = [];
    for (const path of request.paths) {
      const size = sizeOf(await this.blob({ ...request, path }));
      links.push({
        id:
          mode === 'ticket' ? this.#begin(request.entityRef, size) : undefined,
        path,
        url: `http://localhost/${mode}/${encodeURIComponent(path)}`,
        mode,
        userBound: mode === 'sas' && this.isUserBound,
        expiresAt: EXPIRES_AT,
        size,
      });
    }
    return { links };
  }

  async createArchiveLink(
    request: AzureBlobLocationRequest & { paths: string[] },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('createArchiveLink', request, options);
    const { blobs } = await this.location(request);
    const files = Object.keys(blobs).filter(path =>
      request.paths.some(chosen =>
        chosen === '' || chosen.endsWith('/')
          ? path.startsWith(chosen)
          : path === chosen,
      ),
    );
    if (files.length === 0) {
      throw await createResponseError('BlobNotFound', { status: 404 });
    }
    const size = files.reduce((sum, path) => sum + sizeOf(blobs[path]), 0);
    const id = this.#begin(request.entityRef, size);
    return {
      id,
      url: `http://localhost/archive/${encodeURIComponent(id)}`,
      name: 'artifacts.zip',
      expiresAt: EXPIRES_AT,
      files: files.length,
      size,
    };
  }

  async getDownload(request: { id: string }, options?: AzureBlobCallOptions) {
    await this.enter('getDownload', request, options, false);
    const download = await this.#download(request.id);
    const { state, bytes, size } = download;
    if (state === 'waiting') {
      download.state = 'running';
    } else if (state === 'running') {
      download.bytes = Math.min(bytes + Math.ceil(size * this.step), size);
      download.state = download.bytes === size ? 'succeeded' : 'running';
    }
    return { ...download };
  }

  async cancelDownload(
    request: { id: string },
    options?: AzureBlobCallOptions,
  ) {
    await this.enter('cancelDownload', request, options, false);
    (await this.#download(request.id)).state = 'canceled';
  }

  #begin(entityRef: string, size: number): string {
    this.world.downloads ??= {};
    // The page with a world for each entity finds the world by it
    const count = Object.keys(this.world.downloads).length + 1;
    const id = `${entityRef}#${count}`;
    this.world.downloads[id] = { id, state: 'waiting', bytes: 0, size };
    return id;
  }

  async #download(id: string): Promise<AzureBlobDownload> {
    const download = this.world.downloads?.[id];
    if (!download) {
      throw await createResponseError('LinkNotFound', { status: 404 });
    }
    return download;
  }
}
