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

import { ConfigApi } from '@backstage/core-plugin-api';

/**
 * The scope of the access token that the backend exchanges: `azureBlob.scope`,
 * or the one that the API app registration is documented to expose.
 */
export function readEntraScope(configApi: ConfigApi): string | undefined {
  const scope = configApi.getOptionalString('azureBlob.scope');
  if (scope) {
    return scope;
  }
  const clientId = configApi.getOptionalString('azureBlob.clientId');
  return clientId ? `api://${clientId}/access_as_user` : undefined;
}
