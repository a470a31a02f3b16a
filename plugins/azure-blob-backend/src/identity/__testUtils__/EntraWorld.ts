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

import { mockServices } from '@backstage/backend-test-utils';
import { AzureBlobAssertion } from 'backstage-plugin-azure-blob-node';
import { CredentialConfig } from '../../types';
import { EntraTokenClient } from '../EntraTokenClient';
import { OnBehalfOfTokenExchange } from '../OnBehalfOfTokenExchange';
import { VerifierWorld } from './VerifierWorld';

/** What a {@link EntraTokenClient} is made with, where it is not the usual. */
export interface ClientOptions {
  credential?: CredentialConfig;
  authorityHost?: string;
  requestTimeoutMs?: number;
}

/** A tenant, and clients that get storage tokens from it. */
export class EntraWorld {
  readonly tenant: VerifierWorld;
  readonly logger = mockServices.logger.mock();
  readonly #clients: EntraTokenClient[] = [];

  static async create(): Promise<EntraWorld> {
    return new EntraWorld(await VerifierWorld.create());
  }

  private constructor(tenant: VerifierWorld) {
    this.tenant = tenant;
  }

  get entra() {
    return this.tenant.azure.entra;
  }

  createClient(options: ClientOptions = {}): EntraTokenClient {
    const { requestTimeoutMs, ...overrides } = options;
    const client = EntraTokenClient.create({
      config: { ...this.tenant.config, ...overrides },
      logger: this.logger,
      requestTimeoutMs,
    });
    this.#clients.push(client);
    return client;
  }

  createExchange(options?: ClientOptions): OnBehalfOfTokenExchange {
    const entra = this.createClient(options);
    return OnBehalfOfTokenExchange.create({ entra });
  }

  async assertionOf(user: string): Promise<AzureBlobAssertion> {
    const { verifier } = this.tenant;
    return verifier.verify(await this.entra.issueAssertion(user));
  }

  /** Asks nothing of anybody, and has logged nothing. */
  reset(): void {
    jest.clearAllMocks();
    for (const user of ['alice', 'bob']) {
      this.entra.setExchangeError(user, undefined);
      this.entra.requireStepUp(user, undefined);
    }
  }

  async stop(): Promise<void> {
    this.#clients.forEach(client => client.close());
    await this.tenant.azure.stop();
  }
}
