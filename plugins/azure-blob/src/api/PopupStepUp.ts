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

import { openLoginPopup } from '@backstage/core-app-api';
import {
  ConfigApi,
  DiscoveryApi,
  SessionApi,
  SessionState,
} from '@backstage/core-plugin-api';
import { MicrosoftStepUpApi } from './microsoftStepUpApiRef';
import { readEntraScope } from './readEntraScope';

// A token that ends while a request is on its way is of no use.
const MARGIN_MS = 60_000;

/** What the step-up is made of. */
export interface PopupStepUpOptions {
  configApi: ConfigApi;
  discoveryApi: DiscoveryApi;
  microsoftAuthApi: Pick<SessionApi, 'sessionState$'>;
}

interface SteppedUp {
  claims: string | undefined;
  token: string;
  /** In milliseconds since the epoch. */
  expiresAt: number;
}

/**
 * Steps up in the popup of the Microsoft auth provider, which is handed the
 * claims besides the usual parameters.
 *
 * @remarks
 * The token stays in the memory of this page: neither the session of Backstage
 * nor its refresh token know of the claims.
 */
export class PopupStepUp implements MicrosoftStepUpApi {
  readonly #options: PopupStepUpOptions;
  #steppedUp: SteppedUp | undefined;

  static create(options: PopupStepUpOptions): PopupStepUp {
    const stepUp = new PopupStepUp(options);
    options.microsoftAuthApi.sessionState$().subscribe(state => {
      if (state === SessionState.SignedOut) {
        stepUp.forget();
      }
    });
    return stepUp;
  }

  private constructor(options: PopupStepUpOptions) {
    this.#options = options;
  }

  async stepUp(claims: string | undefined): Promise<void> {
    const answer = await openLoginPopup({
      url: await this.#startUrl(claims),
      name: 'Microsoft Login',
      width: 450,
      height: 730,
    });
    const { token, lifetimeMs } = readToken(answer);
    this.#steppedUp = { claims, token, expiresAt: Date.now() + lifetimeMs };
  }

  getToken(): string | undefined {
    return this.#current()?.token;
  }

  hasAnswered(claims: string | undefined): boolean {
    const current = this.#current();
    return current !== undefined && current.claims === claims;
  }

  forget(): void {
    this.#steppedUp = undefined;
  }

  #current(): SteppedUp | undefined {
    const { expiresAt = 0 } = this.#steppedUp ?? {};
    return expiresAt - MARGIN_MS > Date.now() ? this.#steppedUp : undefined;
  }

  async #startUrl(claims: string | undefined): Promise<string> {
    const { configApi, discoveryApi } = this.#options;
    const baseUrl = await discoveryApi.getBaseUrl('auth');
    const scopes = ['openid', 'profile', 'email', 'offline_access'];
    const query = new URLSearchParams({
      scope: [readEntraScope(configApi), ...scopes].join(' '),
      origin: window.location.origin,
      flow: 'popup',
      env: configApi.getOptionalString('auth.environment') ?? 'development',
    });
    if (claims !== undefined) {
      query.set('claims', claims);
    }
    return `${baseUrl}/microsoft/start?${query}`;
  }
}

function readToken(answer: unknown): { token: string; lifetimeMs: number } {
  const { providerInfo } = Object(answer);
  const { accessToken, expiresInSeconds } = Object(providerInfo);
  if (typeof accessToken !== 'string' || !accessToken) {
    throw new Error('the answer holds no access token');
  }
  const seconds = typeof expiresInSeconds === 'number' ? expiresInSeconds : 300;
  return { token: accessToken, lifetimeMs: seconds * 1000 };
}
