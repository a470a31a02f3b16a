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

import { JsonObject } from '@backstage/types';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';

/** Codes of Entra ID that only the user can do something about. */
const INTERACTION_CODES = new Set([
  50055, // the password has expired
  50072, // has to enroll for multi-factor authentication
  50074, // multi-factor authentication
  50076, // multi-factor authentication, because of a policy
  50079, // has to enroll for multi-factor authentication, because of a policy
  50097, // device authentication
  50158, // a challenge outside Entra ID
  50173, // the sign-in was revoked
  53000, // the device does not comply
  53001, // the device is not joined
  53003, // a conditional access policy
  65001, // consent
  700082, // the sign-in was not used for too long
]);

const EXPIRED_CODES = new Set([500133]);

const REFUSED_ASSERTION_CODES = new Set([
  50013, // the signature
  50034, // no such user in the tenant
  50057, // the account is disabled
  500131, // the audience
]);

/** OAuth's own words for an authorization server that is out of order. */
const OUTAGES = new Set(['server_error', 'temporarily_unavailable']);

/** What an administrator does about the faults of the set-up. */
const ADVICE = new Map([
  [50105, 'assign the user to the API app or turn assignment off'],
  [500011, 'the tenant has no service principal of Azure Storage'],
  [70021, 'the federated credential of the API app does not match the token'],
  [700016, 'the client id is not an application of the tenant'],
  [700027, 'the certificate is not one of the API app'],
  [700211, 'the API app has no federated credential for the token'],
  [700213, 'the federated credential of the API app has another subject'],
  [7000215, 'the client secret is wrong'],
  [7000222, 'the client secret has expired'],
  [90002, 'there is no such tenant'],
]);

interface Failure {
  code?: number;
  claims?: string;
  interaction: boolean;
  /** Entra ID itself says that it is out of order. */
  outage: boolean;
  name: string;
}

/** What the libraries below add to an error, each in its own way. */
interface ErrorWithDetails extends Error {
  claims?: unknown;
  errorNo?: unknown;
  errorCode?: unknown;
  code?: unknown;
}

/** Never takes over a message: those of Entra ID quote its answer. */
export function toExchangeError(error: unknown): AzureBlobError {
  if (error instanceof AzureBlobError) {
    return error;
  }
  const { code, claims, interaction, outage } = readFailure(error);
  if (code !== undefined && EXPIRED_CODES.has(code)) {
    return new AzureBlobError(
      'TokenExpired',
      'The Entra ID token has expired. Sign in to Microsoft again.',
    );
  }
  if (code !== undefined && REFUSED_ASSERTION_CODES.has(code)) {
    return new AzureBlobError(
      'AssertionInvalid',
      'Entra ID does not accept the token of this sign-in. Sign in to Microsoft again.',
    );
  }
  if (interaction || (code !== undefined && INTERACTION_CODES.has(code))) {
    return new AzureBlobError(
      'InteractionRequired',
      'Microsoft wants you to sign in once more before it lets you read storage.',
      { claims },
    );
  }
  return new AzureBlobError(
    'TokenExchangeUnavailable',
    code === undefined || outage
      ? 'Entra ID does not answer. Try again in a minute.'
      : 'Entra ID refuses the portal itself. Its administrators have to repair the set-up; their log says what is wrong.',
  );
}

/** What may be logged of a failed exchange. */
export function describeExchangeFailure(error: unknown): JsonObject {
  const { code, name } = readFailure(error);
  if (code === undefined) {
    return { reason: name };
  }
  return { code: `AADSTS${code}`, advice: ADVICE.get(code) };
}

/**
 * `@azure/identity` wraps whatever goes wrong in one and the same error; what
 * it was is told by the innermost cause that knows a code.
 */
function readFailure(error: unknown): Failure {
  let failure: Failure = { interaction: false, outage: false, name: 'unknown' };
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 5; depth++) {
    const found = readError(current);
    failure = {
      code: found.code ?? failure.code,
      claims: found.claims ?? failure.claims,
      interaction: found.interaction || failure.interaction,
      outage: found.outage || failure.outage,
      name: found.name,
    };
    current = current.cause;
  }
  return failure;
}

function readError(error: ErrorWithDetails): Failure {
  const quoted = /\bAADSTS(\d{4,9})\b/.exec(error.message)?.[1];
  const code = Number(quoted ?? error.errorNo);
  return {
    code: Number.isSafeInteger(code) && code > 0 ? code : undefined,
    claims: isJson(error.claims) ? error.claims : undefined,
    interaction: error.name === 'InteractionRequiredAuthError',
    outage: OUTAGES.has(String(error.errorCode)),
    name: [error.name, error.errorCode ?? error.code]
      .filter(isIdentifier)
      .join(' '),
  };
}

function isJson(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 4096) {
    return false;
  }
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
}
