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

import { InputError } from '@backstage/errors';
import {
  OAuthAuthenticator,
  OAuthAuthenticatorStartInput,
} from '@backstage/plugin-auth-node';
import { parseClaimsChallenge } from './parseClaimsChallenge';

/**
 * Lets a sign-in carry a claims challenge of Entra ID: what the frontend passes
 * as `claims` to the start of the sign-in reaches the page that people sign in
 * on. Without it, nobody can do what a Conditional Access policy asks for.
 *
 * @remarks
 *
 * Everything else of the authenticator stays as it is.
 *
 * @param authenticator - such as `microsoftAuthenticator` of
 * `@backstage/plugin-auth-backend-module-microsoft-provider`.
 *
 * @example
 * ```ts
 * providers.registerProvider({
 *   providerId: 'microsoft',
 *   factory: createOAuthProviderFactory({
 *     authenticator: withClaimsChallenge(microsoftAuthenticator),
 *   }),
 * });
 * ```
 *
 * @public
 */
export function withClaimsChallenge<TContext, TProfile>(
  authenticator: OAuthAuthenticator<TContext, TProfile>,
): OAuthAuthenticator<TContext, TProfile> {
  return {
    ...authenticator,
    async start(input, ctx) {
      const claims = readClaims(input);
      const started = await authenticator.start(input, ctx);
      if (claims === undefined) {
        return started;
      }
      const url = new URL(started.url);
      url.searchParams.set('claims', claims);
      return { ...started, url: url.toString() };
    },
  };
}

/** Whoever links to the start of a sign-in can write anything there. */
function readClaims({ req }: OAuthAuthenticatorStartInput) {
  const { claims: given } = req.query;
  if (given === undefined) {
    return undefined;
  }
  const claims = parseClaimsChallenge(given);
  if (claims === undefined) {
    throw new InputError(
      'The parameter "claims" is not a claims request of OpenID Connect: a JSON object of at most 4 kB with access_token, id_token or userinfo.',
    );
  }
  return claims;
}
