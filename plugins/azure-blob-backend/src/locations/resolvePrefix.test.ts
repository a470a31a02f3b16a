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
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { PrefixTemplate } from '../config/PrefixTemplate';
import { LocationRegistry } from './LocationRegistry';
import { resolvePrefix } from './resolvePrefix';
import {
  createEntity,
  createRegistry,
  refusal,
  TEMPLATE,
} from './__testUtils__/locations';

describe('resolvePrefix', () => {
  describe('with the owner in the prefix', () => {
    const owned = createRegistry(
      `{owner.kind}/{owner.namespace}/{owner.name}/${TEMPLATE}`,
    );

    it('should take the owner from the relation', () => {
      const entity = createEntity({
        ownedBy: ['group:default/payments', 'Group:default/Payments'],
      });
      // Others have a hand in it, and own nothing.
      entity.relations?.unshift({
        type: 'partOf',
        targetRef: 'system:default/checkout',
      });
      expect(owned.resolve(entity, 'artifacts').prefix).toBe(
        'group/default/payments/component/default/pay/',
      );
    });

    it('should refuse an entity without an owner', () => {
      const ownerless = createEntity({});
      for (const entity of [
        ownerless,
        { ...ownerless, relations: undefined },
        {
          ...ownerless,
          relations: [{ type: 'ownerOf', targetRef: 'group:default/payments' }],
        },
      ]) {
        expect(() => owned.resolve(entity, 'artifacts')).toThrow(
          refusal('NoOwner', '"component:default/pay" has no owner.'),
        );
      }
    });

    it('should refuse to choose among owners', () => {
      const entity = createEntity({
        ownedBy: ['group:default/payments', 'user:default/alice'],
      });
      expect(() => owned.resolve(entity, 'artifacts')).toThrow(
        refusal(
          'LocationNotAllowed',
          '"component:default/pay" has 2 owners, but the prefix of the location has room for one.',
        ),
      );
    });

    it.each([
      [
        'group:default/../x',
        'no place in storage: {owner.name} cannot be "../x".',
      ],
      [
        'group:a.b/c',
        'no place in storage: {owner.namespace} cannot be "a.b".',
      ],
      ['gro up:a/c', 'no place in storage: {owner.kind} cannot be "gro up".'],
      // In upper case, the long s is a plain one.
      [
        'group:default/\u017fam',
        'no place in storage: {owner.name} cannot be "\u017fam".',
      ],
      ['group:..', 'no place in storage: {owner.name} cannot be "..".'],
      ['payments', 'the owner "payments", which is not an entity ref.'],
      ['', 'the owner "", which is not an entity ref.'],
    ])('should refuse the owner %j with the reason', (owner, reason) => {
      const entity = createEntity({ ownedBy: [owner] });
      expect(() => owned.resolve(entity, 'artifacts')).toThrow(
        refusal('UnsafeTemplateValue', `"component:default/pay" has ${reason}`),
      );
    });

    it('should not take what is no refusal for one', () => {
      const template = PrefixTemplate.parse(TEMPLATE);
      const bug = new Error('a bug');
      jest.spyOn(template, 'resolve').mockImplementation(() => {
        throw bug;
      });
      expect(() => resolvePrefix(template, createEntity({}))).toThrow(bug);
    });

    it('should name no owner where none is asked for', () => {
      const plain = createRegistry(TEMPLATE);
      const entity = createEntity({ ownedBy: ['a', 'b'] });
      expect(plain.resolve(entity, 'artifacts').prefix).toBe(
        'component/default/pay/',
      );
    });
  });

  describe('for any two entities', () => {
    const word = fc.stringMatching(/^[ab]{1,2}$/);
    const part = fc.oneof(
      word,
      fc.tuple(word, word).map(([a, b]) => `${a}-${b}`),
    );
    const entityArbitrary = fc
      .record({
        kind: fc.oneof(word, fc.constantFrom('Logs', 'LOGS', 'Api', 'API')),
        namespace: fc.oneof(part, fc.constant(undefined)),
        name: fc.oneof(
          part,
          fc.tuple(word, word).map(([a, b]) => `${a}.${b.toUpperCase()}`),
        ),
        owner: part.map(name => `group:default/${name}`),
      })
      .map(({ owner, ...names }) =>
        createEntity({ ...names, ownedBy: [owner] }),
      );

    const segmentArbitrary = fc.oneof(
      word,
      fc.constantFrom(
        'logs',
        'Logs',
        'a-b',
        '{owner.kind}',
        '{owner.namespace}',
        '{owner.name}',
        '{entity.kind}',
        '{entity.name}',
      ),
    );
    const templateArbitrary = fc
      .tuple(
        fc.array(segmentArbitrary, { maxLength: 3 }),
        fc.shuffledSubarray(
          ['{entity.kind}', '{entity.namespace}', '{entity.name}'],
          { minLength: 3 },
        ),
        fc.array(segmentArbitrary, { maxLength: 2 }),
      )
      .map(parts => `${parts.flat().join('/')}/`);

    it('B4: should never share or nest the scopes of a location', () => {
      let different = 0;
      fc.assert(
        fc.property(
          templateArbitrary,
          entityArbitrary,
          entityArbitrary,
          (template, a, b) => {
            const single = createRegistry(template);
            const first = single.resolve(a, 'artifacts').prefix;
            const second = single.resolve(b, 'artifacts').prefix;
            if (stringifyEntityRef(a) === stringifyEntityRef(b)) {
              return;
            }
            different++;
            expect(first.startsWith(second)).toBe(false);
            expect(second.startsWith(first)).toBe(false);
          },
        ),
        propertyRuns(),
      );
      expect(different).toBeGreaterThan(500);
    });

    it('B4: should never share or nest the scopes of two locations', () => {
      let accepted = 0;
      let refused = 0;
      fc.assert(
        fc.property(
          templateArbitrary,
          templateArbitrary,
          fc.array(entityArbitrary, { minLength: 2, maxLength: 12 }),
          (one, other, entities) => {
            let both: LocationRegistry;
            try {
              both = createRegistry(one, other);
            } catch {
              refused++;
              return;
            }
            accepted++;
            const logs = entities.map(
              entity => both.resolve(entity, 'logs').prefix,
            );
            for (const entity of entities) {
              const { prefix } = both.resolve(entity, 'artifacts');
              for (const log of logs) {
                expect(log.startsWith(prefix)).toBe(false);
                expect(prefix.startsWith(log)).toBe(false);
              }
            }
          },
        ),
        propertyRuns(),
      );
      expect(accepted).toBeGreaterThan(100);
      expect(refused).toBeGreaterThan(100);
    });
  });
});
