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
  AuthorityValidationOptions,
  ManagedIdentityCredential,
  MultiTenantTokenCredentialOptions,
  OnBehalfOfCredential,
} from '@azure/identity';
import { readFile } from 'node:fs/promises';
import { CredentialConfig } from '../types';

/** What every exchange needs, however the API app proves who it is. */
export type OnBehalfOfOptions = {
  tenantId: string;
  clientId: string;
  userAssertionToken: string;
} & MultiTenantTokenCredentialOptions &
  AuthorityValidationOptions;

/** Makes the credential of one exchange. */
export type CredentialFactory = (
  options: OnBehalfOfOptions,
) => OnBehalfOfCredential;

const FEDERATION_SCOPE = 'api://AzureADTokenExchange/.default';

/**
 * @throws where a federated credential has nothing to federate with.
 */
export function createCredentialFactory(
  config: CredentialConfig,
): CredentialFactory {
  switch (config.type) {
    case 'secret': {
      const { clientSecret } = config;
      return options => new OnBehalfOfCredential({ ...options, clientSecret });
    }
    case 'certificate': {
      const { certificatePath } = config;
      return options =>
        new OnBehalfOfCredential({ ...options, certificatePath });
    }
    default: {
      const getAssertion = createFederation(config);
      return options => new OnBehalfOfCredential({ ...options, getAssertion });
    }
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
  // Read each time: the platform renews the token in place
  return async () => (await readFile(tokenFile, 'utf8')).trim();
}
