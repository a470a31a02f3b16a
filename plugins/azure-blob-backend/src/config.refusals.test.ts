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
  CLIENT,
  findFlaw,
  SECRET,
  TENANT,
  valid,
  withAccount,
  without,
  WrongConfig,
} from './config/__testUtils__/configs';

const wrong: WrongConfig[] = [
  ['azureBlob is missing', undefined],
  ['azureBlob is "contoso"', 'contoso'],
  ['azureBlob.tenant ', { ...valid, tenant: TENANT }, 'tenantId'],
  ['azureBlob.tenantId is missing', without('tenantId'), 'GUID'],
  ['azureBlob.tenantId is ""', { ...valid, tenantId: '' }, 'GUID'],
  ['azureBlob.tenantId is "common"', { ...valid, tenantId: 'common' }],
  ['azureBlob.tenantId is "7"', { ...valid, tenantId: 7 }, 'GUID'],
  ['azureBlob.clientId is missing', without('clientId'), 'GUID'],
  ['azureBlob.clientId is "x"', { ...valid, clientId: 'x' }, 'GUID'],
  ['azureBlob.scope is ""', { ...valid, scope: '' }, 'api://'],
  [
    'azureBlob.authorityHost is "http://login"',
    { ...valid, authorityHost: 'http://login' },
    'https',
  ],
  [
    'azureBlob.authorityHost is "https://login/tenant"',
    { ...valid, authorityHost: 'https://login/tenant' },
  ],
  ['azureBlob.credential is missing', without('credential'), 'federated'],
  ['azureBlob.credential.type is missing', { ...valid, credential: {} }],
  ['azureBlob.credential has a value', { ...valid, credential: SECRET }],
  [
    'azureBlob.credential.type is "password"',
    { ...valid, credential: { type: 'password' } },
    '"federated", "certificate" or "secret"',
  ],
  [
    'azureBlob.credential.clientSecret is missing',
    { ...valid, credential: { type: 'secret' } },
  ],
  [
    'azureBlob.credential.clientSecret is ""',
    { ...valid, credential: { type: 'secret', clientSecret: '' } },
  ],
  [
    'azureBlob.credential.clientSecret ',
    { ...valid, credential: { type: 'federated', clientSecret: SECRET } },
    'federated',
  ],
  [
    'azureBlob.credential.clientSecret is a list',
    { ...valid, credential: { type: 'secret', clientSecret: [SECRET] } },
  ],
  [
    'azureBlob.credential.certificatePath is missing',
    { ...valid, credential: { type: 'certificate' } },
    'PEM',
  ],
  [
    'azureBlob.credential.managedIdentityClientId ',
    {
      ...valid,
      credential: {
        type: 'federated',
        tokenFile: '/token',
        managedIdentityClientId: CLIENT,
      },
    },
    'azureBlob.credential.tokenFile',
  ],
  [
    'azureBlob.clockToleranceSeconds is "301"',
    { ...valid, clockToleranceSeconds: 301 },
    '300',
  ],
  [
    'azureBlob.clockToleranceSeconds is "-1"',
    { ...valid, clockToleranceSeconds: '-1' },
  ],
  ['azureBlob.accounts is missing', without('accounts')],
  ['azureBlob.accounts is a list', { ...valid, accounts: [] }, 'at least one'],
  ['azureBlob.accounts is a map', { ...valid, accounts: {} }],
  ['azureBlob.accounts[0] is "x"', { ...valid, accounts: ['x'] }, 'name'],
  [
    'azureBlob.accounts[0].name is "evil.com#"',
    withAccount({ name: 'evil.com#' }),
    '3 to 24',
  ],
  ['azureBlob.accounts[0].key ', withAccount({ key: SECRET }), 'endpoint'],
  [
    'azureBlob.accounts[0].cloud is "germany"',
    withAccount({ cloud: 'germany' }),
    '"public" or "usGovernment" or "china"',
  ],
  [
    'azureBlob.accounts[0].identity is "key"',
    withAccount({ identity: 'key' }),
    '"onBehalfOf" or "application"',
  ],
  [
    'azureBlob.accounts[0].downloads is "direct"',
    withAccount({ downloads: 'direct' }),
    '"proxy" or "sas"',
  ],
  ['azureBlob.accounts[0].sas is "x"', withAccount({ sas: 'x' }), 'bindToUser'],
  [
    'azureBlob.accounts[0].sas.bindToUser is "yes"',
    withAccount({ sas: { bindToUser: 'yes' } }),
    'true or false',
  ],
  [
    'azureBlob.accounts[0].sas.correlationId is "1"',
    withAccount({ sas: { correlationId: 1 } }),
    'true or false',
  ],
  [
    'azureBlob.accounts[0].sas.permissions ',
    withAccount({ sas: { permissions: 'rw' } }),
    'bindToUser, correlationId',
  ],
  ...[
    'http://contosobuilds.blob.core.windows.net',
    `https://user:${SECRET}@contosobuilds.blob.core.windows.net`,
    `https://contosobuilds.blob.core.windows.net/?sv=1&sig=${SECRET}`,
    'https://contosobuilds.blob.core.windows.net/#',
    `contosobuilds?sig=${SECRET}`,
    'https://contosobuilds.blob.core.windows.net/artifacts',
    'https://localhost:10000/other/../contosobuilds/x',
  ].map(
    (endpoint): WrongConfig => [
      'azureBlob.accounts[0].endpoint is "',
      withAccount({ endpoint }),
      'must ',
    ],
  ),
  [
    'azureBlob.accounts[1].name is "contosobuilds"',
    { ...valid, accounts: [...valid.accounts, ...valid.accounts] },
    'azureBlob.accounts[0].name',
  ],
  [
    'azureBlob.accounts[1].endpoint is "https://contosobuilds.',
    {
      ...valid,
      accounts: [
        ...valid.accounts,
        {
          name: 'alias',
          endpoint: 'https://contosobuilds.blob.core.windows.net',
        },
      ],
    },
  ],
  [
    'azureBlob.portalClientIds is missing',
    without('portalClientIds'),
    'auth.providers.microsoft',
  ],
  [
    'azureBlob.portalClientIds is a list',
    { ...valid, portalClientIds: [] },
    'at least one',
  ],
  [
    'azureBlob.portalClientIds[0] is "portal"',
    { ...valid, portalClientIds: ['portal'] },
    'GUID',
  ],
  [
    'azureBlob.accounts[0].sas.bindToUser is "true"',
    {
      ...valid,
      accounts: [
        {
          name: 'contosobuilds',
          identity: 'application',
          sas: { bindToUser: true },
        },
      ],
    },
    'identity "application"',
  ],
  ['azureBlob.allowGuests is "maybe"', { ...valid, allowGuests: 'maybe' }],
];

describe('parseAzureBlobConfig', () => {
  it.each(wrong)('should refuse a config where %s', (...row) => {
    expect(findFlaw(row)).toBeUndefined();
  });
});
