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

import { LocalAzureAddress, world } from 'local-azure';

/** What the portal does for a user, once. */
export async function exchange(
  azure: LocalAzureAddress,
  assertion: string,
): Promise<string> {
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
  return token;
}
