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

import { AzureBlobErrorReason } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { errors } from 'jose';
import { IdentityConfig } from '../types';
import { chooseClaimReason } from './chooseClaimReason';

/** Why an assertion may be refused. */
export type AssertionReason = Extract<
  AzureBlobErrorReason,
  | 'Malformed'
  | 'BadSignature'
  | 'WrongAudience'
  | 'WrongTenant'
  | 'WrongVersion'
  | 'WrongScope'
  | 'WrongClient'
  | 'AppToken'
  | 'NotYetValid'
>;

const EXPLANATIONS: Record<AssertionReason, string> = {
  Malformed: 'it is not a signed JSON Web Token of Entra ID',
  BadSignature: 'it is not signed with a key of the tenant',
  WrongAudience: 'it was issued for another application',
  WrongTenant: 'it was issued by another tenant',
  WrongVersion: 'it is not a version 2.0 token',
  WrongScope: 'it was not issued for the scope "access_as_user"',
  WrongClient: 'it was issued to another app than the portal',
  AppToken: 'it was issued to an app, not to a user',
  NotYetValid: 'it is not valid yet',
};

export function assertionInvalid(
  reason: AssertionReason,
  explanation = EXPLANATIONS[reason],
): AzureBlobError {
  return new AzureBlobError(
    'AssertionInvalid',
    `The Entra ID token is refused: ${explanation}.`,
    { reason },
  );
}

export function guestNotAllowed(): AzureBlobError {
  return new AzureBlobError(
    'GuestNotAllowed',
    'You are a guest of this organisation, and guests are not let in.',
    { reason: 'Guest' },
  );
}

/**
 * Says which check failed. jose's own errors carry the claims, so none of them
 * becomes part, or the cause, of what is thrown.
 */
export function toAssertionError(
  error: unknown,
  token: string,
  config: IdentityConfig,
): AzureBlobError {
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
    return toClaimError(error, token, config);
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return assertionInvalid('BadSignature', 'it is not signed with RS256');
  }
  if (
    error instanceof errors.JWSSignatureVerificationFailed ||
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  ) {
    // Microsoft Graph's own tokens cannot be verified by anybody else
    return assertionInvalid(chooseClaimReason(token, config) ?? 'BadSignature');
  }
  return assertionInvalid('Malformed');
}

function toClaimError(
  { claim, reason }: errors.JWTClaimValidationFailed,
  token: string,
  config: IdentityConfig,
): AzureBlobError {
  switch (claim) {
    case 'iss':
      return assertionInvalid(
        chooseClaimReason(token, config) ?? 'WrongTenant',
      );
    case 'aud':
      return assertionInvalid('WrongAudience');
    case 'nbf':
      return reason === 'check_failed'
        ? assertionInvalid('NotYetValid')
        : assertionInvalid('Malformed', 'it does not say when it begins');
    case 'exp':
      return assertionInvalid('Malformed', 'it does not say when it expires');
    default:
      return assertionInvalid('Malformed');
  }
}
