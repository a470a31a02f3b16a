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

import { Certificates } from '../certificates';
import { findUserByName } from '../findUserByName';
import { DualListener } from '../net/DualListener';
import { serveSwitches } from '../switches/serveSwitches';
import { AssertionOverrides, LocalAzure } from '../types';
import { world } from '../world';
import { AuthorizationCodes } from './AuthorizationCodes';
import { createAuthorizeHandler } from './authorize';
import { ChangedClaims } from './ChangedClaims';
import { tokenLifetime, userAccessClaims } from './claims';
import { ClientAuthenticator, federatedCredential } from './clients';
import { createEntraApp } from './createEntraApp';
import { createEntraSwitches } from './entraSwitches';
import { resources } from './resources';
import { SigningKeys } from './SigningKeys';
import { signToken } from './signToken';
import { StepUps } from './StepUps';
import { TokenEndpoint } from './TokenEndpoint';

/** An Entra ID tenant on this machine. */
export class EntraEmulator {
  readonly #keys: SigningKeys;
  readonly #listener: DualListener;
  readonly #tokens: TokenEndpoint;
  readonly #clients: ClientAuthenticator;
  readonly #stepUps: StepUps;

  static async create(options: {
    port: number;
    certificates: Certificates;
    keys: SigningKeys;
  }): Promise<EntraEmulator> {
    const { keys } = options;
    let port = options.port;
    const origin = () => `https://localhost:${port}`;
    const clients = new ClientAuthenticator(keys, origin);
    const codes = new AuthorizationCodes();
    const stepUps = new StepUps();
    const claims = new ChangedClaims();
    const tokens = new TokenEndpoint({
      keys,
      origin,
      clients,
      codes,
      stepUps,
      claims,
    });
    const switches = createEntraSwitches({ stepUps, tokens, claims });
    const app = createEntraApp({
      keys,
      tokens,
      origin,
      authorize: createAuthorizeHandler(codes),
    });
    const listener = await DualListener.create({
      name: 'the Entra ID emulator',
      port,
      certificates: options.certificates,
      handle: (request, response) =>
        serveSwitches(switches, request, response) || app(request, response),
    });
    port = listener.port;
    return new EntraEmulator(keys, listener, tokens, clients, stepUps);
  }

  private constructor(
    keys: SigningKeys,
    listener: DualListener,
    tokens: TokenEndpoint,
    clients: ClientAuthenticator,
    stepUps: StepUps,
  ) {
    this.#keys = keys;
    this.#listener = listener;
    this.#tokens = tokens;
    this.#clients = clients;
    this.#stepUps = stepUps;
  }

  get origin(): string {
    return `https://localhost:${this.#listener.port}`;
  }

  stop(): Promise<void> {
    return this.#listener.stop();
  }

  /** What tests and the demo may do with the tenant. */
  toPublic(): LocalAzure['entra'] {
    return {
      origin: this.origin,
      browserOrigin: this.origin.replace('https:', 'http:'),
      issueAssertion: (user, overrides) =>
        this.#issueAssertion(user, overrides),
      issueClientAssertion: overrides => this.#issueClientAssertion(overrides),
      registerCertificate: pem => this.#clients.registerCertificate(pem),
      setExchangeError: (user, error) =>
        this.#tokens.setExchangeError(findUserByName(user).name, error),
      requireStepUp: (user, claims) =>
        this.#stepUps.require(findUserByName(user).name, claims),
      exchanges: () => this.#tokens.exchanges,
    };
  }

  async #issueAssertion(
    user: string,
    overrides?: AssertionOverrides,
  ): Promise<string> {
    const resource = resources.find(({ name }) => name === 'api')!;
    const claims = userAccessClaims({
      origin: this.origin,
      user: findUserByName(user),
      resource,
      scopes: resource.scopes,
      clientId: world.portalApp.clientId,
    });
    return signToken(this.#keys, claims, overrides);
  }

  async #issueClientAssertion(overrides?: AssertionOverrides): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: `${this.origin}${federatedCredential.issuerPath}`,
      sub: federatedCredential.subject,
      aud: federatedCredential.audience,
      iat: now,
      exp: now + tokenLifetime,
    };
    return signToken(this.#keys, claims, overrides);
  }
}
