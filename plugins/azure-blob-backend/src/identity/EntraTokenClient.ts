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

import { PipelinePolicy } from '@azure/core-rest-pipeline';
import { AzureAuthorityHosts, TokenCredential } from '@azure/identity';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AzureBlobError,
  AzureBlobStorageToken,
} from 'backstage-plugin-azure-blob-node';
import { IdentityConfig } from '../types';
import { AppCredential } from './AppCredential';
import {
  describeExchangeFailure,
  ExchangeAnswer,
  toExchangeError,
} from './exchangeErrors';
import { ExchangeCircuit } from './ExchangeCircuit';
import { ExchangeStatistics } from './ExchangeStatistics';

const STORAGE_SCOPE = 'https://storage.azure.com/.default';
const REQUEST_TIMEOUT_MS = 5_000;

/** Whose token is asked for. */
export type StorageTokenRequest =
  | {
      /** The user's own token for the API app. */
      assertion: string;
      /** A challenge of storage that Entra ID is to meet. */
      claims?: string;
    }
  | 'application';

/** Asks Entra ID for storage tokens, as the API app. */
export class EntraTokenClient {
  /** What came of it so far, for users. */
  readonly statistics = ExchangeStatistics.create();
  /** The same for the app itself: it tells nothing of consent. */
  readonly applicationStatistics = ExchangeStatistics.create();
  readonly #config: IdentityConfig;
  readonly #credential: AppCredential;
  readonly #circuit = ExchangeCircuit.create();
  readonly #requestTimeoutMs: number;
  readonly #logger: LoggerService;

  private constructor(
    config: IdentityConfig,
    requestTimeoutMs: number,
    logger: LoggerService,
  ) {
    this.#config = config;
    this.#credential = AppCredential.fromConfig(config.credential);
    this.#requestTimeoutMs = requestTimeoutMs;
    this.#logger = logger;
  }

  static create(options: {
    config: IdentityConfig;
    logger: LoggerService;
    /** For each request to Entra ID, in milliseconds. */
    requestTimeoutMs?: number;
  }): EntraTokenClient {
    const { config, logger, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
    return new EntraTokenClient(config, requestTimeoutMs, logger);
  }

  /**
   * @throws `AzureBlobError`, as the reasons of `exchangeReasons.ts` say.
   */
  async getStorageToken(
    request: StorageTokenRequest,
  ): Promise<AzureBlobStorageToken> {
    const statistics =
      request === 'application' ? this.applicationStatistics : this.statistics;
    try {
      const token = await this.#circuit.run(() => this.#send(request));
      statistics.addSuccess();
      return token;
    } catch (error) {
      const failure = toExchangeError(error);
      statistics.addFailure(failure);
      throw failure;
    }
  }

  /** Ends its timers. */
  close(): void {
    this.#circuit.close();
  }

  async #send(request: StorageTokenRequest): Promise<AzureBlobStorageToken> {
    const answer: ExchangeAnswer = {};
    try {
      const token = await this.#getToken(request, answer);
      if (!token) {
        throw new Error('No token');
      }
      return {
        token: token.token,
        expiresAt: new Date(token.expiresOnTimestamp),
      };
    } catch (error) {
      const failure = toExchangeError(error, answer);
      this.#log(error, failure);
      throw failure;
    }
  }

  async #getToken(request: StorageTokenRequest, answer: ExchangeAnswer) {
    const { tenantId, clientId, authorityHost } = this.#config;
    const options = {
      tenantId,
      clientId,
      authorityHost,
      disableInstanceDiscovery: !isMicrosoftCloud(authorityHost),
      additionalPolicies: [
        {
          policy: createRequestPolicy(this.#requestTimeoutMs, answer),
          position: 'perRetry' as const,
        },
      ],
      retryOptions: { maxRetries: 1, maxRetryDelayInMs: 1_000 },
    };
    if (request === 'application') {
      const credential = await this.#credential.forApplication(options);
      return credential.getToken(STORAGE_SCOPE);
    }
    const { assertion, claims } = request;
    const credential: TokenCredential = await this.#credential.forUser(
      assertion,
      options,
    );
    // Storage may answer such a token with a challenge, which comes back here
    return credential.getToken(STORAGE_SCOPE, { claims, enableCae: true });
  }

  #log(error: unknown, failure: AzureBlobError): void {
    if (failure.code === 'TokenExchangeUnavailable') {
      this.#logger.error(
        'Entra ID did not give a token for storage',
        describeExchangeFailure(error, failure.reason),
      );
    }
  }
}

function isMicrosoftCloud(authorityHost: string): boolean {
  const { origin } = new URL(authorityHost);
  return Object.values<string>(AzureAuthorityHosts).includes(origin);
}

const RETRY_AFTER_HEADERS = [
  'retry-after',
  'retry-after-ms',
  'x-ms-retry-after-ms',
];

/**
 * Keeps callers from waiting for an Entra ID that never answers, or that asks
 * for minutes of patience, which the SDK would have. What it asked for is in no
 * error of MSAL.
 */
function createRequestPolicy(
  timeoutMs: number,
  answer: ExchangeAnswer,
): PipelinePolicy {
  return {
    name: 'azureBlobExchange',
    async sendRequest(request, next) {
      request.timeout = timeoutMs;
      const response = await next(request);
      answer.status = response.status;
      const seconds = response.headers.get('retry-after') ?? '';
      answer.retryAfterSeconds = /^\d{1,5}$/.test(seconds)
        ? Number(seconds)
        : undefined;
      RETRY_AFTER_HEADERS.forEach(name => response.headers.delete(name));
      return response;
    },
  };
}
