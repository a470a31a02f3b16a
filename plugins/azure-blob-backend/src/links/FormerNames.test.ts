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

import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import fc from 'fast-check';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { FormerNames } from './FormerNames';

/** An entity of the catalog, and who sees it. */
interface Known {
  name: string;
  owners: string[];
  /** What its annotation says, as somebody has typed it. */
  claims: string[];
  isHidden: boolean;
}

const toRef = (name: string) => `component:default/${name}`;

function toEntity({ name, owners, claims }: Known): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: { 'azure-blob/former-names': claims.join(',') },
    },
    relations: owners.map(owner => ({
      type: 'ownedBy',
      targetRef: `group:default/${owner}`,
    })),
  };
}

/** Asks as somebody who does not see what is hidden. */
async function find(
  wanted: string,
  known: Known[],
  recorded: Record<string, string[]>,
) {
  const all = catalogServiceMock({ entities: known.map(toEntity) });
  const visible = catalogServiceMock({
    entities: known.filter(({ isHidden }) => !isHidden).map(toEntity),
  });
  const names = FormerNames.create({
    auth: mockServices.auth(),
    catalog: {
      getEntityByRef: (...args) => all.getEntityByRef(...args),
      queryEntities: (...args) => visible.queryEntities(...args),
    },
    bindings: {
      listOwners: async ref =>
        (recorded[ref] ?? []).map(owner => `group:default/${owner}`),
    },
  });
  return names.find(toRef(wanted), mockCredentials.user('user:default/alice'));
}

// The underscore stands for any character in a catalog's search
const NAMES = ['pay', 'pay-api', 'p_y', 'pax', 'x'];
const OWNERS = ['payments', 'search', 'evil'];

const name = fc.constantFrom(...NAMES);
/** So that what is claimed is often what is wanted. */
const asked = fc.oneof(
  { weight: 4, arbitrary: fc.constant('pay') },
  { weight: 1, arbitrary: name },
);
const owners = fc.uniqueArray(fc.constantFrom(...OWNERS), { maxLength: 2 });
/** Whether it is a way to write a ref. */
const SPELLINGS: Array<[isRight: boolean, spell: (ref: string) => string]> = [
  [true, ref => ref],
  [true, ref => ref.toLocaleUpperCase('en-US')],
  [true, ref => ` ${ref} `],
  [false, ref => `${ref}%2fx`],
  [false, ref => ref.replace('component:', '')],
  [false, ref => `${ref}/../x`],
  [false, ref => ref.replace('component', 'api')],
  [false, ref => ref.replace('default', 'other')],
];
const claim = fc
  .tuple(asked, fc.constantFrom(...SPELLINGS))
  .map(([one, [isRight, spell]]) => ({
    isRight,
    name: one,
    text: spell(toRef(one)),
  }));

const world = fc.uniqueArray(
  fc.record({
    name,
    owners,
    claims: fc.array(claim, { maxLength: 3 }),
    isHidden: fc.boolean(),
  }),
  { selector: entity => entity.name, maxLength: NAMES.length },
);
const recorded = fc.record(Object.fromEntries(NAMES.map(one => [one, owners])));

describe('FormerNames', () => {
  it(
    'should lead where the only visible entity leads that claims a free name of its own owners, and nowhere else',
    async () => {
      let found = 0;
      await fc.assert(
        fc.asyncProperty(
          asked,
          world,
          recorded,
          async (wanted, entities, records) => {
            const expected = entities.filter(
              entity =>
                !entity.isHidden &&
                entity.claims.some(
                  ({ isRight, name: claimed }) => isRight && claimed === wanted,
                ) &&
                entity.owners.some(owner => records[wanted]?.includes(owner)),
            );
            const isTaken = entities.some(entity => entity.name === wanted);
            const right =
              !isTaken && expected.length === 1
                ? toRef(expected[0].name)
                : undefined;
            const result = await find(
              wanted,
              entities.map(entity => ({
                ...entity,
                claims: entity.claims.map(({ text }) => text),
              })),
              Object.fromEntries(
                Object.entries(records).map(([one, list]) => [
                  toRef(one),
                  list,
                ]),
              ),
            );
            found += result ? 1 : 0;
            expect(result).toBe(right);
          },
        ),
        propertyRuns(),
      );
      expect(found).toBeGreaterThan(0);
    },
    propertyTimeout(),
  );

  const core: Known = {
    name: 'core',
    owners: ['payments'],
    claims: [toRef('pay')],
    isHidden: false,
  };
  const records = { [toRef('pay')]: ['payments'] };

  it('should find an entity by each of the names that it has had', async () => {
    const claims = ['pay', 'pay-api', 'checkout'].map(toRef);
    for (const ref of claims) {
      const wanted = ref.split('/')[1];
      expect(
        await find(wanted, [{ ...core, claims }], { [ref]: ['payments'] }),
      ).toBe(toRef('core'));
    }
  });

  it.each<[string, Known[]]>([
    ['a team whose it was not claims it', [{ ...core, owners: ['evil'] }]],
    ['nobody claims it', [{ ...core, claims: [toRef('other')] }]],
    [
      'its name is taken, by an entity that the caller does not see',
      [core, { ...core, name: 'pay', claims: [], isHidden: true }],
    ],
    ['who claims it is hidden', [{ ...core, isHidden: true }]],
    ['two entities claim it', [core, { ...core, name: 'other' }]],
    [
      'it would take a chain of two names',
      [
        { ...core, name: 'a', claims: [toRef('b')] },
        { ...core, name: 'c', claims: [toRef('a')] },
      ],
    ],
  ])('should find nothing where %s', async (_, entities) => {
    expect(await find('pay', entities, records)).toBeUndefined();
  });

  it('should find nothing where nothing is recorded of the name', async () => {
    expect(await find('pay', [core], {})).toBeUndefined();
    expect(await find('pay', [core], records)).toBe(toRef('core'));
  });
});
