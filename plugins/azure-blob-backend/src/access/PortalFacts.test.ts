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
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entity } from './__testUtils__/gateEntities';
import { PortalFacts, readEntityRef } from './PortalFacts';
import { RELATED_FIELDS, trimRelated } from './trimEntity';

const REF = 'component:default/payments-api';
const credentials = mockCredentials.user('user:default/alice');

function createFacts(entities: Entity[], readsDependents = true) {
  const auth = mockServices.auth.mock();
  const catalog = catalogServiceMock.mock();
  auth.getOwnServiceCredentials.mockResolvedValue(mockCredentials.service());
  const find = (ref: unknown) =>
    entities.find(item => stringifyEntityRef(item) === ref);
  catalog.getEntityByRef.mockImplementation(async ref => find(ref));
  catalog.getEntitiesByRefs.mockImplementation(async ({ entityRefs }) => ({
    items: entityRefs.map(find),
  }));
  const permissions = mockServices.permissions.mock();
  const options = { auth, catalog, permissions, readsDependents };
  return { ...options, facts: PortalFacts.create(options) };
}

describe('PortalFacts', () => {
  const both = 'system:default/both';
  const component = entity('Component', 'payments-api', {
    partOf: ['system:default/checkout', both, 'system:default/none'],
    dependencyOf: ['component:default/shop', both],
  });
  const [checkout, twofold, shop] = [
    entity('System', 'checkout'),
    entity('System', 'both'),
    entity('Component', 'shop'),
  ];

  it('should tell apart the systems of an entity and what depends on it', async () => {
    const world = createFacts([component, checkout, twofold, shop]);
    expect(await world.facts.getEntityFacts(REF)).toEqual({
      entity: component,
      systems: [checkout, twofold],
      dependents: [twofold, shop],
    });
    expect(world.catalog.getEntitiesByRefs.mock.calls).toEqual([
      [
        {
          entityRefs: [
            'system:default/checkout',
            both,
            'system:default/none',
            'component:default/shop',
          ],
          fields: RELATED_FIELDS,
        },
        { credentials: mockCredentials.service() },
      ],
    ]);
  });

  it('should keep nothing of any size that no decision goes by', async () => {
    const fat = (one: Entity): Entity => ({
      ...one,
      metadata: { ...one.metadata, description: 'fat' },
      spec: { definition: 'fat' },
    });
    const all = [component, checkout, twofold, shop].map(fat);
    const { facts } = createFacts(all);
    const known = [
      await facts.getEntityFacts(REF),
      await facts.getVisibleEntity(REF, credentials),
    ];
    expect(JSON.stringify(known)).not.toContain('fat');
  });

  it('should read what depends on an entity only where a rule goes by it', async () => {
    const world = createFacts([component, checkout, twofold, shop], false);
    expect(await world.facts.getEntityFacts(REF)).toEqual({
      entity: component,
      systems: [checkout, twofold],
      dependents: [],
    });
    const [[{ entityRefs }]] = world.catalog.getEntitiesByRefs.mock.calls;
    expect(entityRefs).toEqual([
      'system:default/checkout',
      both,
      'system:default/none',
    ]);
  });

  it('should read no more dependents than it can bear, and ask nothing for none', async () => {
    const names = Array.from({ length: 1_001 }, (_, i) => `d${i}`);
    const many = names.map(name => entity('Component', name));
    const popular = entity('Component', 'payments-api', {
      dependencyOf: many.map(stringifyEntityRef),
    });
    const world = createFacts([popular, ...many]);
    const { dependents } = await world.facts.getEntityFacts(REF);
    expect(dependents).toEqual(many.slice(0, 1_000));

    const alone = createFacts([entity('Component', 'payments-api')]);
    expect(await alone.facts.getEntityFacts(REF)).toMatchObject({
      systems: [],
      dependents: [],
    });
    expect(alone.catalog.getEntitiesByRefs).not.toHaveBeenCalled();
  });

  it('should permit only what it is told is allowed', async () => {
    const { facts, permissions } = createFacts([]);
    const permit = (...results: AuthorizeResult[]) => {
      permissions.authorize.mockResolvedValueOnce(
        results.map(result => ({
          result: result as AuthorizeResult.ALLOW | AuthorizeResult.DENY,
        })),
      );
      return facts.getPermittedContents(REF, credentials);
    };
    const { ALLOW, DENY, CONDITIONAL } = AuthorizeResult;
    expect(await permit(ALLOW, ALLOW)).toEqual(['artifacts', 'logs']);
    expect(await permit(ALLOW, DENY)).toEqual(['artifacts']);
    expect(await permit(CONDITIONAL, ALLOW)).toEqual(['logs']);
    expect(await permit(ALLOW)).toEqual(['artifacts']);
    expect(permissions.authorize).toHaveBeenLastCalledWith(
      ['azure-blob.artifact.read', 'azure-blob.log.read'].map(name => ({
        permission: expect.objectContaining({ name }),
        resourceRef: REF,
      })),
      { credentials },
    );
  });

  it('should take no entity for another', async () => {
    const { facts, catalog } = createFacts([]);
    catalog.getEntityByRef.mockResolvedValue(component);
    const message =
      'There is no entity "component:default/pay" that you could see.';
    await expect(
      facts.getVisibleEntity('component:default/pay', credentials),
    ).rejects.toMatchObject({ code: 'EntityNotFound', message });
    expect(await facts.getVisibleEntity(REF, credentials)).toEqual(
      trimRelated(component),
    );
    expect(catalog.getEntityByRef).toHaveBeenLastCalledWith(REF, {
      credentials,
    });
  });

  it('should say who does not answer', async () => {
    const { facts, auth, catalog, permissions } = createFacts([component]);
    const down = new Error('secret');
    const explain = (who: string) => ({
      code: 'CatalogUnavailable',
      message: `The ${who} of the portal does not answer, so access cannot be decided. Try again in a moment.`,
      cause: down,
    });
    permissions.authorize.mockRejectedValue(down);
    await expect(
      facts.getPermittedContents(REF, credentials),
    ).rejects.toMatchObject(explain('permission service'));
    catalog.getEntitiesByRefs.mockRejectedValue(down);
    await expect(facts.getEntityFacts(REF)).rejects.toMatchObject(
      explain('catalog'),
    );
    catalog.getEntityByRef.mockRejectedValue(down);
    await expect(
      facts.getVisibleEntity(REF, credentials),
    ).rejects.toMatchObject(explain('catalog'));
    auth.getOwnServiceCredentials.mockRejectedValue(down);
    await expect(facts.getEntityFacts(REF)).rejects.toMatchObject(
      explain('auth service'),
    );
  });
});

describe('readEntityRef', () => {
  it('should have one spelling, and none for what is no ref', () => {
    expect(readEntityRef('Component:Default/Payments-API')).toBe(REF);
    expect(() => readEntityRef('payments-api')).toThrow(
      'There is no entity "payments-api" that you could see.',
    );
  });
});
