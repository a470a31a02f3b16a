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

/** What Entra ID has against a user. */
export const exchangeRows: Misconfiguration[] = [
  {
    number: '17a',
    what: 'Conditional Access asks for one more check, such as MFA',
    check: 'exchange',
    code: 'InteractionRequired',
    reason: 'MfaRequired',
    who: 'you',
    advice: ['Continue with Microsoft'],
    azure: ({ entra }) =>
      entra.setExchangeError('alice', {
        code: 50076,
        claims: '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}',
      }),
  },
  {
    number: '17b',
    what: 'Conditional Access blocks the device, the place or the app',
    check: 'exchange',
    code: 'InteractionRequired',
    reason: 'BlockedByPolicy',
    who: 'you',
    advice: ['sign-in log of Entra ID'],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 53003 }),
  },
  {
    number: '20',
    what: 'user not assigned to the API app',
    check: 'exchange',
    code: 'TokenExchangeUnavailable',
    reason: 'UserNotAssigned',
    who: 'tenant-admins',
    advice: [
      `"principalId":"${world.users[0].oid}"`,
      `az ad sp update --id ${clientId} --set appRoleAssignmentRequired=false`,
    ],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 50105 }),
  },
  {
    number: '27',
    what: 'account of the user disabled in Entra ID',
    check: 'exchange',
    code: 'AssertionInvalid',
    reason: 'UserDisabled',
    who: 'tenant-admins',
    advice: ['Enable the account'],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 50057 }),
  },
  {
    number: '28',
    what: 'Entra ID busy, or not reached from the backend',
    check: 'exchange.network',
    code: 'TokenExchangeUnavailable',
    reason: 'EntraThrottled',
    who: 'you',
    advice: ['Try again in a minute'],
    azure: ({ entra }) => entra.setExchangeError('alice', { code: 90033 }),
  },
];
