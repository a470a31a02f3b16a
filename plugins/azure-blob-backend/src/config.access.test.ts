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
  findFlaw,
  valid,
  withRole,
  WrongConfig,
} from './config/__testUtils__/configs';

const wrong: WrongConfig[] = [
  ['azureBlob.roles is a list', { ...valid, roles: [] }, 'at least one'],
  ['azureBlob.roles[0].role is "admin"', withRole('owners', 'admin')],
  ...['everyone', 'group:sre', 'user:default/alice', 'group:default/', ''].map(
    (to): WrongConfig => [
      `azureBlob.roles[0].to is "${to}"`,
      withRole(to),
      '"owners", "system-owners", "dependent-owners" or a group',
    ],
  ),
  ['azureBlob.roles[0].to is "group:a b/c"', withRole('group:a b/c')],
  [
    'azureBlob.roles[0].origins is missing',
    withRole('dependent-owners'),
    'anybody who may register an entity',
  ],
  [
    'azureBlob.roles[0].role is "owner"',
    withRole('dependent-owners', 'owner', ['url:https://git/']),
    '"reader"',
  ],
  [
    'azureBlob.roles[0].origins is a list',
    withRole('owners', 'reader', ['url:https://git/']),
    '"system-owners" and "dependent-owners" only',
  ],
  [
    'azureBlob.roles[0].origins is a list',
    withRole('dependent-owners', 'reader', []),
    'at least one',
  ],
  [
    'azureBlob.roles[0].origins[0] is ""',
    withRole('dependent-owners', 'reader', ['']),
    'begins with',
  ],
  [
    'azureBlob.membership is "nested"',
    { ...valid, membership: 'nested' },
    'trustedOrigins',
  ],
  [
    'azureBlob.membership.nested is "x"',
    { ...valid, membership: { nested: 'x' } },
    'true or false',
  ],
  [
    'azureBlob.membership.trustedOrigins is a list',
    { ...valid, membership: { trustedOrigins: [] } },
    'at least one',
  ],
  [
    'azureBlob.membership.trustedOrigins[0] is "a b"',
    { ...valid, membership: { trustedOrigins: ['a b'] } },
    '"msgraph:"',
  ],
  [
    'azureBlob.membership.depth ',
    { ...valid, membership: { depth: 3 } },
    'nested, trustedOrigins',
  ],
  ['azureBlob.admins is "x"', { ...valid, admins: 'x' }, 'list of groups'],
  [
    'azureBlob.admins[0] is "user:default/alice"',
    { ...valid, admins: ['user:default/alice'] },
    '"group:default/platform"',
  ],
  [
    'azureBlob.takeOvers is "block"',
    { ...valid, takeOvers: 'block' },
    '"notify" or "hold"',
  ],
  ...['0', 0, -1, 1.5, 100_001, 'many', true].map(
    (cheap): WrongConfig => [
      `azureBlob.rateLimits.cheap is "${cheap}"`,
      { ...valid, rateLimits: { cheap } },
      'whole number',
    ],
  ),
  [
    'azureBlob.rateLimits.write ',
    { ...valid, rateLimits: { write: 1 } },
    'cheap, list, read, costly',
  ],
];

describe('parseAzureBlobConfig', () => {
  it.each(wrong)('should refuse a config where %s', (...row) => {
    expect(findFlaw(row)).toBeUndefined();
  });
});
