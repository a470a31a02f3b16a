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
import { az } from './azCommands';
import { CodeFindings, FindingContext, ReasonFindings } from './types';

const importUsers = ({ tenantId }: FindingContext) => ({
  who: 'portal-admins' as const,
  text: 'Import users and groups with the Microsoft Graph organization provider, which writes the annotation too. A new user appears with its next run.',
  config: `catalog:\n  providers:\n    microsoftGraphOrg:\n      default:\n        tenantId: ${tenantId}\n        user:\n          filter: accountEnabled eq true\n        schedule:\n          frequency: PT1H\n          timeout: PT50M`,
});

/** Faults in tying the portal's user to the Entra ID account. */
export const identityReasons = {
  UserNotInCatalog: context => ({
    message: `${nameUser(
      context,
    )} is not in the catalog, so nothing tells that the Microsoft account is yours.`,
    fixes: [importUsers(context)],
  }),
  UserUntrusted: context => ({
    message: `${nameUser(
      context,
    )} is in the catalog, but does not come from an origin that counts: anybody who may register entities could have written it.`,
    fixes: [
      importUsers(context),
      {
        who: 'portal-admins',
        text: 'If the users come from a source of yours that nobody else can write to, trust its origin. The annotation backstage.io/managed-by-origin-location of the user begins with it.',
        config:
          'azureBlob:\n  membership:\n    trustedOrigins:\n      - msgraph:\n      - <the beginning of the origin>',
      },
    ],
  }),
  UserIdMissing: context => ({
    message: `${nameUser(
      context,
    )} lacks the annotation "graph.microsoft.com/user-id" in the catalog, so nothing tells that the Microsoft account is yours.`,
    fixes: [
      importUsers(context),
      {
        who: 'portal-admins',
        text: 'Where users are written by hand, add the object id of the account.',
        config: `metadata:\n  annotations:\n    graph.microsoft.com/user-id: ${
          context.token.oid ?? '<object id of the account>'
        }`,
      },
    ],
  }),
  UserIdDiffers: context => ({
    message: `You are ${
      context.userEntityRef ? quote(context.userEntityRef) : 'one person'
    } in the portal, and somebody else at Microsoft${
      context.token.userName ? ` (${quote(context.token.userName)})` : ''
    }.`,
    fixes: [
      {
        who: 'you',
        text: 'Sign out of the portal and of Microsoft, and sign in to both with one account.',
      },
      {
        who: 'portal-admins',
        text: 'If both are the same person, the annotation graph.microsoft.com/user-id of the user is wrong: it has to be the object id of the account.',
        command: az(
          ...['ad', 'user', 'show', '--id', '<user principal name>'],
          ...['--query', 'id', '--output', 'tsv'],
        ),
      },
    ],
  }),
} satisfies ReasonFindings;

export const identityCodes = {
  IdentityMismatch: ({ said }) => ({
    message: said,
    fixes: [
      {
        who: 'you',
        text: 'Sign out of the portal and of Microsoft, and sign in to both with one account.',
      },
    ],
  }),
  GuestNotAllowed: ({ said }) => ({
    message: said,
    fixes: [
      {
        who: 'you',
        text: 'Sign in with an account that is a member of the tenant.',
      },
    ],
  }),
} satisfies CodeFindings;

function nameUser({ userEntityRef }: FindingContext): string {
  return `Your user${userEntityRef ? ` ${quote(userEntityRef)}` : ''}`;
}
