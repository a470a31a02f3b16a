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

import { createHash } from 'node:crypto';
import { JWTPayload, errors, jwtVerify } from 'jose';
import { LocalUser } from '../types';
import { world } from '../world';
import { AuthorizationCodes } from './AuthorizationCodes';
import { ChangedClaims } from './ChangedClaims';
import {
  appAccessClaims,
  findUser,
  idClaims,
  tokenLifetime,
  userAccessClaims,
} from './claims';
import { parseClaimsRequest } from './claimsRequest';
import { Client, ClientAuthenticator } from './clients';
import { EntraError } from './EntraError';
import { RefreshTokens } from './RefreshTokens';
import { RequestedScopes, parseScopes } from './scopes';
import { SigningKeys } from './SigningKeys';
import { signToken } from './signToken';
import { StepUps } from './StepUps';

type Form = Record<string, string>;

/** What the token endpoint answers. */
export interface TokenResponse {
  token_type: 'Bearer';
  scope?: string;
  expires_in: number;
  ext_expires_in: number;
  access_token: string;
  refresh_token?: string;
  id_token?: string;
  client_info?: string;
}

function required(form: Form, name: string): string {
  const value = form[name];
  if (!value) {
    throw new EntraError(900144, { detail: `It is '${name}'.` });
  }
  return value;
}

/** The grants of `/oauth2/v2.0/token`. */
export class TokenEndpoint {
  readonly #keys: SigningKeys;
  readonly #origin: () => string;
  readonly #clients: ClientAuthenticator;
  readonly #codes: AuthorizationCodes;
  readonly #refreshTokens: RefreshTokens;
  readonly #stepUps: StepUps;
  readonly #claims: ChangedClaims;
  readonly #exchangeErrors = new Map<
    string,
    { code: number; claims?: string }
  >();
  #exchanges = 0;

  constructor(options: {
    keys: SigningKeys;
    origin: () => string;
    clients: ClientAuthenticator;
    codes: AuthorizationCodes;
    stepUps: StepUps;
    claims: ChangedClaims;
  }) {
    this.#keys = options.keys;
    this.#origin = options.origin;
    this.#clients = options.clients;
    this.#codes = options.codes;
    this.#refreshTokens = new RefreshTokens(options.keys);
    this.#stepUps = options.stepUps;
    this.#claims = options.claims;
  }

  get exchanges(): number {
    return this.#exchanges;
  }

  setExchangeError(
    user: string,
    error: { code: number; claims?: string } | undefined,
  ): void {
    if (error) {
      this.#exchangeErrors.set(user, error);
    } else {
      this.#exchangeErrors.delete(user);
    }
  }

  /**
   * @throws `EntraError`
   */
  async issue(form: Form): Promise<TokenResponse> {
    const grant = required(form, 'grant_type');
    switch (grant) {
      case 'authorization_code':
        return this.#redeemCode(form);
      case 'refresh_token':
        return this.#refresh(form);
      case 'urn:ietf:params:oauth:grant-type:jwt-bearer':
        return this.#exchange(form);
      case 'client_credentials':
        return this.#actAsApp(form);
      default:
        throw new EntraError(70003, { detail: `It is '${grant}'.` });
    }
  }

