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
  AzureBlobItem,
  AzureBlobPage,
  AzureBlobVersion,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Scope } from '../types';
import { toFilesBelow, toItems, toVersion } from './blobItems';
import { CursorCodec, foreignCursor } from './CursorCodec';
import { BlobListClient, BlobListPage, BlobListQuery } from './listing';
import { isBadRequest, StorageOperation, unavailable } from './storageErrors';

const MAX_PAGE_SIZE = 5000;
const MAX_EMPTY_PAGES = 10;
const MAX_VERSIONS = 1000;
const MAX_VERSION_PAGES = 20;

/** Tries to read from storage, more than once where that may help. */
export type Retry = <T>(
  operation: StorageOperation,
  signal: AbortSignal | undefined,
  attempt: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

/** What {@link BlobLists} are made of. */
export interface BlobListsOptions {
  scope: Scope;
  cursors: CursorCodec;
  client: BlobListClient;
  retry: Retry;
}

/** The lists of one scope. Paths have been checked before they get here. */
export class BlobLists {
  readonly #options: BlobListsOptions;
  readonly #scope: Scope;

  constructor(options: BlobListsOptions) {
    this.#options = options;
    this.#scope = options.scope;
  }

  async list(options: {
    path: string;
    cursor?: string;
    from?: string;
    limit: number;
    signal?: AbortSignal;
  }): Promise<AzureBlobPage<AzureBlobItem>> {
    const { path, cursor, from, limit, signal } = options;
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_PAGE_SIZE) {
      throw new AzureBlobError(
        'InvalidRequest',
        `The limit "${limit}" is not a whole number from 1 to ${MAX_PAGE_SIZE}.`,
      );
    }
    const { cursors } = this.#options;
    const folder = this.#scope.prefix + path;
    const list = `folder ${path}`;
    let marker =
      cursor === undefined ? undefined : await cursors.decode(list, cursor);
    let items: AzureBlobItem[] = [];
    // Azure may answer with a marker and nothing else, many times over.
    for (let page = 0; page < MAX_EMPTY_PAGES && items.length === 0; page++) {
      const { blobs, nextMarker } = await this.#getPage(path, signal, {
        prefix: folder,
        delimiter: '/',
        include: ['metadata'],
        maxResults: limit,
        ...(marker === undefined && from !== undefined
          ? { startFrom: folder + from }
          : { marker }),
      }).catch(error => {
        throw page === 0 && cursor !== undefined && isBadRequest(error)
          ? foreignCursor(cursor)
          : error;
      });
      items = toItems(blobs, this.#scope, path);
      marker = nextMarker;
      if (marker === undefined) {
        return { items };
      }
    }
    return {
      items,
      ...(marker && { nextCursor: await cursors.encode(list, marker) }),
    };
  }

  async *walk(options: {
    path: string;
    signal?: AbortSignal;
  }): AsyncGenerator<AzureBlobItem[]> {
    const { path, signal } = options;
    const query = {
      prefix: this.#scope.prefix + path,
      include: ['metadata' as const],
    };
    for await (const blobs of this.#getPages(path, signal, query)) {
      const files = toFilesBelow(blobs, this.#scope, path);
      if (files.length > 0) {
        yield files;
      }
    }
  }

  async listVersions(
    path: string,
    signal?: AbortSignal,
  ): Promise<AzureBlobVersion[]> {
    const name = this.#scope.prefix + path;
    const versions: AzureBlobVersion[] = [];
    let pages = 0;
    for await (const blobs of this.#getPages(path, signal, {
      prefix: name,
      include: ['snapshots', 'versions'],
    })) {
      const own = blobs.filter(
        blob => blob.kind === 'blob' && blob.name === name,
      );
      versions.push(...own.flatMap(blob => toVersion(blob) ?? []));
      pages++;
      // Names that only begin alike come after all of this one.
      if (own.length < blobs.length || pages === MAX_VERSION_PAGES) {
        break;
      }
    }
    return versions.sort(compareVersions).slice(0, MAX_VERSIONS);
  }

  async *#getPages(
    path: string,
    signal: AbortSignal | undefined,
    query: Omit<BlobListQuery, 'maxResults' | 'marker'>,
  ): AsyncGenerator<BlobListPage['blobs']> {
    let marker: string | undefined;
    do {
      const { blobs, nextMarker } = await this.#getPage(path, signal, {
        ...query,
        marker,
        maxResults: MAX_PAGE_SIZE,
      });
      if (nextMarker !== undefined && nextMarker === marker) {
        throw unavailable({ scope: this.#scope, path });
      }
      yield blobs;
      marker = nextMarker;
    } while (marker !== undefined);
  }

  #getPage(
    path: string,
    signal: AbortSignal | undefined,
    query: BlobListQuery,
  ): Promise<BlobListPage> {
    const { client, retry } = this.#options;
    return retry({ scope: this.#scope, path }, signal, abortSignal =>
      client.getPage(query, abortSignal),
    );
  }
}

/** Newest first; what is current is the newest, whatever its clock says. */
function compareVersions(a: AzureBlobVersion, b: AzureBlobVersion): number {
  if (a.isCurrent !== b.isCurrent) {
    return a.isCurrent ? -1 : 1;
  }
  const [aId, bId] = [a, b].map(({ version, kind }) =>
    version.slice(kind.length + 1),
  );
  if (aId === bId) {
    return 0;
  }
  return aId < bId ? 1 : -1;
}
