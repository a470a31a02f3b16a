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

import { StorageRequests } from '../StorageRequests';
import { BlobListPage } from './BlobListReader';
import { readBlobList } from './readBlobList';

/** What to ask List Blobs for. */
export interface BlobListQuery {
  /** Names begin with it. */
  prefix: string;
  /** What ends a folder's name; without it all levels are listed. */
  delimiter?: '/';
  include?: Array<'metadata' | 'snapshots' | 'versions'>;
  /** The name to begin at, inclusive. */
  startFrom?: string;
  /** `nextMarker` of the page before, instead of `startFrom`. */
  marker?: string;
  maxResults: number;
}

/**
 * Lists the blobs of one container as one user. The SDK does the same, but
 * parses each page at once, which takes it half a second for a full one.
 */
export class BlobListClient {
  readonly #url: string;
  readonly #requests: StorageRequests;

  constructor(options: { containerUrl: string; requests: StorageRequests }) {
    this.#url = options.containerUrl;
    this.#requests = options.requests;
  }

  /** @throws RestError where storage refuses, Error where its answer breaks off. */
  async getPage(
    query: BlobListQuery,
    abortSignal: AbortSignal,
  ): Promise<BlobListPage> {
    const { body } = await this.#requests.get(
      `${this.#url}?${toQueryString(query)}`,
      { headers: {}, abortSignal },
    );
    return readBlobList(body);
  }
}

/** Not `URLSearchParams`, whose `+` is a space to some and a plus to others. */
function toQueryString(query: BlobListQuery): string {
  const parameters = {
    restype: 'container',
    comp: 'list',
    prefix: query.prefix,
    delimiter: query.delimiter,
    include: query.include?.join(','),
    maxresults: query.maxResults,
    startFrom: query.startFrom,
    marker: query.marker,
  };
  return Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(`${value}`)}`)
    .join('&');
}
