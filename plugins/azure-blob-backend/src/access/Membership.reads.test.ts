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
import { entity, group, user } from './__testUtils__/gateEntities';
import { Membership } from './Membership';

const ALICE = 'user:default/alice';
const EVIL = 'url:https://git.example/evil/catalog-info.yaml';
const WARNING =
  'Part of the membership of user:default/alice does not count, because azureBlob.membership.trustedOrigins does not name where it comes from';

function createMembership(entities: Entity[], nested = true) {
  const catalog = catalogServiceMock();
  const state = { entities };
  const now = () => catalogServiceMock({ entities: state.entities });
  const getEntityByRef = jest
    .spyOn(catalog, 'getEntityByRef')
    .mockImplementation((...args) => now().getEntityByRef(...args));
  const getEntitiesByRefs = jest
    .spyOn(catalog, 'getEntitiesByRefs')
    .mockImplementation((...args) => now().getEntitiesByRefs(...args));
  const auth = mockServices.auth();
  const getOwnServiceCredentials = jest.spyOn(auth, 'getOwnServiceCredentials');
  const logger = mockServices.logger.mock();
  const membership = Membership.create({
    auth,
    catalog,
    config: { nested, trustedOrigins: ['msgraph:'] },
    logger,
  });
  return {
    state,
    membership,
    logger,
    getEntityByRef,
    getEntitiesByRefs,
    getOwnServiceCredentials,
  };
}

describe('Membership', () => {
  it('should ask as the plugin itself, and for nothing that it does not need', async () => {
    const entities = [
      user('alice', ['payments', 'search']),
      group('payments', ['engineering']),
      group('search', ['engineering']),
      group('engineering'),
    ];
    const asPlugin = { credentials: mockCredentials.service('plugin:test') };
    const ask = (...names: string[]) => [
      {
        entityRefs: names.map(name => `group:default/${name}`),
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
          'relations',
        ],
      },
      asPlugin,
    ];
    const nested = createMembership(entities);
    await nested.membership.get(ALICE);
    expect(nested.getEntityByRef.mock.calls).toEqual([[ALICE, asPlugin]]);
    expect(nested.getEntitiesByRefs.mock.calls).toEqual([
      ask('payments', 'search'),
      ask('engineering'),
    ]);
    const flat = createMembership(entities, false);
    await flat.membership.get(ALICE);
    expect(flat.getEntitiesByRefs.mock.calls).toEqual([
      ask('payments', 'search'),
    ]);
  });

  it('should say once who does not count, and again where that has changed', async () => {
    jest.useFakeTimers();
    try {
      const { logger, membership, state } = createMembership([
        user('alice', ['payments']),
        group('payments'),
      ]);
      const look = async () => {
        jest.advanceTimersByTime(30_000);
        await membership.get(ALICE);
        return logger.warn.mock.calls.splice(0);
      };
      expect(await look()).toEqual([]);
      state.entities = [
        user('alice', ['payments', 'evil']),
        entity('Group', 'payments'),
        group('evil', [], EVIL),
      ];
      const untrusted = [
        { entityRef: 'group:default/payments', origin: 'unknown' },
        { entityRef: 'group:default/evil', origin: EVIL },
      ];
      expect(await look()).toEqual([[WARNING, { untrusted }]]);
      expect(await look()).toEqual([]);
      state.entities = [user('alice', ['payments'], EVIL), group('payments')];
      expect(await look()).toEqual([
        [WARNING, { untrusted: [{ entityRef: ALICE, origin: EVIL }] }],
      ]);
      expect(await look()).toEqual([]);
    } finally {
      jest.useRealTimers();
    }
  });

  it('should say who does not answer', async () => {
    const created = createMembership([user('alice', ['payments'])]);
    const { membership } = created;
    for (const [who, service] of [
      ['auth service', created.getOwnServiceCredentials],
      ['catalog', created.getEntityByRef],
      ['catalog', created.getEntitiesByRefs],
    ] as const) {
      service.mockRejectedValueOnce(new Error('secret upstream text'));
      await expect(membership.get(ALICE)).rejects.toMatchObject({
        code: 'CatalogUnavailable',
        message: `The ${who} of the portal does not answer, so access cannot be decided. Try again in a moment.`,
      });
    }
    expect((await membership.get(ALICE)).ownershipEntityRefs).toEqual([ALICE]);
  });

  it('should not wait longer than ten seconds for all of them together', async () => {
    jest.useFakeTimers();
    try {
      const { membership, getEntitiesByRefs } = createMembership([
        user('alice', ['level-0']),
      ]);
      // None of them is too slow, but there is always one more.
      let level = 0;
      getEntitiesByRefs.mockImplementation(async () => {
        await new Promise(resolve => {
          setTimeout(resolve, 4_000);
        });
        level++;
        return { items: [group(`level-${level}`, [`level-${level + 1}`])] };
      });
      const settled = jest.fn();
      membership.get(ALICE).catch(settled);
      await jest.advanceTimersByTimeAsync(9_999);
      expect(settled).not.toHaveBeenCalled();
      await jest.advanceTimersByTimeAsync(1);
      expect(settled.mock.calls).toEqual([
        [
          expect.objectContaining({
            code: 'CatalogUnavailable',
            message: expect.stringContaining('The catalog of the portal'),
          }),
        ],
      ]);
    } finally {
      jest.useRealTimers();
    }
  });
});
