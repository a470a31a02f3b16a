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
  HttpHeaders,
  Pipeline,
  proxyPolicy,
  RawHttpHeadersInput,
  RestError,
  userAgentPolicy,
} from '@azure/core-rest-pipeline';
import type { TokenCredential } from '@azure/identity';
import { storageConnectionPolicy } from './storageConnections';

/** The version of the service that the SDK asks for too. */
const SERVICE_VERSION = '2026-10-06';
const TOKEN_SCOPE = 'https://storage.azure.com/.default';
const STREAMED = new Set([200, 206]);

const httpClient = createDefaultHttpClient();

/** What storage answers with where it does what it was asked for. */
export interface StorageAnswer {
  headers: HttpHeaders;
  /** As it is stored: nothing is unpacked on the way. */
  body: Readable;
}

/**
 * Asks storage for bytes as one user, as the SDK does, but without what its
 * clients do for all that can be asked for.
 */
export class StorageRequests {
  readonly #pipeline: Pipeline;

  static create(credential: TokenCredential): StorageRequests {
    return new StorageRequests(credential);
  }

  private constructor(credential: TokenCredential) {
    this.#pipeline = createEmptyPipeline();
    this.#pipeline.addPolicy(proxyPolicy());
    this.#pipeline.addPolicy(
      userAgentPolicy({ userAgentPrefix: 'backstage-plugin-azure-blob' }),
    );
    this.#pipeline.addPolicy(
      bearerTokenAuthenticationPolicy({ credential, scopes: TOKEN_SCOPE }),
    );
    this.#pipeline.addPolicy(storageConnectionPolicy);
  }

  /** @throws RestError where storage refuses. */
  async get(
    url: string,
    options: { headers: RawHttpHeadersInput; abortSignal: AbortSignal },
  ): Promise<StorageAnswer> {
    const response = await this.#pipeline.sendRequest(
      httpClient,
      createPipelineRequest({
        url,
        headers: createHttpHeaders({
          accept: 'application/xml',
          'x-ms-version': SERVICE_VERSION,
          ...options.headers,
        }),
        abortSignal: options.abortSignal,
        streamResponseStatusCodes: STREAMED,
      }),
    );
    const { headers, readableStreamBody: body, status } = response;
    if (!STREAMED.has(status) || !(body instanceof Readable)) {
      throw new RestError('Storage refuses', {
        statusCode: status,
        code: headers.get('x-ms-error-code'),
        request: response.request,
        response,
      });
    }
    return { headers, body };
  }
}
