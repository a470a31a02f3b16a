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

import { JsonObject, JsonValue } from '@backstage/types';
import {
  artifacts,
  CLIENT,
  parse,
  SECRET,
  TEMPLATE,
  TENANT,
  valid,
  withPrefixes,
} from './config/__testUtils__/configs';

function messageOf(azureBlob?: JsonValue): string {
  try {
    parse(azureBlob);
  } catch (error) {
    if (error instanceof Error) {
      return error.message;
    }
  }
  throw new Error('the config was accepted');
}

function withLocation(location: JsonObject) {
  return { ...valid, locations: [valid.locations[0], location] };
}

function withPrefix(prefix: JsonValue) {
  return { ...valid, locations: [{ ...artifacts, prefix }] };
}

function withAccount(account: JsonObject) {
  return { ...valid, accounts: [{ name: 'contosobuilds', ...account }] };
}

function withRole(to: JsonValue, role: JsonValue = 'reader') {
  return { ...valid, roles: [{ role, to }] };
}

function without(key: keyof typeof valid) {
  const { [key]: _, ...rest } = valid;
  return rest;
}

// The key that the sentence begins with, and what else it has to say.
const wrong: [string, JsonValue | undefined, ...string[]][] = [
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
    'azureBlob.accounts[0].identity is "application"',
    withAccount({ identity: 'application' }),
    '"onBehalfOf"',
  ],
  [
    'azureBlob.accounts[0].downloads is "sas"',
    withAccount({ downloads: 'sas' }),
    '"proxy"',
  ],
  ...[
    'http://contosobuilds.blob.core.windows.net',
    `https://user:${SECRET}@contosobuilds.blob.core.windows.net`,
    `https://contosobuilds.blob.core.windows.net/?sv=1&sig=${SECRET}`,
    'https://contosobuilds.blob.core.windows.net/#',
    `contosobuilds?sig=${SECRET}`,
    'https://contosobuilds.blob.core.windows.net/artifacts',
    'https://localhost:10000/other/../contosobuilds/x',
  ].map((endpoint): [string, JsonValue, string] => [
    'azureBlob.accounts[0].endpoint is "',
    withAccount({ endpoint }),
    'must ',
  ]),
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
  ['azureBlob.locations is missing', without('locations')],
  [
    'azureBlob.locations[1].id is "artifacts"',
    withLocation({ ...artifacts, container: 'other' }),
    'azureBlob.locations[0].id',
  ],
  [
    'azureBlob.locations[1].id is "a,b"',
    withLocation({ ...artifacts, id: 'a,b' }),
  ],
  [
    'azureBlob.locations[1].title is ""',
    withLocation({ ...artifacts, id: 'b', title: '' }),
  ],
  [
    'azureBlob.locations[1].content is "zips"',
    withLocation({ ...artifacts, id: 'b', content: 'zips' }),
    '"artifacts" or "logs"',
  ],
  [
    'azureBlob.locations[1].account is "fabrikam"',
    withLocation({ ...artifacts, id: 'b', account: 'fabrikam' }),
    '"contosobuilds"',
  ],
  ...['$root', '$logs', 'a/b', 'a?x', 'a--b', 'Upper', 'ab', '-ab', ''].map(
    (container): [string, JsonValue, string] => [
      `azureBlob.locations[1].container is "${container}"`,
      withLocation({ ...artifacts, id: 'b', container }),
      'must be the name of a container',
    ],
  ),
  [
    'azureBlob.locations[1].layout is "{path}/{run}"',
    withLocation({ ...artifacts, id: 'b', layout: '{path}/{run}' }),
    '"{run}/{path}" or "{path}"',
  ],
  [
    'azureBlob.locations[1].prefx ',
    withLocation({ ...artifacts, id: 'b', prefix: undefined, prefx: 'x/' }),
    'prefix',
  ],
  ['azureBlob.locations[0].prefix is a list', withPrefix([])],
  [
    'azureBlob.locations[0].prefix is "{entity.kind}/{entity.namespace}/{entity.name}"',
    withPrefix('{entity.kind}/{entity.namespace}/{entity.name}'),
    'end with "/"',
  ],
  ...(
    [
      ['', '"/"'],
      ['/', 'segment ""'],
      ['builds/', '{entity.name}'],
      ['{entity.name}/', '{entity.kind}, {entity.namespace}'],
      ['{entity.kind}/{entity.name}/', '{entity.namespace}'],
      ['{owner.namespace}/{owner.name}/', '{entity.kind}'],
      ['{entity.namespace}-{entity.name}/', 'whole segment'],
      [`x{entity.kind}/${TEMPLATE}`, 'whole segment'],
      [`{entity.uid}/${TEMPLATE}`, '"{entity.uid}"'],
      [`{toString}/${TEMPLATE}`, '"{toString}"'],
      [`/${TEMPLATE}`, 'segment ""'],
      [`a//${TEMPLATE}`, 'segment ""'],
      [`../${TEMPLATE}`, 'segment ".."'],
      [`%2e%2e/${TEMPLATE}`, 'segment "%2e%2e"'],
      [`a\\b/${TEMPLATE}`, 'segment'],
      [`${'a/'.repeat(10)}${TEMPLATE}`, 'at most'],
    ] as const
  ).map(([prefix, rule]): [string, JsonValue, string] => [
    'azureBlob.locations[0].prefix is "',
    withPrefix(prefix),
    rule,
  ]),
  ...[
    [TEMPLATE, TEMPLATE],
    [TEMPLATE, `${TEMPLATE}logs/`],
    [`${TEMPLATE}logs/`, TEMPLATE],
    // A kind can be called like the literal.
    [TEMPLATE, `teams/${TEMPLATE}`],
    [`teams/${TEMPLATE}`, TEMPLATE],
    [`my-team/${TEMPLATE}`, `{owner.name}/${TEMPLATE}`],
    [TEMPLATE, '{entity.namespace}/{entity.kind}/{entity.name}/'],
    [`{owner.name}/${TEMPLATE}`, `my-team/${TEMPLATE}`],
  ].map(([first, second]): [string, JsonValue, string] => [
    `azureBlob.locations[1].prefix is "${second}"`,
    withPrefixes(first, second),
    'azureBlob.locations[0].prefix',
  ]),
  ['azureBlob.roles is a list', { ...valid, roles: [] }, 'at least one'],
  ['azureBlob.roles[0].role is "admin"', withRole('owners', 'admin')],
  ...['everyone', 'group:sre', 'user:default/alice', 'group:default/', ''].map(
    (to): [string, JsonValue, string] => [
      `azureBlob.roles[0].to is "${to}"`,
      withRole(to),
      '"owners", "system-owners" or a group',
    ],
  ),
  ['azureBlob.roles[0].to is "group:a b/c"', withRole('group:a b/c')],
];

describe('parseAzureBlobConfig', () => {
  it.each(wrong)(
    'should refuse a config where %s',
    (start, config, ...says) => {
      const message = messageOf(config);
      expect(message.slice(0, start.length)).toBe(start);
      for (const part of says) {
        expect(message).toContain(part);
      }
      expect(message).toMatch(/^azureBlob[^\n]*\.$/);
      expect(message).not.toContain(SECRET);
      expect(message).not.toContain('undefined');
    },
  );
});
