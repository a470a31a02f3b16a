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
  AzurePipelinesCredential,
  DefaultAzureCredential,
  TokenCredential,
} from '@azure/identity';
import { ContainerClient } from '@azure/storage-blob';
import { CliError } from '../CliError';

/** Names a container. */
export interface ContainerOptions {
  account: string;
  container: string;
  endpoint?: string;
}

/**
 * Opens a container as whoever runs this: the federated identity of a pipeline,
 * a workload or managed identity, or who has signed in with `az login`. There
 * is no way to give it a key.
 */
export function openContainer(options: ContainerOptions): ContainerClient {
  const { account, container } = options;
  if (!/^[a-z0-9]{3,24}$/.test(account)) {
    throw new CliError(
      'usage',
      `"${account}" is no name of a storage account.`,
    );
  }
  if (!/^[a-z0-9](?:-?[a-z0-9]){2,62}$/.test(container)) {
    throw new CliError('usage', `"${container}" is no name of a container.`);
  }
  const endpoint =
    options.endpoint ?? `https://${account}.blob.core.windows.net`;
  if (!/^https:\/\/[^?#]+$/.test(endpoint)) {
    throw new CliError('usage', `"${endpoint}" is no https URL.`);
  }
  return new ContainerClient(
    `${endpoint.replace(/\/$/, '')}/${container}`,
    createCredential(process.env),
    {
      retryOptions: { maxTries: 4, retryDelayInMs: 500 },
      userAgentOptions: { userAgentPrefix: 'backstage-azure-blob' },
    },
  );
}

function createCredential(env: NodeJS.ProcessEnv): TokenCredential {
  const {
    AZURESUBSCRIPTION_TENANT_ID: tenantId,
    AZURESUBSCRIPTION_CLIENT_ID: clientId,
    AZURESUBSCRIPTION_SERVICE_CONNECTION_ID: connectionId,
    SYSTEM_ACCESSTOKEN: systemToken,
  } = env;
  if (tenantId && clientId && connectionId && systemToken) {
    return new AzurePipelinesCredential(
      tenantId,
      clientId,
      connectionId,
      systemToken,
    );
  }
  return new DefaultAzureCredential({
    // Nobody but Microsoft's own clouds is known to Microsoft.
    disableInstanceDiscovery: Boolean(
      env.AZURE_AUTHORITY_HOST &&
        !/^https:\/\/login\.(?:microsoftonline\.(?:com|us)|chinacloudapi\.cn)\b/.test(
          env.AZURE_AUTHORITY_HOST,
        ),
    ),
  });
}
