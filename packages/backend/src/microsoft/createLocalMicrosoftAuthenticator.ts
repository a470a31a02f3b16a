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

import { Config } from '@backstage/config';
import { microsoftAuthenticator } from '@backstage/plugin-auth-backend-module-microsoft-provider';
import {
  createOAuthAuthenticator,
  PassportOAuthAuthenticatorHelper,
} from '@backstage/plugin-auth-node';
import { LocalMicrosoftStrategy } from './LocalMicrosoftStrategy';

/**
 * The stock Microsoft authenticator (its scopes, and its second refresh for
 * the profile), talking to the Entra ID emulator of `packages/local-azure`.
 */
export function createLocalMicrosoftAuthenticator(emulator: Config) {
  const origin = emulator.getString('origin');
  const browserOrigin = emulator.getString('browserOrigin');

  return createOAuthAuthenticator({
    ...microsoftAuthenticator,
    initialize({ callbackUrl, config }) {
      const tenant = config.getString('tenantId');
      return {
        helper: PassportOAuthAuthenticatorHelper.from(
          new LocalMicrosoftStrategy(
            {
              clientID: config.getString('clientId'),
              clientSecret: config.getString('clientSecret'),
              callbackURL: callbackUrl,
              tenant,
              authorizationURL: `${browserOrigin}/${tenant}/oauth2/v2.0/authorize`,
              tokenURL: `${origin}/${tenant}/oauth2/v2.0/token`,
              apiEntryPoint: origin,
            },
            (accessToken, refreshToken, params, fullProfile, done) => {
              done(
                undefined,
                { fullProfile, params, accessToken },
                { refreshToken },
              );
            },
          ),
        ),
        domainHint: undefined,
        skipUserProfile: false,
      };
    },
  });
}
