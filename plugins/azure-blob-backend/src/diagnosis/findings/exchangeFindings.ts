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

import { quote } from '../../config/quote';
import { formatCommand } from '../formatCommand';
import { allowStorage, az, callGraph, consent } from './azCommands';
import { CodeFindings, FindingContext, ReasonFindings } from './types';

/** What everybody is assigned to where an app has no roles of its own. */
const DEFAULT_APP_ROLE = '00000000-0000-0000-0000-000000000000';

const seeLog = {
  who: 'portal-admins' as const,
  text: 'The log of the backend has the AADSTS code, by the id of this request.',
};

const confirm = {
  who: 'you' as const,
  text: 'Press "Continue with Microsoft" on this page, and answer what Microsoft asks. You come back to where you are.',
};

/** What Entra ID has against the exchange, besides the app's own credential. */
export const exchangeReasons = {
  ConsentMissing: context => ({
    message:
      'Nobody has consented that the API app reads Azure Storage for its users ("user_impersonation").',
    fixes: [
      {
        who: 'tenant-admins',
        text: 'Ask for the permission in the registration of the API app, where it is not there yet.',
        command: allowStorage(context),
      },
      {
        who: 'tenant-admins',
        text: 'Consent for everybody. It works at once, or within some minutes.',
        command: consent(context),
      },
    ],
  }),
  UserNotAssigned: context => ({
    message:
      'The API app is open only to users who are assigned to it, and you are not.',
    fixes: [
      {
        who: 'tenant-admins',
        text: 'Find the object id of the service principal of the API app.',
        command: az(
          ...['ad', 'sp', 'show', '--id', context.clientId],
          ...['--query', 'id', '--output', 'tsv'],
        ),
      },
      {
        who: 'tenant-admins',
        text: 'Assign the user, or better a group of users, to it.',
        command: assignUser(context),
      },
      {
        who: 'tenant-admins',
        text: 'Or open the app to everybody in the tenant: what people may read is decided by their roles.',
        command: az(
          ...['ad', 'sp', 'update', '--id', context.clientId],
          ...['--set', 'appRoleAssignmentRequired=false'],
        ),
      },
    ],
  }),
  UserDisabled: () => ({
    message: 'Your account is disabled in Entra ID, or is not in the tenant.',
    fixes: [
      {
        who: 'tenant-admins',
        text: 'Enable the account, or invite it.',
      },
    ],
  }),
  AssertionRejected: () => ({
    message: 'Entra ID does not take the token of this sign-in any more.',
    fixes: [
      { who: 'you', text: 'Sign out of Microsoft, and sign in again.' },
      seeLog,
    ],
  }),
  MfaRequired: () => ({
    message:
      'Your organisation asks for one more check, such as a second factor, before storage is read.',
    fixes: [
      confirm,
      {
        who: 'portal-admins',
        text: 'If the same comes back, the sign-in of the portal does not pass on what Entra ID asks for: wrap its Microsoft provider in withClaimsChallenge, as the documentation for admins shows.',
      },
      {
        who: 'tenant-admins',
        text: 'Or let the policy ask the same of the portal app as of Azure Storage, so that it is met at the sign-in.',
      },
    ],
  }),
  BlockedByPolicy: () => ({
    message:
      'A Conditional Access policy of your organisation blocks this sign-in: the device, the place or the app does not meet it.',
    fixes: [
      {
        who: 'you',
        text: 'Use a device and a network that your organisation has approved.',
      },
      {
        who: 'tenant-admins',
        text: 'The sign-in log of Entra ID names the policy. It has to allow Azure Storage through the API app.',
      },
    ],
  }),
  EntraUnreachable: ({ authorityHost }) => ({
    message: `The backend does not reach Entra ID at ${quote(authorityHost)}.`,
    fixes: [
      { who: 'you', text: 'Try again in a minute.' },
      {
        who: 'portal-admins',
        text: 'If it stays, let the backend out to that host on port 443; behind a proxy, see that its certificate is trusted.',
        command: formatCommand([
          ...['curl', '--silent', '--show-error', '--output', '/dev/null'],
          ...['--write-out', '%{http_code}'],
          `${authorityHost}/common/v2.0/.well-known/openid-configuration`,
        ]),
      },
    ],
  }),
  EntraThrottled: () => ({
    message: 'Entra ID asks the portal to wait.',
    fixes: [{ who: 'you', text: 'Try again in a minute.' }],
  }),
  CircuitOpen: () => ({
    message:
      'So many exchanges have failed that the portal has stopped asking Entra ID for a while.',
    fixes: [
      { who: 'you', text: 'Try again in a minute.' },
      {
        who: 'portal-admins',
        text: 'The status page of the plugin shows what the last failure was.',
      },
    ],
  }),
} satisfies ReasonFindings;

export const exchangeCodes = {
  TokenExchangeUnavailable: ({ said }) => ({ message: said, fixes: [seeLog] }),
  InteractionRequired: () => ({
    message: 'Microsoft wants you to sign in once more.',
    fixes: [confirm],
  }),
} satisfies CodeFindings;

function assignUser(context: FindingContext): string {
  const resourceId = '<object id of the service principal>';
  return callGraph(
    context,
    'POST',
    `servicePrincipals/${resourceId}/appRoleAssignedTo`,
    {
      principalId: context.token.oid ?? '<object id of the user>',
      resourceId,
      appRoleId: DEFAULT_APP_ROLE,
    },
  );
}
