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
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  microsoftAuthenticator,
  microsoftSignInResolvers,
} from '@backstage/plugin-auth-backend-module-microsoft-provider';
import {
  authProvidersExtensionPoint,
  commonSignInResolvers,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { withClaimsChallenge } from 'backstage-plugin-azure-blob-node';
import { createLocalMicrosoftAuthenticator } from './createLocalMicrosoftAuthenticator';

/**
 * Sign-in with Microsoft.
 *
 * Entra ID itself is used unless the config has `localAzure.entra`, which only
 * `app-config.local-azure.yaml` does: the stock provider's endpoints cannot be
 * configured, so the emulator needs an authenticator that differs in them.
 */
export const microsoftModule = createBackendModule({
  pluginId: 'auth',
  moduleId: 'microsoft-provider',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        providers: authProvidersExtensionPoint,
      },
      async init({ config, providers }) {
        const emulator = config.getOptionalConfig('localAzure.entra');
        providers.registerProvider({
          providerId: 'microsoft',
          factory: createOAuthProviderFactory({
            // What a Conditional Access policy asks for gets to the sign-in page
            authenticator: withClaimsChallenge(
              emulator
                ? createLocalMicrosoftAuthenticator(emulator)
                : microsoftAuthenticator,
            ),
            signInResolverFactories: {
              ...microsoftSignInResolvers,
              ...commonSignInResolvers,
            },
          }),
        });
      },
    });
  },
});
