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

import { stringifyEntityRef } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { parseAzureBlobConfig } from '../config';
import { valid } from '../config/__testUtils__/configs';
import { AzureBlobConfig } from '../types';
import { createEntity } from './__testUtils__/locations';
import { LocationRegistry } from './LocationRegistry';

const VARIABLES = ['kind', 'namespace', 'name'].flatMap(key => [
  `{entity.${key}}`,
  `{owner.${key}}`,
]);

/** Few words, so that much of it is alike. */
const word = fc.constantFrom('a', 'b', 'a-b', 'ab', 'A', 'logs', 'group');
const segment = fc.oneof(word, fc.constantFrom(...VARIABLES));
const template = fc
  .tuple(
    fc.array(segment, { maxLength: 2 }),
    fc.shuffledSubarray(
      ['{entity.kind}', '{entity.namespace}', '{entity.name}'],
      { minLength: 3 },
    ),
    fc.array(segment, { maxLength: 2 }),
  )
  .map(parts => `${parts.flat().join('/')}/`);

/** The same storage by two names would be the worst of collisions. */
const ACCOUNTS: JsonObject[] = [
  { name: 'contosobuilds' },
  { name: 'contosogov', cloud: 'usGovernment' },
  { name: 'contosochina', cloud: 'china' },
  { name: 'emulator', endpoint: 'https://localhost:10000/emulator' },
];
const ENDPOINTS = [
  'https://contosobuilds.blob.core.windows.net',
  'https://contosogov.blob.core.usgovcloudapi.net',
  'https://contosochina.blob.core.chinacloudapi.cn',
  'https://localhost:10000/emulator',
];

const place = fc.record({
  account: fc.constantFrom(...ACCOUNTS.map(({ name }) => String(name))),
  container: fc.constantFrom('builds', 'logs'),
  prefix: template,
});
const entityArbitrary = fc
  .record({
    kind: fc.constantFrom('a', 'b', 'ab', 'A', 'logs', 'Group'),
    namespace: fc.option(fc.constantFrom('a', 'b', 'a-b'), { nil: undefined }),
    name: fc.constantFrom('a', 'b', 'a-b', 'A.b', 'logs'),
    owner: fc.constantFrom('group:a/a', 'user:b/a-b', 'group:a/b'),
  })
  .map(({ owner, ...names }) => createEntity({ ...names, ownedBy: [owner] }));

function readConfig(places: JsonObject[]) {
  return parseAzureBlobConfig(
    new ConfigReader({
      azureBlob: {
        ...valid,
        accounts: ACCOUNTS,
        locations: places.map((each, index) => ({
          ...each,
          id: `location-${index}`,
          content: 'artifacts',
        })),
      },
    }),
  );
}

/** What the config comes to, or why it is none. */
function tryConfig(places: JsonObject[]): AzureBlobConfig | string {
  try {
    return readConfig(places);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('prefixes', () => {
  it('B4: should never meet, whatever the locations and the entities', () => {
    let accepted = 0;
    let refused = 0;
    let compared = 0;
    fc.assert(
      fc.property(
        fc.array(place, { minLength: 1, maxLength: 4 }),
        fc.array(entityArbitrary, { minLength: 2, maxLength: 6 }),
        (places, entities) => {
          const config = tryConfig(places);
          if (typeof config === 'string') {
            refused++;
            return config.startsWith('azureBlob.locations[');
          }
          accepted++;
          const registry = LocationRegistry.fromConfig(config);
          // The URL of everything: what storage goes by, and nothing of ours.
          const folders = places.flatMap((_, index) =>
            entities.map(entity => {
              const scope = registry.resolve(entity, `location-${index}`);
              const { account, container, prefix } = scope;
              return {
                url: `${account.endpoint}/${container}/${prefix}`,
                owner: `${index} ${stringifyEntityRef(entity)}`,
              };
            }),
          );
          const pairs = folders.flatMap(one =>
            folders
              .filter(other => other.owner !== one.owner)
              .map(other => [one.url, other.url]),
          );
          compared += pairs.length;
          return !pairs.some(([one, other]) => one.startsWith(other));
        },
      ),
      propertyRuns(),
    );
    expect(accepted).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(100);
    expect(compared).toBeGreaterThan(5_000);
  });

  it('B4: should be refused only where two of them could meet', () => {
    let apart = 0;
    fc.assert(
      fc.property(template, template, (one, other) => {
        const at = (prefix: string) => ({
          account: 'contosobuilds',
          container: 'builds',
          prefix,
        });
        // Two literals that differ keep templates apart, for all entities.
        const [ones, others] = [one, other].map(text => text.split('/'));
        const differs = ones
          .slice(0, Math.min(ones.length, others.length) - 1)
          .some(
            (text, index) =>
              ![text, others[index]].some(part => part.startsWith('{')) &&
              text !== others[index],
          );
        apart += Number(differs);
        const isAccepted = typeof tryConfig([at(one), at(other)]) !== 'string';
        return isAccepted || !differs;
      }),
      propertyRuns(),
    );
    expect(apart).toBeGreaterThan(50);
  });

  it('B4: should lead to the cloud that the account is in, and to no other', () => {
    const places = ACCOUNTS.map(({ name }) => ({
      account: String(name),
      container: 'builds',
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
    }));
    const registry = LocationRegistry.fromConfig(readConfig(places));
    const entity = createEntity({});
    expect(
      places.map(
        (_, index) =>
          registry.resolve(entity, `location-${index}`).account.endpoint,
      ),
    ).toEqual(ENDPOINTS);
  });
});
