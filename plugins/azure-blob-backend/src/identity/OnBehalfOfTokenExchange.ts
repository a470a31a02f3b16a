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
import { AzureAuthorityHosts } from '@azure/identity';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  AzureBlobAssertion,
  AzureBlobStorageToken,
  AzureBlobTokenExchange,
} from 'backstage-plugin-azure-blob-node';
import { IdentityConfig } from '../types';
import {
  createCredentialFactory,
  CredentialFactory,
} from './createCredentialFactory';
import { describeExchangeFailure, toExchangeError } from './exchangeErrors';

const STORAGE_SCOPE = 'https://storage.azure.com/.default';
const REQUEST_TIMEOUT_MS = 5_000;

/** Exchanges assertions by the on-behalf-of flow of Entra ID. */
export class OnBehalfOfTokenExchange implements AzureBlobTokenExchange {
  readonly #config: IdentityConfig;
  readonly #createCredential: CredentialFactory;
  readonly #timeoutPolicy: PipelinePolicy;
  readonly #logger: LoggerService;

  private constructor(
    config: IdentityConfig,
    createCredential: CredentialFactory,
    timeoutPolicy: PipelinePolicy,
    logger: LoggerService,
  ) {
    this.#config = config;
    this.#createCredential = createCredential;
    this.#timeoutPolicy = timeoutPolicy;
    this.#logger = logger;
  }

  static create(options: {
    config: IdentityConfig;
    logger: LoggerService;
    /** For each request to Entra ID, in milliseconds. */
    requestTimeoutMs?: number;
  }): OnBehalfOfTokenExchange {
    const { config, logger, requestTimeoutMs = REQUEST_TIMEOUT_MS } = options;
    return new OnBehalfOfTokenExchange(
      config,
      createCredentialFactory(config.credential),
      createTimeoutPolicy(requestTimeoutMs),
      logger,
    );
  }

  async exchange(
    assertion: AzureBlobAssertion,
  ): Promise<AzureBlobStorageToken> {
    const { tenantId, clientId, authorityHost } = this.#config;
    try {
      // One a call: the credential's own cache has no bound
      const credential = this.#createCredential({
        tenantId,
        clientId,
        authorityHost,
        userAssertionToken: assertion.token,
        disableInstanceDiscovery: !isMicrosoftCloud(authorityHost),
        additionalPolicies: [
          { policy: this.#timeoutPolicy, position: 'perCall' },
        ],
        retryOptions: { maxRetries: 1, maxRetryDelayInMs: 1_000 },
      });
      const token = await credential.getToken(STORAGE_SCOPE);
      return {
        token: token.token,
        expiresAt: new Date(token.expiresOnTimestamp),
      };
    } catch (error) {
      const exchangeError = toExchangeError(error);
      if (exchangeError.code === 'TokenExchangeUnavailable') {
        this.#logger.error(
          'Entra ID did not exchange a token for storage',
          describeExchangeFailure(error),
        );
      }
      throw exchangeError;
    }
  }
}

function isMicrosoftCloud(authorityHost: string): boolean {
  const { origin } = new URL(authorityHost);
  return Object.values<string>(AzureAuthorityHosts).includes(origin);
}

/** Without it, an Entra ID that never answers would keep every caller waiting. */
function createTimeoutPolicy(timeoutMs: number): PipelinePolicy {
  return {
    name: 'azureBlobTimeout',
    sendRequest(request, next) {
      request.timeout = timeoutMs;
      return next(request);
    },
  };
}
