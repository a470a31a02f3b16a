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
import { RoleRule } from '../types';
import { decideAccess } from './decideAccess';
import { DefaultAccessDecider } from './DefaultAccessDecider';

const REFS = [
  'group:default/payments',
  'group:default/search',
  'group:default/sre',
  'group:other/payments',
  'user:default/payments',
  'user:default/alice',
];

function anyCase(ref: string): fc.Arbitrary<string> {
  return fc
    .array(fc.boolean(), { minLength: ref.length, maxLength: ref.length })
    .map(upper =>
      [...ref].map((c, i) => (upper[i] ? c.toUpperCase() : c)).join(''),
    );
}

const ref = fc.constantFrom(...REFS).chain(anyCase);

function entityOf(kind: string): fc.Arbitrary<Entity> {
  return fc
    .array(
      fc.record({
        type: fc.constantFrom('ownedBy', 'partOf', 'dependsOn', 'hasMember'),
        targetRef: ref,
      }),
      { maxLength: 4 },
    )
    .map(relations => ({
      apiVersion: 'backstage.io/v1beta1',
      kind,
      metadata: { name: 'thing' },
      relations,
    }));
}

const facts: fc.Arbitrary<AzureBlobAccessFacts> = fc.record({
  user: fc.record({
    entityRef: fc.constant('user:default/alice'),
    ownershipEntityRefs: fc.array(ref, { maxLength: 3 }),
  }),
  entity: entityOf('Component'),
  systems: fc.array(entityOf('System'), { maxLength: 2 }),
});

const rules: fc.Arbitrary<RoleRule[]> = fc.array(
  fc.record({
    role: fc.constantFrom('reader', 'contributor', 'owner'),
    to: fc.oneof(
      fc.constant({ type: 'owners' as const }),
      fc.constant({ type: 'system-owners' as const }),
      ref.map(entityRef => ({ type: 'group' as const, entityRef })),
    ),
  }),
  { maxLength: 4 },
);

const RANK = { reader: 1, contributor: 2, owner: 3 };
const CLOSENESS = { owners: 3, 'system-owners': 2, group: 1 };
const BASIS = {
  owners: 'ownership',
  'system-owners': 'relation',
  group: 'group',
};

/** Every reason there is for every role, weakest first; then the rules of the text. */
function decideByEnumeration(given: RoleRule[], world: AzureBlobAccessFacts) {
  const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const owns = (entity: Entity, who: string) =>
    !!entity.relations?.some(
      r => r.type === 'ownedBy' && same(r.targetRef, who),
    );
  if (!world.entity.relations?.some(r => r.type === 'ownedBy')) {
    return { answer: { code: 'NoOwner' }, through: [undefined] };
  }
  let best: { score: number; answer: object; through: unknown[] } = {
    score: 0,
    answer: { code: 'NoRole' },
    through: [undefined],
  };
  for (const { role, to } of given) {
    const through = world.user.ownershipEntityRefs
      .filter(who => {
        if (to.type === 'owners') {
          return owns(world.entity, who);
        }
        return to.type === 'system-owners'
          ? world.systems.some(system => owns(system, who))
          : same(to.entityRef, who);
      })
      .map(who => who.toLowerCase());
    const score = through.length && RANK[role] * 10 + CLOSENESS[to.type];
    if (score > best.score) {
      best = { score, answer: { role, basis: BASIS[to.type] }, through };
    } else if (score === best.score && score > 0) {
      best.through.push(...through);
    }
  }
  return best;
}

describe('decideAccess', () => {
  it('should agree with an enumeration of all reasons, in any world', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(rules, facts, (given, world) => {
        const decision = decideAccess(given, world);
        const expected = decideByEnumeration(given, world);
        const told = decision.allowed ? decision.basis : decision.code;
        seen.set(told, (seen.get(told) ?? 0) + 1);
        const { role, basis, code, through } = {
          role: undefined,
          basis: undefined,
          code: undefined,
          through: undefined,
          ...decision,
        };
        expect({ role, basis, code }).toEqual(expected.answer);
        expect(expected.through).toContain(through);
      }),
      { numRuns: 5_000 },
    );
    // The worlds must not be so poor that a branch goes untested
    for (const outcome of [
      'ownership',
      'relation',
      'group',
      'NoOwner',
      'NoRole',
    ]) {
      expect(seen.get(outcome)).toBeGreaterThan(50);
    }
  });

  it('should depend neither on the order of rules nor on that of groups', () => {
    // Two groups may give the same role for the same reason
    const ignoreThrough = (decision: AzureBlobAccessDecision) => ({
      ...decision,
      through: undefined,
    });
    fc.assert(
      fc.property(rules, facts, (given, world) => {
        const reversed = {
          ...world,
          user: {
            ...world.user,
            ownershipEntityRefs: [...world.user.ownershipEntityRefs].reverse(),
          },
        };
        expect(
          ignoreThrough(decideAccess([...given].reverse(), reversed)),
        ).toEqual(ignoreThrough(decideAccess(given, world)));
      }),
    );
  });

  it('should say in one sentence who owns what', () => {
    const decider = DefaultAccessDecider.create({
      roles: [{ role: 'owner', to: { type: 'owners' } }],
    });
    const decide = (kind: string, ...owners: string[]) =>
      decider.decide({
        user: { entityRef: 'user:default/dave', ownershipEntityRefs: [] },
        systems: [],
        entity: {
          apiVersion: 'backstage.io/v1alpha1',
          kind,
          metadata: { name: 'payments-api' },
          relations: owners.map(targetRef => ({ type: 'ownedBy', targetRef })),
        },
      });
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
});
