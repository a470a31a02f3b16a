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

import { mockCredentials } from '@backstage/backend-test-utils';
import { world } from 'local-azure';
import { AzureProcess } from './startAzureProcess';

/** Alice, as storage and the portal each want to be asked. */
export interface AliceSession {
  /** What the portal exchanges hers for; storage takes it. */
  token: string;
  asStorage: Record<string, string>;
  asPortal: Record<string, string>;
}

/** Signs her in, and does once what the portal does for her. */
export async function signInAsAlice(
  azure: AzureProcess,
): Promise<AliceSession> {
  const assertion = await azure.issueAssertion();
  const response = await fetch(
    `${azure.entra.origin}/${azure.tenantId}/oauth2/v2.0/token`,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        client_id: world.apiApp.clientId,
        client_secret: world.apiApp.clientSecret,
        scope: 'https://storage.azure.com/.default',
        assertion,
      }),
    },
  );
  const { access_token: token } = await response.json();
  return {
    token,
    asStorage: {
      authorization: `Bearer ${token}`,
      'x-ms-version': '2025-07-05',
    },
    asPortal: {
      authorization: mockCredentials.user.header('user:default/alice'),
      'Backstage-Azure-Blob-Authorization': `Bearer ${assertion}`,
    },
  };
}
