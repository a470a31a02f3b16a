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

import { randomUUID } from 'node:crypto';
import { Response } from 'express';

interface Kind {
  error: string;
  status?: number;
  suberror?: string;
  message: string;
}

/** The errors of Entra ID that this tenant can answer with, by AADSTS code. */
const kinds: Record<number, Kind> = {
  50011: {
    error: 'invalid_request',
    message:
      'The redirect URI specified in the request does not match the redirect URIs configured for the application.',
  },
  50013: {
    error: 'invalid_grant',
    message: 'Assertion failed signature validation.',
  },
  500131: {
    error: 'invalid_grant',
    message:
      'Assertion audience does not match the Client app presenting the assertion.',
  },
  500133: {
    error: 'invalid_grant',
    message: 'Assertion is not within its valid time range.',
  },
  50034: {
    error: 'invalid_grant',
    message: 'The user account does not exist in the directory.',
  },
  50057: { error: 'invalid_grant', message: 'The user account is disabled.' },
  50058: {
    error: 'login_required',
    message: 'A silent sign-in request was sent but no user is signed in.',
  },
  50055: {
    error: 'invalid_grant',
    suberror: 'user_password_expired',
    message: 'The password is expired.',
  },
  50072: {
    error: 'interaction_required',
    suberror: 'basic_action',
    message: 'The user needs to enroll for second factor authentication.',
  },
  50074: {
    error: 'interaction_required',
    suberror: 'basic_action',
    message: 'Strong authentication is required.',
  },
  50076: {
    error: 'interaction_required',
    suberror: 'basic_action',
    message:
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication.',
  },
  50079: {
    error: 'interaction_required',
    suberror: 'basic_action',
    message:
      'Due to a configuration change made by your administrator, or because you moved to a new location, you must enroll in multi-factor authentication.',
  },
  50105: {
    error: 'invalid_grant',
    message:
      'The signed in user is not assigned to a role for the application.',
  },
  50158: {
    error: 'interaction_required',
    suberror: 'basic_action',
    message: 'An external security challenge was not satisfied.',
  },
  50173: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    message: 'The provided grant has expired due to it being revoked.',
  },
  501481: {
    error: 'invalid_grant',
    message:
      'The Code_Verifier does not match the code_challenge supplied in the authorization request.',
  },
  53000: {
    error: 'interaction_required',
    suberror: 'message_only',
    message: 'The device is not in the required device state: compliant.',
  },
  53003: {
    error: 'interaction_required',
    suberror: 'message_only',
    message: 'Access has been blocked by Conditional Access policies.',
  },
  54005: {
    error: 'invalid_grant',
    message: 'OAuth2 Authorization code was already redeemed.',
  },
  65001: {
    error: 'invalid_grant',
    suberror: 'consent_required',
    message:
      'The user or administrator has not consented to use the application.',
  },
  65004: { error: 'access_denied', message: 'User declined to consent.' },
  70003: {
    error: 'unsupported_grant_type',
    message: 'The app requested an unsupported grant type.',
  },
  70008: {
    error: 'invalid_grant',
    message:
      'The provided authorization code or refresh token has expired or is not valid.',
  },
  70011: {
    error: 'invalid_scope',
    message: 'The provided value for the input parameter scope is not valid.',
  },
  70043: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    message:
      'The refresh token has expired or is invalid due to sign-in frequency checks by conditional access.',
  },
  700016: {
    error: 'unauthorized_client',
    message: 'The application was not found in the directory.',
  },
  700027: {
    error: 'invalid_client',
    status: 401,
    message: 'Client assertion failed signature validation.',
  },
  70021: {
    error: 'invalid_client',
    status: 401,
    message: 'No matching federated identity record found.',
  },
  700211: {
    error: 'invalid_client',
    status: 401,
    message:
      'No matching federated identity record found for the presented assertion.',
  },
  700213: {
    error: 'invalid_client',
    status: 401,
    message:
      'No matching federated identity record found for the presented assertion subject.',
  },
  700082: {
    error: 'invalid_grant',
    suberror: 'bad_token',
    message: 'The refresh token has expired due to inactivity.',
  },
  7000215: {
    error: 'invalid_client',
    status: 401,
    message: 'Invalid client secret provided.',
  },
  7000218: {
    error: 'invalid_client',
    status: 401,
    message:
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  },
  7000222: {
    error: 'invalid_client',
    status: 401,
    message: 'The provided client secret keys are expired.',
  },
  90002: { error: 'invalid_request', message: 'The tenant was not found.' },
  90033: {
    error: 'temporarily_unavailable',
    status: 503,
    message: 'A transient error has occurred. Please try again.',
  },
  90055: {
    error: 'temporarily_unavailable',
    status: 429,
    message: 'There are too many requests.',
  },
  900144: {
    error: 'invalid_request',
    message: 'The request body must contain a parameter that is missing.',
  },
};

/** An error in the shape of Entra ID's. */
export class EntraError extends Error {
  readonly code: number;
  readonly error: string;
  readonly status: number;
  readonly suberror?: string;
  readonly claims?: string;

  constructor(
    code: number,
    options: { detail?: string; claims?: string } = {},
  ) {
    const kind: Kind = kinds[code] ?? {
      error: 'invalid_grant',
      message: 'The request failed.',
    };
    super(
      `AADSTS${code}: ${[kind.message, options.detail]
        .filter(Boolean)
        .join(' ')}`,
    );
    this.code = code;
    this.error = kind.error;
    this.status = kind.status ?? 400;
    this.suberror = kind.suberror;
    this.claims = options.claims;
  }
}

export function sendEntraError(response: Response, error: EntraError): void {
  const trace = randomUUID();
  const correlation = randomUUID();
  const timestamp = `${new Date()
    .toISOString()
    .slice(0, 19)
    .replace('T', ' ')}Z`;
  response
    .status(error.status)
    .set({
      'cache-control': 'no-store',
      ...(error.status === 429 && { 'retry-after': '60' }),
    })
    .json({
      error: error.error,
      error_description: `${error.message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
      error_codes: [error.code],
      timestamp,
      trace_id: trace,
      correlation_id: correlation,
      error_uri: `https://login.microsoftonline.com/error?code=${error.code}`,
      suberror: error.suberror,
      claims: error.claims,
    });
}
