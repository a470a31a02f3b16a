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
  findFlaw,
  parse,
  valid,
  withAccount,
  withLocation,
  WrongConfig,
} from './__testUtils__/configs';

/** As the Azure CLI prints it. */
function toPolicy(rule: JsonObject): JsonObject {
  return {
    id: '/subscriptions/…/managementPolicies/DefaultManagementPolicy',
    lastModifiedTime: '2026-11-22T12:00:00.000000+00:00',
    name: 'DefaultManagementPolicy',
    policy: {
      rules: [
        {
          definition: {
            actions: {
              baseBlob: {
                delete: {
                  daysAfterCreationGreaterThan: null,
                  daysAfterLastAccessTimeGreaterThan: null,
                  daysAfterLastTierChangeGreaterThan: null,
                  daysAfterModificationGreaterThan: 90.0,
                },
                enableAutoTierToHotFromCool: null,
                tierToArchive: null,
                tierToCool: { daysAfterCreationGreaterThan: 30.0 },
                tierToNewest: { daysAfterModificationGreaterThan: 1 },
              },
              snapshot: null,
              version: null,
            },
            filters: {
              blobIndexMatch: null,
              blobTypes: ['blockBlob'],
              prefixMatch: ['artifacts/component/'],
            },
          },
          enabled: true,
          name: 'old-builds',
          type: 'Lifecycle',
          ...rule,
        },
      ],
    },
    resourceGroup: 'contoso',
  };
}

const start = 'azureBlob.accounts[0].lifecycle';
const wrong: WrongConfig[] = [
  [`${start} is "policy.json"`, withAccount({ lifecycle: 'policy.json' })],
  [`${start}.policy is missing`, withAccount({ lifecycle: { rules: [] } })],
  [
    `${start}.policy.rules[0].definition is missing`,
    withAccount({
      lifecycle: { policy: { rules: [{ name: 'old-builds' }] } },
    }),
    'az storage account management-policy show',
  ],
  ...(['30', -1] as JsonValue[]).map(
    (days): WrongConfig => [
      `${start}.policy.rules[0].definition.actions.baseBlob.delete.daysAfterModificationGreaterThan is "${days}"`,
      withAccount({
        lifecycle: toPolicy({
          definition: {
            actions: {
              baseBlob: { delete: { daysAfterModificationGreaterThan: days } },
            },
          },
        }),
      }),
      'a number of days',
    ],
  ),
];

describe('lifecycle', () => {
  it('should take what the Azure CLI prints, and leave out what it does not know', () => {
    const [account] = parse(withAccount({ lifecycle: toPolicy({}) })).accounts;
    expect(account.lifecycle).toEqual([
      {
        name: 'old-builds',
        prefixes: ['artifacts/component/'],
        actions: [
          { action: 'delete', after: 'modification', days: 90 },
          { action: 'cool', after: 'creation', days: 30 },
        ],
      },
    ]);
    const off = withAccount({ lifecycle: toPolicy({ enabled: false }) });
    expect(parse(off).accounts[0].lifecycle).toEqual([]);
    expect(parse(valid).accounts[0].lifecycle).toBeUndefined();
  });

  it.each(wrong)('should refuse a config where %s', (...row) => {
    expect(findFlaw(row)).toBeUndefined();
  });
});

describe('formerIds', () => {
  const second = { ...artifacts, id: 'b', container: 'other' };

  it('should be those of one location only', () => {
    const config = withLocation({ ...second, formerIds: ['old', 'older'] });
    expect(parse(config).locations[1].formerIds).toEqual(['old', 'older']);
  });

  it.each<WrongConfig>([
    [
      'azureBlob.locations[1].formerIds[1] is "artifacts"',
      withLocation({ ...second, formerIds: ['old', 'artifacts'] }),
    ],
    [
      'azureBlob.locations[1].formerIds[0] is "b"',
      withLocation({ ...second, formerIds: ['b'] }),
    ],
    [
      'azureBlob.locations[1].formerIds[1] is "old"',
      withLocation({ ...second, formerIds: ['old', 'old'] }),
    ],
    [
      'azureBlob.locations[1].formerIds[0] is "Old"',
      withLocation({ ...second, formerIds: ['Old'] }),
    ],
    [
      'azureBlob.locations[1].formerIds[0] is "old"',
      {
        ...valid,
        locations: [
          { ...artifacts, formerIds: ['old'] },
          { ...second, formerIds: ['old'] },
        ],
      },
    ],
  ])('should not be so where %s', (...row) => {
    expect(findFlaw(row)).toBeUndefined();
  });
});
