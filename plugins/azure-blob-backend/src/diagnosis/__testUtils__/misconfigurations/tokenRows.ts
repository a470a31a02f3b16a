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

import { world } from 'local-azure';
import { Misconfiguration } from './types';

const { clientId } = world.apiApp;
const OTHER_ID = '99999999-9999-4999-8999-999999999999';

/** Faults of the token that comes with a request. */
export const tokenRows: Misconfiguration[] = [
  {
    number: '6',
    what: 'token for another application, such as Microsoft Graph',
    check: 'assertion.audience',
    code: 'AssertionInvalid',
    reason: 'WrongAudience',
    who: 'portal-admins',
    advice: [`scope: api://${clientId}/access_as_user`],
    token: { claims: { aud: 'https://graph.microsoft.com' } },
  },
  {
    number: '7',
    what: 'API app issues tokens of version 1.0',
    check: 'assertion.version',
    code: 'AssertionInvalid',
    reason: 'WrongVersion',
    who: 'tenant-admins',
    advice: ['az rest --method PATCH', '"requestedAccessTokenVersion":2'],
    token: {
      claims: {
        iss: `https://sts.windows.net/${world.tenantId}/`,
        aud: `api://${clientId}`,
        ver: '1.0',
      },
    },
  },
  {
    number: '8',
    what: 'signed in to another tenant',
    check: 'assertion.tenant',
    code: 'AssertionInvalid',
    reason: 'WrongTenant',
    who: 'you',
    advice: ['Sign out of Microsoft', `tenantId: ${world.tenantId}`],
    token: {
      claims: {
        iss: `https://login.microsoftonline.com/${OTHER_ID}/v2.0`,
        tid: OTHER_ID,
      },
      foreignKey: true,
    },
  },
  {
    number: '9',
    what: 'scope access_as_user missing in the token',
    check: 'assertion.scope',
    code: 'AssertionInvalid',
    reason: 'WrongScope',
    who: 'portal-admins',
    advice: [
      `scope: api://${clientId}/access_as_user`,
      `az ad app show --id ${clientId}`,
    ],
    token: { claims: { scp: 'User.Read' } },
  },
  {
    number: '10',
    what: 'app that people sign in with not among portalClientIds',
    check: 'assertion.scope',
    code: 'AssertionInvalid',
    reason: 'WrongClient',
    who: 'portal-admins',
    advice: [`portalClientIds:\n    - ${world.portalApp.clientId}`],
    config: config => ({ ...config, portalClientIds: [OTHER_ID] }),
  },
  {
    number: '11b',
    what: 'tenant id wrong',
    check: 'assertion.tenant',
    code: 'TokenExchangeUnavailable',
    reason: 'WrongTenant',
    who: 'you',
    advice: ['azureBlob:\n  tenantId:'],
    config: config => ({ ...config, tenantId: OTHER_ID }),
  },
  {
    number: '22',
    what: 'not signed in with Microsoft, or a proxy drops the header',
    check: 'assertion',
    code: 'AssertionMissing',
    who: 'you',
    advice: [
      '- Backstage-Azure-Blob-Authorization',
      `clientId: ${clientId}\n  scope: api://${clientId}/access_as_user`,
    ],
    token: 'none',
  },
  {
    number: '23',
    what: 'guest of the tenant',
    check: 'assertion.scope',
    code: 'GuestNotAllowed',
    reason: 'Guest',
    who: 'you',
    advice: ['allowGuests: true'],
    token: { claims: { acct: 1 } },
  },
  {
    number: '24a',
    what: 'token past its lifetime',
    check: 'assertion.lifetime',
    code: 'TokenExpired',
    who: 'you',
    advice: ['Reload the page'],
    token: { claims: { exp: Math.floor(Date.now() / 1000) - 3_600 } },
  },
  {
    number: '24b',
    what: 'clock of the backend behind',
    check: 'assertion.lifetime',
    code: 'AssertionInvalid',
    reason: 'NotYetValid',
    who: 'portal-admins',
    advice: ['time server', 'clockToleranceSeconds: 300'],
    token: { claims: { nbf: Math.floor(Date.now() / 1000) + 3_600 } },
  },
];
