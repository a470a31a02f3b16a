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
import {
  ADVICE,
  ExchangeReason,
  findReason,
  MEANINGS,
  SIGN_IN_CODES,
} from './exchangeReasons';
import { ExchangeFailure, readExchangeFailure } from './readExchangeFailure';

/** What Entra ID's answer said besides its body. */
export interface ExchangeAnswer {
  status?: number;
  /** As in `Retry-After`. */
  retryAfterSeconds?: number;
}

const EXPIRED_ASSERTION_CODE = 500133;

/** OAuth's own words for an authorization server that is out of order. */
const OUTAGES: ReadonlySet<unknown> = new Set([
  'server_error',
  'temporarily_unavailable',
]);

/** The error for a reason that is known. */
export function exchangeError(
  reason: ExchangeReason,
  options: { claims?: string; retryAfterSeconds?: number } = {},
): AzureBlobError {
  const { code, message } = MEANINGS[reason];
  return new AzureBlobError(code, message, { reason, ...options });
}

/** Never takes over a message: those of Entra ID quote its answer. */
export function toExchangeError(
  error: unknown,
  answer: ExchangeAnswer = {},
): AzureBlobError {
  if (error instanceof AzureBlobError) {
    return error;
  }
  const failure = readExchangeFailure(error);
  const { code, claims, interaction } = failure;
  if (code === EXPIRED_ASSERTION_CODE) {
    return new AzureBlobError(
      'TokenExpired',
      'The Entra ID token has expired. Sign in to Microsoft again.',
    );
  }
  const reason = chooseReason(failure, answer);
  if (reason) {
    const { retryAfterSeconds } = answer;
    return exchangeError(reason, {
      ...(MEANINGS[reason].code === 'InteractionRequired' && { claims }),
      ...(reason === 'EntraThrottled' && { retryAfterSeconds }),
    });
  }
  if (interaction || SIGN_IN_CODES.has(code)) {
    return new AzureBlobError(
      'InteractionRequired',
      'Microsoft wants you to sign in once more before it lets you read storage.',
      { claims },
    );
  }
  return new AzureBlobError(
    'TokenExchangeUnavailable',
    'Entra ID does not give the portal a token for storage. The log of the portal’s administrators says why.',
  );
}

/** What may be logged of a failed exchange. */
export function describeExchangeFailure(
  error: unknown,
  reason: string | undefined,
): JsonObject {
  const { code, name } = readExchangeFailure(error);
  return {
    ...(code === undefined ? { error: name } : { code: `AADSTS${code}` }),
    reason,
    advice: ADVICE.get(code) ?? ADVICE.get(reason),
  };
}

function chooseReason(
  { code, errorCode, interaction }: ExchangeFailure,
  { status = 0 }: ExchangeAnswer,
): ExchangeReason | undefined {
  if (status === 429) {
    return 'EntraThrottled';
  }
  const known = findReason(code);
  if (known || interaction) {
    return known;
  }
  const isOutage =
    code === undefined || status >= 500 || OUTAGES.has(errorCode);
  return isOutage ? 'EntraUnreachable' : undefined;
}
