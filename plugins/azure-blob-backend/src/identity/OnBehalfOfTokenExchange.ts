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
  AzureBlobAssertion,
  AzureBlobStorageToken,
  AzureBlobTokenExchange,
  AzureBlobTokenExchangeOptions,
} from 'backstage-plugin-azure-blob-node';
import { EntraTokenClient } from './EntraTokenClient';

/** Exchanges assertions by the on-behalf-of flow of Entra ID. */
export class OnBehalfOfTokenExchange implements AzureBlobTokenExchange {
  readonly #entra: EntraTokenClient;

  private constructor(entra: EntraTokenClient) {
    this.#entra = entra;
  }

  static create(options: { entra: EntraTokenClient }): OnBehalfOfTokenExchange {
    return new OnBehalfOfTokenExchange(options.entra);
  }

  async exchange(
    { token }: AzureBlobAssertion,
    options: AzureBlobTokenExchangeOptions = {},
  ): Promise<AzureBlobStorageToken> {
    const { claims } = options;
    return this.#entra.getStorageToken({ assertion: token, claims });
  }
}
