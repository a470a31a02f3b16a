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

import { mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { entity, group, user } from './__testUtils__/gateEntities';
import { Membership } from './Membership';

const ALICE = 'user:default/alice';
const EVIL = 'url:https://git.example/evil/catalog-info.yaml';

function createMembership(entities: Entity[], nested = true) {
  const catalog = catalogServiceMock({ entities });
  const logger = mockServices.logger.mock();
  const membership = Membership.create({
    auth: mockServices.auth(),
    catalog,
    config: { nested, trustedOrigins: ['msgraph:'] },
    logger,
  });
  return {
    membership,
    logger,
    getEntityByRef: jest.spyOn(catalog, 'getEntityByRef'),
    getEntitiesByRefs: jest.spyOn(catalog, 'getEntitiesByRefs'),
  };
}

const levels = (count: number) =>
  Array.from({ length: count }, (_, level) =>
    group(`level-${level}`, [`level-${level + 1}`]),
  );

describe('Membership', () => {
  it('should count a user as herself, her groups and those above them', async () => {
    const entities = [
      user('alice', ['payments', 'search', 'gone']),
      group('payments', ['engineering']),
      group('search', ['engineering', 'payments']),
      group('engineering', ['gone-too']),
      group('other', ['payments']),
    ];
    const { membership } = createMembership(entities);
    expect(await membership.get('User:default/Alice')).toEqual({
      ownershipEntityRefs: [
        ALICE,
        'group:default/payments',
        'group:default/search',
        'group:default/engineering',
      ],
      untrustedRefs: [],
    });
    const { membership: flat } = createMembership(entities, false);
    expect((await flat.get(ALICE)).ownershipEntityRefs).toEqual([
      ALICE,
      'group:default/payments',
      'group:default/search',
    ]);
  });

  it('B7: should go round in no circle, and no farther up than ten levels', async () => {
    const round = createMembership([
      user('alice', ['a']),
      group('a', ['b']),
      group('b', ['c', 'b']),
      group('c', ['a']),
    ]);
    expect((await round.membership.get(ALICE)).ownershipEntityRefs).toEqual([
      ALICE,
      'group:default/a',
      'group:default/b',
      'group:default/c',
    ]);
    expect(round.getEntitiesByRefs).toHaveBeenCalledTimes(3);

    const high = createMembership([user('alice', ['level-0']), ...levels(50)]);
    const { ownershipEntityRefs } = await high.membership.get(ALICE);
    expect(ownershipEntityRefs).toHaveLength(12);
    expect(ownershipEntityRefs[11]).toBe('group:default/level-10');
    expect(high.getEntitiesByRefs).toHaveBeenCalledTimes(11);
  });

  it('B6: should neither count nor climb through what anybody could have registered', async () => {
    const { membership, logger } = createMembership([
      user('alice', ['payments', 'evil']),
      group('payments', ['trap']),
      group('evil', ['admins'], EVIL),
      group('trap', ['admins'], EVIL),
      group('admins'),
    ]);
    for (let read = 0; read < 2; read++) {
      expect(await membership.get(ALICE)).toEqual({
        ownershipEntityRefs: [ALICE, 'group:default/payments'],
        untrustedRefs: ['group:default/evil', 'group:default/trap'],
      });
    }
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringContaining(ALICE),
        {
          untrusted: [
            { entityRef: 'group:default/evil', origin: EVIL },
            { entityRef: 'group:default/trap', origin: EVIL },
          ],
        },
      ],
    ]);
  });

  it.each([
    [
      'of an origin that is not trusted',
      [user('alice', ['payments'], EVIL)],
      [ALICE],
    ],
    [
      'of an origin that only holds a trusted one',
      [user('alice', ['payments'], 'url:https://evil.example/msgraph:')],
      [ALICE],
    ],
    [
      'of no origin',
      [entity('User', 'alice', { memberOf: ['group:default/payments'] })],
      [ALICE],
    ],
    ['that there is not', [], []],
  ])(
    'B6: should count a user %s as nobody',
    async (_, users, untrustedRefs) => {
      const { membership } = createMembership([...users, group('payments')]);
      expect(await membership.get(ALICE)).toEqual({
        ownershipEntityRefs: [],
        untrustedRefs,
      });
    },
  );

  it('should take only groups for groups', async () => {
    const odd = user('alice', []);
    odd.relations = [
      { type: 'memberOf', targetRef: 'user:default/bob' },
      { type: 'memberOf', targetRef: 'component:default/pay' },
      { type: 'ownerOf', targetRef: 'group:default/payments' },
      { type: 'hasMember', targetRef: 'group:default/payments' },
    ];
    const { membership } = createMembership([
      odd,
      user('bob', []),
      group('payments'),
    ]);
    expect((await membership.get(ALICE)).ownershipEntityRefs).toEqual([ALICE]);
  });

  it('B9: should read again after 30 seconds, and never answer with less', async () => {
    jest.useFakeTimers();
    try {
      const { membership, getEntityByRef } = createMembership([
        user('alice', []),
      ]);
      await Promise.all([membership.get(ALICE), membership.get(ALICE)]);
      jest.advanceTimersByTime(29_999);
      await membership.get(ALICE);
      expect(getEntityByRef).toHaveBeenCalledTimes(1);
      jest.advanceTimersByTime(1);
      getEntityByRef.mockRejectedValueOnce(new Error('secret upstream text'));
      await expect(membership.get(ALICE)).rejects.toMatchObject({
        code: 'CatalogUnavailable',
        message: expect.not.stringContaining('upstream'),
      });
      await membership.get(ALICE);
      expect(getEntityByRef).toHaveBeenCalledTimes(3);
    } finally {
      jest.useRealTimers();
    }
  });
});
