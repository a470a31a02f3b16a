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
  artifacts,
  findFlaw,
  TEMPLATE,
  withAccount,
  withLocation,
  withPrefix,
  WrongConfig,
} from './config/__testUtils__/configs';

/** What must stop the start whatever else there is. */
const attacks: WrongConfig[] = [
  ...['team-a', `${TEMPLATE}x`, TEMPLATE.slice(0, -1)].map(
    (prefix): WrongConfig => [
      `P10 a prefix without its slash: azureBlob.locations[0].prefix is "${prefix}"`,
      withPrefix(prefix),
      'end with "/"',
    ],
  ),
  ...['$root', '$logs', '$web', 'a/b', 'a?x', 'a#', 'a--b', 'Upper'].map(
    (container): WrongConfig => [
      `P13 a container of the service or none: azureBlob.locations[1].container is "${container}"`,
      withLocation({ ...artifacts, id: 'b', container }),
      'must be the name of a container',
    ],
  ),
  ...['ab', '-ab', 'ab-', 'a'.repeat(64), '', '..'].map(
    (container): WrongConfig => [
      `P13 what is no name: azureBlob.locations[1].container is "${container}"`,
      withLocation({ ...artifacts, id: 'b', container }),
      'must be the name of a container',
    ],
  ),
  ...[
    'https://contosobuilds.dfs.core.windows.net',
    'https://contosobuilds.privatelink.dfs.core.windows.net',
  ].map(
    (endpoint): WrongConfig => [
      `P17 the directories of a hierarchical namespace: azureBlob.accounts[0].endpoint is "${endpoint}"`,
      withAccount({ endpoint }),
      'blob service',
    ],
  ),
  ...(
    [
      ['{entity.name}/', '{entity.kind}, {entity.namespace}'],
      ['{entity.kind}/{entity.name}/', '{entity.namespace}'],
      ['{entity.namespace}-{entity.name}/', 'whole segment'],
      ['{entity.kind}/{entity.namespace}-{entity.name}/', 'whole segment'],
      ['{owner.namespace}/{owner.name}/{entity.name}/', '{entity.kind}'],
    ] as const
  ).map(
    ([prefix, rule]): WrongConfig => [
      `B4 a template in which entities collide: azureBlob.locations[0].prefix is "${prefix}"`,
      withPrefix(prefix),
      rule,
    ],
  ),
];

describe('parseAzureBlobConfig', () => {
  it.each(attacks)('%s', (title, ...row) => {
    const start = title.slice(title.indexOf('azureBlob'));
    expect(findFlaw([start, ...row])).toBeUndefined();
  });
});
