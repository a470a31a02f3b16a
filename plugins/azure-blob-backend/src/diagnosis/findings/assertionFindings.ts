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

import { AZURE_BLOB_ASSERTION_HEADER } from 'backstage-plugin-azure-blob-common';
import { quote } from '../../config/quote';
import { az, patchApp } from './azCommands';
import { CodeFindings, FindingContext, ReasonFindings } from './types';

const KNOWN_AUDIENCES = new Map([
  ['https://graph.microsoft.com', 'Microsoft Graph'],
  ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
  ['https://storage.azure.com', 'Azure Storage'],
  ['e406a681-f3d4-42a8-90b6-c2b029497af1', 'Azure Storage'],
]);

const signInAgain = {
  who: 'you' as const,
  text: 'Sign out of Microsoft, and sign in again.',
};

const checkAuthority = ({ tenantId, authorityHost }: FindingContext) => ({
  who: 'portal-admins' as const,
  text: 'If nobody gets past this, compare the tenant and its origin with what the portal signs people in with.',
  config: `azureBlob:\n  tenantId: ${tenantId}\n  authorityHost: ${authorityHost}`,
});

const checkClocks = {
  who: 'portal-admins' as const,
  text: 'If it comes back at once, the clock of the backend is wrong: let it follow a time server.',
};

/** Faults of the Entra ID token that comes with a request. */
export const assertionReasons = {
  Malformed: ({ said }) => ({
    message: `${said} It may be one that only Microsoft can read, as those for its own services are.`,
    fixes: [
      signInAgain,
      {
        who: 'portal-admins',
        text: 'Take azureBlob.scope out of the app-config, so that the portal asks for a token of the API app.',
      },
    ],
  }),
  BadSignature: context => ({
    message: 'The token is not signed with a key of the tenant.',
    fixes: [signInAgain, checkAuthority(context)],
  }),
  NotYetValid: () => ({
    message: 'The token becomes valid in the future: two clocks disagree.',
    fixes: [
      checkClocks,
      {
        who: 'portal-admins',
        text: 'Allow a greater difference for as long as the clock cannot be set.',
        config: 'azureBlob:\n  clockToleranceSeconds: 300',
      },
    ],
  }),
  WrongAudience: ({ clientId, token: { audience } }) => ({
    message: `The token is ${
      audience === undefined ? 'not' : `for ${nameAudience(audience)}, not`
    } for the API app ${quote(clientId)}.`,
    fixes: [
      {
        who: 'portal-admins',
        text: 'azureBlob.clientId has to be the client id of the API app, and azureBlob.scope a scope of the same app; without a scope in the app-config the portal asks for the right one.',
        config: `azureBlob:\n  clientId: ${clientId}\n  scope: api://${clientId}/access_as_user`,
      },
    ],
  }),
  WrongVersion: context => ({
    message:
      'The token is of version 1.0. The API app has to issue version 2.0, which is not what a new registration does.',
    fixes: [
      {
        who: 'tenant-admins',
        text: 'Set requestedAccessTokenVersion of the API app to 2. Tokens that people hold are replaced within about an hour.',
        command: patchApp(context, { api: { requestedAccessTokenVersion: 2 } }),
      },
      { who: 'you', text: 'Then sign out of Microsoft, and sign in again.' },
    ],
  }),
  WrongTenant: ({ tenantId, token }) => ({
    message: `You are signed in to ${
      token.tenantId ? `the tenant ${quote(token.tenantId)}` : 'another tenant'
    }; the storage of this portal belongs to ${quote(tenantId)}.`,
    fixes: [
      {
        who: 'you',
        text: 'Sign out of Microsoft, and sign in with your account of that tenant.',
      },
      {
        who: 'portal-admins',
        text: 'If nobody gets past this, the portal signs people in elsewhere: both ids have to be the same.',
        config: `auth:\n  providers:\n    microsoft:\n      production:\n        tenantId: ${tenantId}\nazureBlob:\n  tenantId: ${tenantId}`,
      },
    ],
  }),
  WrongScope: context => ({
    message: 'The token does not hold the scope "access_as_user".',
    fixes: [
      {
        who: 'portal-admins',
        text: 'Let the portal ask for that scope, or take azureBlob.scope out of the app-config.',
        config: `azureBlob:\n  scope: api://${context.clientId}/access_as_user`,
      },
      {
        who: 'tenant-admins',
        text: 'See whether the API app has the scope; how to add it is in the documentation for admins.',
        command: az(
          ...['ad', 'app', 'show', '--id', context.clientId],
          ...['--query', 'api.oauth2PermissionScopes[].value'],
        ),
      },
    ],
  }),
  WrongClient: ({ token }) => ({
    message: `The token was asked for by ${
      token.clientId ? `the app ${quote(token.clientId)}` : 'an app'
    } that is not one of azureBlob.portalClientIds.`,
    fixes: [
      {
        who: 'portal-admins',
        text: 'If that is the app that people sign in to this portal with, add it. Never add an app that you do not run: it could read storage as anybody who uses it.',
        config: `azureBlob:\n  portalClientIds:\n    - ${
          token.clientId ?? '<client id of the portal app>'
        }`,
      },
    ],
  }),
  AppToken: () => ({
    message: 'The token is that of an app, not of a person.',
    fixes: [
      {
        who: 'you',
        text: 'Sign in as yourself: apps and pipelines have no way in here.',
      },
    ],
  }),
  Guest: ({ tenantId }) => ({
    message: `You are a guest of the tenant ${quote(
      tenantId,
    )}, and guests are not let in.`,
    fixes: [
      {
        who: 'you',
        text: 'Sign in with an account that is a member of the tenant, if you have one.',
      },
      {
        who: 'portal-admins',
        text: 'Let guests in. They then read what their roles give them.',
        config: 'azureBlob:\n  allowGuests: true',
      },
    ],
  }),
} satisfies ReasonFindings;

export const assertionCodes = {
  AssertionMissing: ({ clientId }) => ({
    message:
      'The request came without an Entra ID token: you are not signed in with Microsoft, or something on the way took the token out.',
    fixes: [
      {
        who: 'you',
        text: 'Sign in with Microsoft. A guest of the portal has no identity in Azure.',
      },
      {
        who: 'portal-admins',
        text: `If everybody is stopped here, let the header ${AZURE_BLOB_ASSERTION_HEADER} pass the proxies, and name it where backend.cors.allowedHeaders is set.`,
        config: `backend:\n  cors:\n    allowedHeaders:\n      - Authorization\n      - Content-Type\n      - ${AZURE_BLOB_ASSERTION_HEADER}`,
      },
      {
        who: 'portal-admins',
        text: 'If the sign-in window ends with an error, the tenant has no API app with this client id, or no such scope of it.',
        config: `azureBlob:\n  clientId: ${clientId}\n  scope: api://${clientId}/access_as_user`,
      },
    ],
  }),
  AssertionInvalid: context => ({
    message: context.said,
    fixes: [signInAgain, checkAuthority(context)],
  }),
  TokenExpired: () => ({
    message: 'The token is past its lifetime.',
    fixes: [
      { who: 'you', text: 'Reload the page, which renews the token.' },
      checkClocks,
    ],
  }),
} satisfies CodeFindings;

function nameAudience(audience: string): string {
  const known = KNOWN_AUDIENCES.get(audience.replace(/\/$/, ''));
  return known ?? quote(audience);
}
