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

import { parseClaimsChallenge } from 'backstage-plugin-azure-blob-node';

/** What is told by the errors of `@azure/identity` and MSAL. */
export interface ExchangeFailure {
  /** The number after `AADSTS`. */
  code?: number;
  /** OAuth's own, such as `invalid_grant`. */
  errorCode?: string;
  claims?: string;
  /** Whether MSAL says that only the user can go on. */
  interaction: boolean;
  /** The kind of the innermost error. */
  name: string;
}

/** What the libraries below add to an error, each in its own way. */
interface ErrorWithDetails extends Error {
  claims?: unknown;
  errorNo?: unknown;
  errorCode?: unknown;
  code?: unknown;
}

/**
 * `@azure/identity` wraps whatever goes wrong in one and the same error; what
 * it was is told by the innermost cause that knows a code.
 */
export function readExchangeFailure(error: unknown): ExchangeFailure {
  let failure: ExchangeFailure = { interaction: false, name: 'unknown' };
  let current = error;
  for (let depth = 0; current instanceof Error && depth < 5; depth++) {
    const found = readError(current);
    failure = {
      code: found.code ?? failure.code,
      errorCode: found.errorCode ?? failure.errorCode,
      claims: found.claims ?? failure.claims,
      interaction: found.interaction || failure.interaction,
      name: found.name,
    };
    current = current.cause;
  }
  return failure;
}

function readError(error: ErrorWithDetails): ExchangeFailure {
  const quoted = /\bAADSTS(\d{4,9})\b/.exec(error.message)?.[1];
  const code = Number(quoted ?? error.errorNo);
  const { errorCode } = error;
  return {
    code: Number.isSafeInteger(code) && code > 0 ? code : undefined,
    errorCode: isIdentifier(errorCode) ? errorCode : undefined,
    claims: parseClaimsChallenge(error.claims),
    interaction: error.name === 'InteractionRequiredAuthError',
    name: [error.name, errorCode ?? error.code].filter(isIdentifier).join(' '),
  };
}

function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{1,64}$/.test(value);
}
