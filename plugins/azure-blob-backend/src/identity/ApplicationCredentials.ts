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

import { TokenCredential } from '@azure/identity';
import { AzureBlobStorageToken } from 'backstage-plugin-azure-blob-node';
import { AccountConfig } from '../types';
import { EntraTokenClient } from './EntraTokenClient';

/** A token is not handed out in its last minutes: the read it is for takes time. */
const EXPIRY_MARGIN_MS = 5 * 60_000;

/**
 * Reads accounts as the API app itself, where their config says so and nowhere
 * else. All of them share one token, in the memory of this process only.
 */
export class ApplicationCredentials {
  readonly #entra: EntraTokenClient;
  #token?: AzureBlobStorageToken;
  #pending?: Promise<AzureBlobStorageToken>;

  private constructor(entra: EntraTokenClient) {
    this.#entra = entra;
  }

  static create(options: { entra: EntraTokenClient }): ApplicationCredentials {
    return new ApplicationCredentials(options.entra);
  }

  /**
   * What reads `account`. Its `getToken` throws what an exchange throws.
   *
   * @throws where the account is to be read as the user.
   */
  get({ name, identity }: AccountConfig): TokenCredential {
    if (identity !== 'application') {
      throw new Error(
        `The account "${name}" is read as the user, never as the application`,
      );
    }
    return {
      // Storage may name another tenant or resource; it gets this token or none
      getToken: async (_scopes, options) => {
        const { token, expiresAt } = await this.#getToken(
          options?.claims !== undefined,
        );
        return { token, expiresOnTimestamp: expiresAt.getTime() };
      },
    };
  }

  async #getToken(isRefused: boolean): Promise<AzureBlobStorageToken> {
    if (isRefused) {
      this.#token = undefined;
    }
    const needed = Date.now() + EXPIRY_MARGIN_MS;
    if (this.#token && this.#token.expiresAt.getTime() > needed) {
      return this.#token;
    }
    this.#pending ??= this.#entra
      .getStorageToken('application')
      .then(token => (this.#token = token))
      .finally(() => {
        this.#pending = undefined;
      });
    return this.#pending;
  }
}
