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

import {
  AzureBlobErrorCode,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';

/** Why an exchange may fail, where Entra ID or the set-up tells. */
export type ExchangeReason = Extract<
  AzureBlobErrorReason,
  | 'SecretInvalid'
  | 'SecretExpired'
  | 'CertificateUnknown'
  | 'FederationMismatch'
  | 'CredentialUnreadable'
  | 'AppUnknown'
  | 'TenantUnknown'
  | 'ConsentMissing'
  | 'UserNotAssigned'
  | 'UserDisabled'
  | 'AssertionRejected'
  | 'MfaRequired'
  | 'BlockedByPolicy'
  | 'EntraUnreachable'
  | 'EntraThrottled'
  | 'CircuitOpen'
>;

interface Meaning {
  code: AzureBlobErrorCode;
  /** For the caller; what is only for administrators is in their log. */
  message: string;
}

const PORTAL_FAULT: Meaning = {
  code: 'TokenExchangeUnavailable',
  message:
    'Entra ID refuses the portal itself. Its administrators have to repair the set-up; their log says what is wrong.',
};

/** What each reason means to the user whose token it was. */
export const MEANINGS: Record<ExchangeReason, Meaning> = {
  SecretInvalid: PORTAL_FAULT,
  SecretExpired: PORTAL_FAULT,
  CertificateUnknown: PORTAL_FAULT,
  FederationMismatch: PORTAL_FAULT,
  CredentialUnreadable: PORTAL_FAULT,
  AppUnknown: PORTAL_FAULT,
  TenantUnknown: PORTAL_FAULT,
  // The API app signs nobody in, so no user can consent to it by herself
  ConsentMissing: {
    code: 'TokenExchangeUnavailable',
    message:
      'Nobody has consented yet to the portal reading storage as you. The administrators of the tenant have to.',
  },
  UserNotAssigned: {
    code: 'TokenExchangeUnavailable',
    message:
      'Entra ID lets only those use the portal’s API app who are assigned to it, and you are not. The administrators of the tenant can assign you.',
  },
  UserDisabled: {
    code: 'AssertionInvalid',
    message: 'Your account in Entra ID is disabled.',
  },
  AssertionRejected: {
    code: 'AssertionInvalid',
    message:
      'Entra ID does not accept the token of this sign-in. Sign in to Microsoft again.',
  },
  MfaRequired: {
    code: 'InteractionRequired',
    message:
      'Your organisation asks for one more check before it lets you read storage.',
  },
  BlockedByPolicy: {
    code: 'InteractionRequired',
    message:
      'A policy of your organisation blocks this. Sign in again from a device and a network that it accepts.',
  },
  EntraUnreachable: {
    code: 'TokenExchangeUnavailable',
    message: 'Entra ID does not answer. Try again in a minute.',
  },
  EntraThrottled: {
    code: 'TokenExchangeUnavailable',
    message: 'Entra ID is busy. Try again in a minute.',
  },
  CircuitOpen: {
    code: 'TokenExchangeUnavailable',
    message:
      'Entra ID has failed several times in a row, so it is left alone for a moment.',
  },
};

/** By AADSTS code, those that mean the same together. */
const CODES: Array<[ExchangeReason, number[]]> = [
  ['SecretInvalid', [7000215]],
  ['SecretExpired', [7000222]],
  ['CertificateUnknown', [700027]],
  ['FederationMismatch', [70021, 70025, 700211, 700212, 700213]],
  ['AppUnknown', [700016, 7000112]],
  ['TenantUnknown', [90002, 900023]],
  ['ConsentMissing', [65001, 90094, 650056, 650057]],
  ['UserNotAssigned', [50105]],
  ['UserDisabled', [50057]],
  ['AssertionRejected', [50013, 50027, 50034, 500131]],
  ['MfaRequired', [50072, 50074, 50076, 50078, 50079, 50158]],
  ['BlockedByPolicy', [50097, 53000, 53001, 53002, 53003, 53004]],
  ['EntraThrottled', [90033, 90055]],
];

const REASONS: ReadonlyMap<unknown, ExchangeReason> = new Map(
  CODES.flatMap(([reason, codes]) =>
    codes.map(code => [code, reason] as const),
  ),
);

export function findReason(code?: number): ExchangeReason | undefined {
  return REASONS.get(code);
}

/** The sign-in itself has to be repeated, for no other reason than its age. */
export const SIGN_IN_CODES: ReadonlySet<unknown> = new Set([
  50055, // the password has expired
  50173, // the sign-in was revoked
  70043, // the sign-in is older than a policy allows
  700082, // the sign-in was not used for too long
]);

/** What an administrator does about the faults of the set-up. */
export const ADVICE: ReadonlyMap<unknown, string> = new Map<
  number | ExchangeReason,
  string
>([
  [500011, 'the tenant has no service principal of Azure Storage'],
  [7000112, 'enable the API app, which has been disabled'],
  ['SecretInvalid', 'the client secret is wrong'],
  ['SecretExpired', 'the client secret has expired'],
  ['CertificateUnknown', 'the certificate is not one of the API app'],
  [
    'FederationMismatch',
    'the API app has no federated credential with the issuer, subject and audience of the token',
  ],
  [
    'CredentialUnreadable',
    'the file or the managed identity of azureBlob.credential cannot be read',
  ],
  ['AppUnknown', 'the client id is not an application of the tenant'],
  ['TenantUnknown', 'there is no such tenant'],
  [
    'ConsentMissing',
    'grant the API app admin consent for user_impersonation of Azure Storage',
  ],
  ['UserNotAssigned', 'assign the user to the API app or turn assignment off'],
]);
