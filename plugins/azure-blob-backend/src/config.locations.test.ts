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
  withLocation,
  without,
  withPrefix,
  withPrefixes,
  WrongConfig,
} from './config/__testUtils__/configs';

const wrong: WrongConfig[] = [
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
  [
    'azureBlob.locations[1].layout is "{path}/{run}"',
    withLocation({ ...artifacts, id: 'b', layout: '{path}/{run}' }),
    'end with the segment "{path}"',
  ],
  [
    'azureBlob.locations[1].layout is "{branch}/{branch}/{path}"',
    withLocation({ ...artifacts, id: 'b', layout: '{branch}/{branch}/{path}' }),
    '{branch} once only',
  ],
  [
    'azureBlob.locations[1].runs.metadata is "headers"',
    withLocation({ ...artifacts, id: 'b', runs: { metadata: 'headers' } }),
    '"manifest" or "blobMetadata" or "tags"',
  ],
  ...['', '../run.json', '/run.json', 'a//b', 'a/', '%2e%2e/x'].map(
    (blob): WrongConfig => [
      `azureBlob.locations[1].runs.blob is "${blob}"`,
      withLocation({ ...artifacts, id: 'b', runs: { blob } }),
      'the path of a file below the folder of a run',
    ],
  ),
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
  ).map(
    ([prefix, rule]): WrongConfig => [
      'azureBlob.locations[0].prefix is "',
      withPrefix(prefix),
      rule,
    ],
  ),
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
  ].map(
    ([first, second]): WrongConfig => [
      `azureBlob.locations[1].prefix is "${second}"`,
      withPrefixes(first, second),
      'azureBlob.locations[0].prefix',
    ],
  ),
];

describe('parseAzureBlobConfig', () => {
  it.each(wrong)('should refuse a config where %s', (...row) => {
    expect(findFlaw(row)).toBeUndefined();
  });
});
