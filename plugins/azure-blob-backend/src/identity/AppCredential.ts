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

import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  AuthorityValidationOptions,
  ClientAssertionCredential,
  ClientCertificateCredential,
  ClientSecretCredential,
  ManagedIdentityCredential,
  MultiTenantTokenCredentialOptions,
  OnBehalfOfCredential,
  OnBehalfOfCredentialOptions,
  TokenCredential,
} from '@azure/identity';
import { CredentialConfig } from '../types';
import { exchangeError } from './exchangeErrors';

/** What every request to Entra ID needs, however the API app proves itself. */
export type AppCredentialOptions = MultiTenantTokenCredentialOptions &
  AuthorityValidationOptions & { tenantId: string; clientId: string };

const FEDERATION_SCOPE = 'api://AzureADTokenExchange/.default';

/** The constructor has an overload for each kind of proof, but none for all. */
const OnBehalfOf = OnBehalfOfCredential as new (
  options: OnBehalfOfCredentialOptions,
) => TokenCredential;

/** What proves to Entra ID who the API app is, read when it is needed. */
type Proof =
  | { clientSecret: string }
  | { certificatePath: string }
  | { getAssertion: () => Promise<string> };

/**
 * The credential of the API app. It makes one credential of the SDK a request:
 * those remember tokens without a bound, and certificates until a restart.
 */
export class AppCredential {
  readonly #readProof: () => Promise<Proof>;

  private constructor(readProof: () => Promise<Proof>) {
    this.#readProof = readProof;
  }

  /**
   * @throws where a federated credential has nothing to federate with.
   */
  static fromConfig(config: CredentialConfig): AppCredential {
    switch (config.type) {
      case 'secret': {
        const { clientSecret } = config;
        return new AppCredential(async () => ({ clientSecret }));
      }
      case 'certificate': {
        const { certificatePath } = config;
        return new AppCredential(async () => {
          await readOrFail(async () => checkCertificate(certificatePath));
          return { certificatePath };
        });
      }
      default: {
        const read = createFederation(config);
        return new AppCredential(async () => {
          const assertion = await readOrFail(read);
          return { getAssertion: async () => assertion };
        });
      }
    }
  }

  /** For one exchange of a user's assertion. */
  async forUser(
    userAssertionToken: string,
    options: AppCredentialOptions,
  ): Promise<TokenCredential> {
    const proof = await this.#readProof();
    return new OnBehalfOf({ ...options, userAssertionToken, ...proof });
  }

  /** For one token of the app itself. */
  async forApplication(
    options: AppCredentialOptions,
  ): Promise<TokenCredential> {
    const proof = await this.#readProof();
    const { tenantId, clientId } = options;
    if ('clientSecret' in proof) {
      const { clientSecret } = proof;
      return new ClientSecretCredential(
        tenantId,
        clientId,
        clientSecret,
        options,
      );
    }
    return 'certificatePath' in proof
      ? new ClientCertificateCredential(tenantId, clientId, proof, options)
      : new ClientAssertionCredential(
          tenantId,
          clientId,
          proof.getAssertion,
          options,
        );
  }
}

function createFederation(
  config: CredentialConfig & { type: 'federated' },
): () => Promise<string> {
  const { managedIdentityClientId } = config;
  if (managedIdentityClientId) {
    const identity = new ManagedIdentityCredential({
      clientId: managedIdentityClientId,
    });
    return async () => (await identity.getToken(FEDERATION_SCOPE)).token;
  }
  const tokenFile = config.tokenFile ?? process.env.AZURE_FEDERATED_TOKEN_FILE;
  if (!tokenFile) {
    throw new Error(
      'Config value azureBlob.credential of the type "federated" needs a tokenFile or a managedIdentityClientId, because the environment variable AZURE_FEDERATED_TOKEN_FILE is not set',
    );
  }
  return async () => {
    const token = (await readFile(tokenFile, 'utf8')).trim();
    if (token === '') {
      throw new Error('The file is empty');
    }
    return token;
  };
}

/** What the SDK makes of a file without them depends on what is missing. */
async function checkCertificate(path: string): Promise<void> {
  const pem = await readFile(path);
  const certificate = new X509Certificate(pem);
  if (!certificate.checkPrivateKey(createPrivateKey(pem))) {
    throw new Error('The key is not that of the certificate');
  }
}

/** Where a file was and what it held is nobody's business but the logger's. */
async function readOrFail<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch {
    throw exchangeError('CredentialUnreadable');
  }
}
