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
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  isRestError,
} from '@azure/core-rest-pipeline';
import { AzureBlobErrorReason } from 'backstage-plugin-azure-blob-common';
import { AccountConfig } from '../../types';

/** Older than all that is done here needs, so that any account knows it. */
const API_VERSION = '2021-12-02';
const TIMEOUT_MS = 5_000;

/** What storage answered; never a body. */
export type StorageAnswer =
  | {
      reached: true;
      status: number;
      /** Azure's own code of an error. */
      errorCode?: string;
      /** Who may read without signing in, where Azure tells. */
      publicAccess?: string;
    }
  | { reached: false; reason: AzureBlobErrorReason };

/**
 * Asks storage questions that no blob is read for. They go the way that those
 * of the SDK go, through the same proxies.
 */
export class StorageProbe {
  readonly #client = createDefaultHttpClient();
  readonly #pipeline = createPipelineFromOptions({
    retryOptions: { maxRetries: 0 },
    redirectOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: 'backstage-plugin-azure-blob' },
  });
  readonly #timeoutMs: number;

  private constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  static create(options: { timeoutMs?: number } = {}): StorageProbe {
    return new StorageProbe(options.timeoutMs ?? TIMEOUT_MS);
  }

  /** As nobody. */
  askAccount(account: AccountConfig): Promise<StorageAnswer> {
    return this.#ask(`${account.endpoint}/?restype=service&comp=properties`);
  }

  /** Lists one blob as nobody: who may, may read all of them. */
  askAnonymously(
    account: AccountConfig,
    container: string,
  ): Promise<StorageAnswer> {
    return this.#ask(
      `${account.endpoint}/${container}?restype=container&comp=list&maxresults=1`,
    );
  }

  /** What the container is, to whomever `token` belongs to. */
  askContainer(
    account: AccountConfig,
    container: string,
    token: string,
  ): Promise<StorageAnswer> {
    return this.#ask(
      `${account.endpoint}/${container}?restype=container`,
      token,
    );
  }

  async #ask(url: string, token?: string): Promise<StorageAnswer> {
    try {
      const { status, headers } = await this.#pipeline.sendRequest(
        this.#client,
        createPipelineRequest({
          url,
          abortSignal: AbortSignal.timeout(this.#timeoutMs),
          headers: createHttpHeaders({
            'x-ms-version': API_VERSION,
            ...(token && { Authorization: `Bearer ${token}` }),
          }),
        }),
      );
      // Anything may answer on a port; only storage numbers its answers so.
      return headers.has('x-ms-request-id')
        ? {
            reached: true,
            status,
            errorCode: headers.get('x-ms-error-code'),
            publicAccess: headers.get('x-ms-blob-public-access'),
          }
        : { reached: false, reason: 'AccountUnreachable' };
    } catch (error) {
      const isUnknown = isRestError(error) && error.code === 'ENOTFOUND';
      return {
        reached: false,
        reason: isUnknown ? 'AccountUnknown' : 'AccountUnreachable',
      };
    }
  }
}
