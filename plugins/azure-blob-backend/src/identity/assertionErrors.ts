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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { errors } from 'jose';

/** Why a claim that jose checks can be refused, by the name of the claim. */
const CLAIM_REASONS = new Map([
  ['iss', 'it was issued by another tenant'],
  ['aud', 'it was issued for another application'],
  ['nbf', 'it is not valid yet'],
  ['exp', 'it does not say when it expires'],
]);

export function assertionInvalid(reason: string): AzureBlobError {
  return new AzureBlobError(
    'AssertionInvalid',
    `The Entra ID token is refused: ${reason}.`,
  );
}

/**
 * Says which check failed. jose's own errors carry the claims, so none of them
 * becomes part, or the cause, of what is thrown.
 */
export function toAssertionError(error: unknown): AzureBlobError {
  if (error instanceof AzureBlobError) {
    return error;
  }
  if (error instanceof errors.JWTExpired) {
    return new AzureBlobError(
      'TokenExpired',
      'The Entra ID token has expired. Sign in to Microsoft again.',
    );
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return assertionInvalid(
      CLAIM_REASONS.get(error.claim) ?? 'one of its claims is not acceptable',
    );
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return assertionInvalid('it is not signed with RS256');
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    return assertionInvalid('it is not signed with a key of the tenant');
  }
  return assertionInvalid('it is not a signed JSON Web Token');
}
