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

import { CookieJar } from './CookieJar';
import { findUserByName } from './findUserByName';
import { world } from './world';

const defaultPortal = 'http://localhost:7007';
const graphScopes = 'openid profile email offline_access User.Read';

/** What a signed-in user calls the portal with. */
export interface SignedIn {
  user: string;
  /** For `Authorization`. */
  backstageToken: string;
  /** For `Backstage-Azure-Blob-Authorization`. */
  entraToken: string;
}

interface RefreshResponse {
  backstageIdentity?: { token?: string };
  providerInfo?: { accessToken?: string; scope?: string };
}

/** A visit to the portal's sign-in, by a user who has no browser. */
class PortalVisit {
  readonly #cookies = new CookieJar();
  readonly #portal: string;

  constructor(portal: string) {
    this.#portal = portal;
  }

  async fetch(url: string | URL, headers = {}): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: this.#cookies.toHeader(), ...headers },
      });
    } catch {
      throw new Error(
        `No portal answers at "${this.#portal}"; start it with "npm start"`,
      );
    }
    this.#cookies.store(response.headers);
    return response;
  }

  auth(path: string, parameters: Record<string, string>): URL {
    const url = new URL(`${this.#portal}/api/auth/microsoft/${path}`);
    url.search = new URLSearchParams({
      env: 'development',
      ...parameters,
    }).toString();
    return url;
  }

  async refresh(scope: string): Promise<RefreshResponse> {
    const response = await this.fetch(
      `${this.auth('refresh', { scope })}&optional`,
      { 'x-requested-with': 'XMLHttpRequest' },
    );
    if (!response.ok) {
      throw new Error(await explain(response, 'did not renew the session'));
    }
    return (await response.json()) as RefreshResponse;
  }
}

/** The portal's own words, where it has some. */
async function explain(response: Response, what: string): Promise<string> {
  const body = await response.json().catch(() => undefined);
  const message = (body as { error?: { message?: string } })?.error?.message;
  return `The portal ${what} (${response.status})${
    message ? `: ${message}` : ''
  }`;
}

/** Presses the user's button on the emulator's sign-in page. */
async function chooseUser(authorizeUrl: URL, user: string): Promise<string> {
  if (authorizeUrl.hostname !== 'localhost') {
    throw new Error(
      `The portal signs in at "${authorizeUrl.hostname}", not with local Azure, where this command works`,
    );
  }
  const form = new URLSearchParams(authorizeUrl.search);
  form.set('user', user);
  const response = await fetch(authorizeUrl, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  }).catch(() => {
    throw new Error(
      `No Entra ID emulator answers at "${authorizeUrl.origin}"; start it with "npm start"`,
    );
  });
  const location = response.headers.get('location');
  if (!location) {
    throw new Error(
      `The Entra ID emulator refused the sign-in (${response.status})`,
    );
  }
  return location;
}

/** The page that the sign-in ends on hands its outcome to the window that opened it. */
function readOutcome(page: string): { error?: { message?: string } } {
  const embedded = /authResponse = decodeURIComponent\('([^']*)'\)/.exec(page);
  if (!embedded) {
    throw new Error('The portal answered the sign-in with an unknown page');
  }
  return JSON.parse(decodeURIComponent(embedded[1]));
}

/**
 * Signs a demo user in to a running portal, the way a browser does.
 *
 * @throws with one sentence for people.
 */
export async function signIn(options: {
  user: string;
  portal?: string;
}): Promise<SignedIn> {
  const { name } = findUserByName(options.user);
  const portal = (options.portal ?? defaultPortal).replace(/\/+$/, '');
  const visit = new PortalVisit(portal);

  const started = await visit.fetch(
    visit.auth('start', { scope: graphScopes }),
  );
  const location = started.headers.get('location');
  if (!location) {
    throw new Error(await explain(started, 'did not start the sign-in'));
  }
  const callback = await chooseUser(new URL(location), name);
  const frame = await visit.fetch(callback);
  const { error } = readOutcome(await frame.text());
  if (error) {
    throw new Error(`The portal refused the sign-in: ${error.message}`);
  }

  const api = await visit.refresh(world.apiApp.scope);
  const entraToken = api.providerInfo?.accessToken;
  const backstageToken =
    api.backstageIdentity?.token ??
    (await visit.refresh(graphScopes)).backstageIdentity?.token;
  if (!entraToken || !backstageToken) {
    throw new Error('The portal signed in without giving both tokens');
  }
  return { user: name, backstageToken, entraToken };
}
