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

import { Readable } from 'node:stream';
import {
  bearerTokenAuthenticationPolicy,
  createDefaultHttpClient,
  createEmptyPipeline,
  createHttpHeaders,
  createPipelineRequest,
  Pipeline,
  PipelineResponse,
  proxyPolicy,
  RestError,
  userAgentPolicy,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { storageConnectionPolicy } from '../storageConnections';
import { BlobListPage } from './BlobListReader';
import { readBlobList } from './readBlobList';

/** The version of the service that the SDK asks for too. */
const SERVICE_VERSION = '2026-10-06';
const TOKEN_SCOPE = 'https://storage.azure.com/.default';

const httpClient = createDefaultHttpClient();

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
  readonly #pipeline: Pipeline;

  constructor(options: { containerUrl: string; credential: TokenCredential }) {
    this.#url = options.containerUrl;
    this.#pipeline = createEmptyPipeline();
    this.#pipeline.addPolicy(proxyPolicy());
    this.#pipeline.addPolicy(
      userAgentPolicy({ userAgentPrefix: 'backstage-plugin-azure-blob' }),
    );
    this.#pipeline.addPolicy(
      bearerTokenAuthenticationPolicy({
        credential: options.credential,
        scopes: TOKEN_SCOPE,
      }),
    );
    this.#pipeline.addPolicy(storageConnectionPolicy);
  }

  /** @throws RestError where storage refuses, Error where its answer breaks off. */
  async getPage(
    query: BlobListQuery,
    abortSignal: AbortSignal,
  ): Promise<BlobListPage> {
    const response = await this.#pipeline.sendRequest(
      httpClient,
      createPipelineRequest({
        url: `${this.#url}?${toQueryString(query)}`,
        headers: createHttpHeaders({
          accept: 'application/xml',
          'x-ms-version': SERVICE_VERSION,
        }),
        abortSignal,
        streamResponseStatusCodes: new Set([200]),
      }),
    );
    const body = response.readableStreamBody;
    if (response.status !== 200 || !(body instanceof Readable)) {
      throw toRestError(response);
    }
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

function toRestError(response: PipelineResponse): RestError {
  return new RestError('Storage does not list blobs', {
    statusCode: response.status,
    code: response.headers.get('x-ms-error-code'),
    request: response.request,
    response,
  });
}
