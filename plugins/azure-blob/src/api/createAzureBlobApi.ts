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
  ConfigApi,
  DiscoveryApi,
  FetchApi,
  OAuthApi,
} from '@backstage/core-plugin-api';
import {
  AzureBlobApi,
  AzureBlobClient,
} from 'backstage-plugin-azure-blob-common';
import { MicrosoftStepUpApi } from './microsoftStepUpApiRef';
import { readEntraScope } from './readEntraScope';

/** What the API is made of. */
export interface AzureBlobApiOptions {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  fetchApi: FetchApi;
  microsoftAuthApi: OAuthApi;
  stepUpApi: Pick<MicrosoftStepUpApi, 'getToken'>;
}

/** Makes the API for both frontend systems. */
export function createAzureBlobApi(options: AzureBlobApiOptions): AzureBlobApi {
  const { configApi, discoveryApi, fetchApi, microsoftAuthApi, stepUpApi } =
    options;
  return new AzureBlobClient({
    discoveryApi,
    fetchApi,
    getAssertion: async () => {
      const steppedUp = stepUpApi.getToken();
      if (steppedUp) {
        return steppedUp;
      }
      const scope = readEntraScope(configApi);
      if (!scope) {
        return undefined;
      }
      // Nobody is thrown into a popup: without a session the backend answers
      // `AssertionMissing`, and the page offers to sign in.
      const token = await microsoftAuthApi.getAccessToken(scope, {
        optional: true,
      });
      return token || undefined;
    },
  });
}