  async #redeemCode(form: Form): Promise<TokenResponse> {
    const client = await this.#clients.authenticate(form);
    const granted = this.#codes.redeem(required(form, 'code'), {
      clientId: client.clientId,
      redirectUri: required(form, 'redirect_uri'),
    });
    if (granted.codeChallenge !== undefined) {
      const verifier = createHash('sha256').update(form.code_verifier ?? '');
      if (verifier.digest('base64url') !== granted.codeChallenge) {
        throw new EntraError(501481);
      }
    }
    return this.#respond(form, client, {
      user: granted.user,
      scopes: parseScopes(form.scope ?? granted.scope),
      nonce: granted.nonce,
      acrs: granted.acrs,
      offline: parseScopes(granted.scope).offline,
    });
  }

  async #refresh(form: Form): Promise<TokenResponse> {
    const client = await this.#clients.authenticate(form);
    const session = await this.#refreshTokens.open(
      required(form, 'refresh_token'),
      client.clientId,
    );
    return this.#respond(form, client, {
      user: session.user,
      // One refresh token is good for every resource of the app.
      scopes: parseScopes(form.scope ?? session.scope),
      acrs: session.acrs,
      offline: true,
    });
  }

  async #exchange(form: Form): Promise<TokenResponse> {
    this.#exchanges += 1;
    const client = await this.#clients.authenticate(form);
    if (form.requested_token_use !== 'on_behalf_of') {
      throw new EntraError(900144, { detail: "It is 'requested_token_use'." });
    }
    const { user, acrs } = await this.#verifyAssertion(
      required(form, 'assertion'),
      client,
    );
    const error = this.#exchangeErrors.get(user.name);
    if (error) {
      throw new EntraError(error.code, { claims: error.claims });
    }
    this.#stepUps.check(user.name, acrs, form.claims);
    const scopes = parseScopes(required(form, 'scope'));
    return this.#respond(form, client, {
      user,
      scopes,
      acrs: [],
      offline: scopes.offline,
    });
  }

  async #verifyAssertion(
    assertion: string,
    client: Client,
  ): Promise<{ user: LocalUser; acrs: unknown }> {
    let payload: JWTPayload;
    try {
      const verified = await jwtVerify(assertion, this.#keys.resolve, {
        algorithms: ['RS256'],
        issuer: `${this.#origin()}/${world.tenantId}/v2.0`,
        audience: client.clientId,
        requiredClaims: ['exp', 'oid', 'scp'],
      });
      payload = verified.payload;
    } catch (error) {
      if (error instanceof errors.JWTExpired) {
        throw new EntraError(500133);
      }
      const failedClaim =
        error instanceof errors.JWTClaimValidationFailed && error.claim;
      throw new EntraError(failedClaim === 'aud' ? 500131 : 50013);
    }
    if (payload.tid !== world.tenantId || payload.idtyp === 'app') {
      throw new EntraError(50013);
    }
    const user = findUser(`${payload.oid}`);
    if (!user) {
      throw new EntraError(50034);
    }
    return { user, acrs: payload.acrs };
  }

  async #actAsApp(form: Form): Promise<TokenResponse> {
    const client = await this.#clients.authenticate(form);
    const scope = required(form, 'scope');
    const { resource } = parseScopes(scope);
    if (!scope.split(' ').every(name => name.endsWith('/.default'))) {
      throw new EntraError(70011, { detail: 'It has to be ".default".' });
    }
    if (!client.servicePrincipal) {
      throw new EntraError(700016);
    }
    const claims = appAccessClaims({
      origin: this.#origin(),
      oid: client.servicePrincipal.oid,
      resource,
      clientId: client.clientId,
    });
    return {
      token_type: 'Bearer',
      expires_in: tokenLifetime,
      ext_expires_in: tokenLifetime,
      access_token: signToken(this.#keys, claims),
    };
  }

  async #respond(
    form: Form,
    client: Client,
    granted: {
      user: LocalUser;
      scopes: RequestedScopes;
      nonce?: string;
      acrs: string[];
      offline: boolean;
    },
  ): Promise<TokenResponse> {
    const { user, scopes, nonce, acrs } = granted;
    if (!client.consented.includes(scopes.resource.name)) {
      throw new EntraError(65001);
    }
    const origin = this.#origin();
    const { clientId } = client;
    const claims = userAccessClaims({
      origin,
      user,
      resource: scopes.resource,
      scopes: scopes.names,
      clientId,
      acrs,
      capabilities: parseClaimsRequest(form.claims).capabilities,
    });
    const clientInfo = JSON.stringify({ uid: user.oid, utid: world.tenantId });
    return {
      token_type: 'Bearer',
      scope: scopes.echo.join(' '),
      expires_in: tokenLifetime,
      ext_expires_in: tokenLifetime,
      access_token: signToken(
        this.#keys,
        claims,
        scopes.resource.name === 'api'
          ? this.#claims.toOverrides(user.name)
          : undefined,
      ),
      refresh_token: granted.offline
        ? await this.#refreshTokens.seal(
            { user, scope: scopes.echo.join(' '), acrs },
            clientId,
          )
        : undefined,
      id_token: scopes.openId
        ? signToken(this.#keys, idClaims({ origin, user, clientId, nonce }))
        : undefined,
      client_info:
        form.client_info === '1'
          ? Buffer.from(clientInfo).toString('base64url')
          : undefined,
    };
  }
}
