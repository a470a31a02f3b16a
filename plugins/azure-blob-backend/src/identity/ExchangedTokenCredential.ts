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

import { AccessToken, GetTokenOptions, TokenCredential } from '@azure/identity';
import {
  AzureBlobAssertion,
  AzureBlobStorageToken,
  AzureBlobTokenExchange,
} from 'backstage-plugin-azure-blob-node';

/** Within this time of its expiry the Azure SDK asks for another token. */
const RENEWAL_WINDOW_MS = 2 * 60_000;

/** Hands one user's storage token to the Azure SDK, and renews it while she reads. */
export class ExchangedTokenCredential implements TokenCredential {
  readonly #exchange: AzureBlobTokenExchange;
  readonly #assertion: AzureBlobAssertion;
  #token: AzureBlobStorageToken;

  private constructor(
    exchange: AzureBlobTokenExchange,
    assertion: AzureBlobAssertion,
    token: AzureBlobStorageToken,
  ) {
    this.#exchange = exchange;
    this.#assertion = assertion;
    this.#token = token;
  }

  /** Makes the first exchange, so that its failure comes before any access. */
  static async create(options: {
    exchange: AzureBlobTokenExchange;
    assertion: AzureBlobAssertion;
  }): Promise<ExchangedTokenCredential> {
    const { exchange, assertion } = options;
    const token = await exchange.exchange(assertion);
    return new ExchangedTokenCredential(exchange, assertion, token);
  }

  /**
   * Takes from the options only a claims challenge, which ends the token at
   * hand: whatever tenant or resource storage names, it gets her storage token.
   */
  async getToken(
    _scopes?: string | string[],
    { claims }: GetTokenOptions = {},
  ): Promise<AccessToken> {
    if (claims !== undefined) {
      this.#token = await this.#exchange.exchange(this.#assertion, { claims });
    } else if (
      this.#token.expiresAt.getTime() - Date.now() <
      RENEWAL_WINDOW_MS
    ) {
      this.#token = await this.#exchange.exchange(this.#assertion);
    }
    const { token, expiresAt } = this.#token;
    return { token, expiresOnTimestamp: expiresAt.getTime() };
  }
}
