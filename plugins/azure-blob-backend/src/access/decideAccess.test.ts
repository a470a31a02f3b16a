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

import { Entity } from '@backstage/catalog-model';
import {
  AzureBlobAccessDecision,
  AzureBlobAccessFacts,
} from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { arbitraryWorld, NOW } from './__testUtils__/arbitraryWorlds';
import { factsOf, OWNERS } from './__testUtils__/facts';
import { entity, PAYMENTS } from './__testUtils__/gateEntities';
import {
  toEntities,
  toGrants,
  toLocks,
  toRules,
} from './__testUtils__/translateWorld';
import { DefaultAccessDecider } from './DefaultAccessDecider';
import { decideAccess } from './decideAccess';

describe('decideAccess', () => {
  it(
    'should depend neither on the order of rules nor on that of facts',
    () => {
      // Two groups may give the same role for the same reason
      const ignoreThrough = (decision: AzureBlobAccessDecision) => ({
        ...decision,
        through: undefined,
        message: undefined,
      });
      fc.assert(
        fc.property(arbitraryWorld, world => {
          const entities = toEntities(world);
          const find = (refs: string[]) =>
            entities.filter(({ metadata }) =>
              refs.some(ref => ref.endsWith(metadata.name)),
            );
          const rules = toRules(world);
          const facts: AzureBlobAccessFacts = {
            user: {
              entityRef: world.asker,
              ownershipEntityRefs: [
                world.asker,
                ...world.users.flatMap(({ memberOf }) => memberOf),
              ],
              untrustedRefs: [],
            },
            entity: entities[entities.length - 1],
            systems: find(world.entity.systems),
            dependents: find(world.entity.dependents),
            location: 'artifacts',
            grants: toGrants(world),
            locks: toLocks(world),
            now: new Date(NOW),
          };
          const reversed: AzureBlobAccessFacts = {
            ...facts,
            user: {
              ...facts.user,
              ownershipEntityRefs: [
                ...facts.user.ownershipEntityRefs,
              ].reverse(),
            },
            systems: [...facts.systems].reverse(),
            dependents: [...facts.dependents].reverse(),
            grants: [...facts.grants].reverse(),
            locks: [...facts.locks].reverse(),
          };
          expect(
            ignoreThrough(decideAccess([...rules].reverse(), reversed)),
          ).toEqual(ignoreThrough(decideAccess(rules, facts)));
        }),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  it('should say in one sentence who owns what', () => {
    const decider = DefaultAccessDecider.create({ roles: [OWNERS] });
    const decide = (kind: string, ...owners: string[]) =>
      decider.decide(
        factsOf({ entity: entity(kind, 'payments-api', { ownedBy: owners }) }),
      );
    expect(decide('Component', 'group:default/payments')).toEqual({
      allowed: false,
      code: 'NoRole',
      message: 'This component belongs to payments.',
    });
    expect(
      decide('API', 'group:default/a', 'user:default/b', 'group:other/c'),
    ).toMatchObject({ message: 'This API belongs to a, b, and other/c.' });
    expect(decide('Component', 'no ref:at all/')).toMatchObject({
      message: 'This component belongs to no ref:at all/.',
    });
    expect(decide('Component')).toEqual({
      allowed: false,
      code: 'NoOwner',
      message: 'This component has no owner who could give access to it.',
    });
  });

  it('should say which groups do not count, where they would have helped', () => {
    const decide = (...untrustedRefs: string[]) =>
      decideAccess(
        [OWNERS],
        factsOf({
          user: {
            entityRef: 'user:default/alice',
            ownershipEntityRefs: ['user:default/alice'],
            untrustedRefs,
          },
          entity: entity('Component', 'payments-api', {
            ownedBy: [PAYMENTS, 'group:default/pay'],
          }),
        }),
      );
    const owned = 'This component belongs to payments and pay.';
    expect(decide('group:default/search')).toMatchObject({ message: owned });
    expect(decide('group:default/search', PAYMENTS)).toEqual({
      allowed: false,
      code: 'NoRole',
      message: `${owned} Your group payments does not count, because the portal does not trust where it comes from.`,
    });
    expect(decide('group:default/pay', PAYMENTS)).toMatchObject({
      message: `${owned} Your groups pay and payments do not count, because the portal does not trust where they come from.`,
    });
    expect(decide('user:default/alice')).toMatchObject({
      message: `${owned} Your user alice does not count, because the portal does not trust where it comes from.`,
    });
  });

  it('should give nobody more than reading for what depends on the entity', () => {
    const dependent: Entity = entity(
      'Component',
      'shop',
      { ownedBy: ['group:default/shop'] },
      {
        'backstage.io/managed-by-origin-location':
          'url:https://github.example/contoso/x',
      },
    );
    const decide = (origins: string[]) =>
      decideAccess(
        [{ role: 'owner', to: { type: 'dependent-owners', origins } }],
        factsOf({ dependents: [dependent] }, ['group:default/shop']),
      );
    expect(decide(['url:https://github.example/contoso/'])).toEqual({
      allowed: true,
      role: 'reader',
      basis: 'relation',
      through: 'group:default/shop',
    });
    expect(decide(['url:https://github.example/other/'])).toMatchObject({
      code: 'NoRole',
    });
  });
});
