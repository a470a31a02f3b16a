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

import { RequestHandler, Response } from 'express';
import { world } from '../world';
import { AuthorizationCodes } from './AuthorizationCodes';
import { parseClaimsRequest } from './claimsRequest';
import { Client, findClient } from './clients';
import { textFields } from './createEntraApp';
import { EntraError } from './EntraError';
import { parseScopes } from './scopes';
import {
  renderErrorPage,
  renderSignInPage,
  renderStepUpPage,
  signInPagePolicy,
} from './signInPage';

type Parameters = Record<string, string>;

interface AuthorizeRequest {
  client: Client;
  redirectUri: string;
}

/**
 * Finds out where an answer may go to at all: until that is known, errors are
 * for the person in front of the browser only.
 */
function identifyRequest(parameters: Parameters): AuthorizeRequest {
  const client = findClient(parameters.client_id);
  const redirectUri = parameters.redirect_uri ?? '';
  if (!client.redirectUri?.test(redirectUri)) {
    throw new EntraError(50011, { detail: `It was "${redirectUri}".` });
  }
  return { client, redirectUri };
}

function checkRequest(parameters: Parameters, { client }: AuthorizeRequest) {
  if (parameters.response_type !== 'code') {
    throw new EntraError(900144, { detail: "It is 'response_type=code'." });
  }
  if (!['query', undefined].includes(parameters.response_mode)) {
    throw new EntraError(900144, { detail: "It is 'response_mode=query'." });
  }
  const challenged = parameters.code_challenge !== undefined;
  if (
    (challenged || parameters.code_challenge_method !== undefined) &&
    (parameters.code_challenge_method !== 'S256' ||
      !/^[\w-]{43}$/.test(parameters.code_challenge ?? ''))
  ) {
    throw new EntraError(900144, {
      detail: "It is 'code_challenge', with the method S256.",
    });
  }
  parseClaimsRequest(parameters.claims);
  const { resource } = parseScopes(parameters.scope ?? '');
  if (!client.consented.includes(resource.name)) {
    throw new EntraError(65001);
  }
}

function sendPage(response: Response, status: number, page: string): void {
  response
    .status(status)
    .set({
      'cache-control': 'no-store',
      'content-security-policy': signInPagePolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .type('html')
    .send(page);
}

function redirectTo(
  response: Response,
  redirectUri: string,
  answer: Record<string, string | undefined>,
): void {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(answer)) {
    if (value !== undefined) {
      url.searchParams.set(name, value);
    }
  }
  response.set('cache-control', 'no-store').redirect(303, url.toString());
}

/** The endpoint that browsers are sent to: asks who signs in, and says so to the app. */
export function createAuthorizeHandler(
  codes: AuthorizationCodes,
): RequestHandler {
  return (request, response) => {
    const submitted = request.method === 'POST';
    const parameters = textFields(submitted ? request.body : request.query);
    const { state } = parameters;
    let known: AuthorizeRequest;
    try {
      known = identifyRequest(parameters);
    } catch (error) {
      sendPage(response, 400, renderErrorPage((error as Error).message));
      return;
    }
    const { client, redirectUri } = known;
    try {
      checkRequest(parameters, known);
      if (parameters.prompt === 'none') {
        throw new EntraError(50058);
      }
    } catch (error) {
      const shown = error instanceof EntraError ? error : new EntraError(90033);
      redirectTo(response, redirectUri, {
        error: shown.error,
        error_description: shown.message,
        state,
      });
      return;
    }
    if (submitted && parameters.user === '') {
      redirectTo(response, redirectUri, {
        error: 'access_denied',
        error_description: new EntraError(65004).message,
        state,
      });
      return;
    }
    const user = world.users.find(({ name }) => name === parameters.user);
    const { acrs } = parseClaimsRequest(parameters.claims);
    if (submitted && user) {
      if (acrs.length > 0 && parameters.check !== 'passed') {
        sendPage(response, 200, renderStepUpPage(parameters, user));
        return;
      }
      const code = codes.issue({
        user,
        clientId: client.clientId,
        redirectUri,
        scope: parameters.scope,
        nonce: parameters.nonce,
        acrs,
        codeChallenge: parameters.code_challenge,
      });
      redirectTo(response, redirectUri, { code, state });
      return;
    }
    const { user: _user, check: _check, ...rest } = parameters;
    sendPage(response, 200, renderSignInPage(rest));
  };
}
