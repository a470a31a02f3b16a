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

import { mockCredentials } from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { entity, PAYMENTS } from './__testUtils__/gateEntities';
import {
  alice,
  bob,
  callerOf,
  createGateWorld,
  origin,
  request,
} from './__testUtils__/gateWorld';
import { Caller } from './types';

describe('DefaultAccessGate describing', () => {
  it('should say what an owner may do, without any sign-in to Entra ID', async () => {
    const world = createGateWorld();
    const caller = callerOf('alice');
    expect(await world.gate.describe(caller, request.entityRef)).toEqual({
      entityRef: 'component:default/payments-api',
      user: {
        entityRef: 'user:default/alice',
        groups: [PAYMENTS, 'group:default/engineering'],
      },
      owners: [{ entityRef: PAYMENTS, title: 'Payments' }],
      allowed: true,
      role: 'owner',
      basis: 'ownership',
      through: PAYMENTS,
      locations: [
        {
          id: 'artifacts',
          title: 'artifacts',
          content: 'artifacts',
          hasRuns: true,
          runManifest: 'run.json',
          identity: 'onBehalfOf',
        },
        {
          id: 'logs',
          title: 'logs',
          content: 'logs',
          hasRuns: false,
          identity: 'onBehalfOf',
        },
      ],
    });
    expect(world.steps).toEqual([]);
  });

  it.each([
    [
      'payments-api',
      { code: 'NoRole', message: 'This component belongs to payments.' },
    ],
    ['orphan', { code: 'NoOwner' }],
  ])('should explain to a guest why %s is shut', async (name, denial) => {
    const { gate } = createGateWorld();
    const guest: Caller = {
      credentials: mockCredentials.user('user:development/guest'),
      origin,
    };
    expect(
      await gate.describe(guest, `component:default/${name}`),
    ).toMatchObject({
      user: { entityRef: 'user:development/guest', groups: [] },
      allowed: false,
      denial,
      locations: [],
    });
  });

  it('should show only the locations that the permission policy leaves', async () => {
    const { gate, permissions } = createGateWorld();
    permissions.authorize.mockResolvedValueOnce([
      { result: AuthorizeResult.DENY },
      { result: AuthorizeResult.ALLOW },
    ]);
    expect(await gate.describe(alice(), request.entityRef)).toMatchObject({
      allowed: true,
      locations: [{ id: 'logs' }],
    });
    const { gate: other, permissions: denying } = createGateWorld();
    denying.authorize.mockResolvedValueOnce([
      { result: AuthorizeResult.DENY },
      { result: AuthorizeResult.DENY },
    ]);
    expect(await other.describe(alice(), request.entityRef)).toMatchObject({
      allowed: false,
      denial: {
        code: 'PermissionDenied',
        message:
          'The permission policy of the portal does not let you read this.',
      },
      locations: [],
    });
  });

  it('should explain an annotation that is wrong', async () => {
    const { gate } = createGateWorld();
    expect(
      await gate.describe(alice(), 'component:default/typo'),
    ).toMatchObject({
      allowed: false,
      denial: {
        code: 'LocationNotAllowed',
        message: expect.stringContaining('no-such'),
      },
      locations: [],
    });
    expect(await gate.describe(bob(), 'component:default/typo')).toMatchObject({
      denial: { code: 'NoRole' },
    });
  });

  it('should know only what the user can see', async () => {
    const { gate, getEntityByRef } = createGateWorld();
    const missing = entity('Component', 'none');
    await expect(
      gate.describe(alice(), stringifyEntityRef(missing)),
    ).rejects.toMatchObject({ code: 'EntityNotFound', statusCode: 404 });
    getEntityByRef.mockRejectedValueOnce(new Error('down'));
    await expect(
      gate.describe(alice(), request.entityRef),
    ).rejects.toMatchObject({ code: 'CatalogUnavailable' });
  });

  it('should name the owners as the user may see them, and ask again only after a while', async () => {
    jest.useFakeTimers();
    const { gate, getEntitiesByRefs } = createGateWorld();
    const titleFor = async (caller: Caller) => {
      const { owners } = await gate.describe(caller, request.entityRef);
      return owners[0].title;
    };
    const asked = () =>
      getEntitiesByRefs.mock.calls.filter(
        ([{ entityRefs }]) => entityRefs[0] === PAYMENTS,
      ).length;
    expect(await titleFor(bob())).toBe('Payments');
    getEntitiesByRefs.mockResolvedValue({ items: [undefined] });
    expect(await titleFor(bob())).toBe('Payments');
    expect(await titleFor(callerOf('dave'))).toBe('payments');
    const { credentials, ...caller } = bob();
    const actor = { type: 'service' as const, subject: 'plugin:mcp-actions' };
    const principal = { ...credentials.principal, actor };
    const acting = { ...caller, credentials: { ...credentials, principal } };
    expect(await titleFor(acting)).toBe('payments');
    const before = asked();
    jest.advanceTimersByTime(29_999);
    await titleFor(bob());
    expect(asked()).toBe(before);
    jest.advanceTimersByTime(1);
    expect(await titleFor(bob())).toBe('payments');
    jest.useRealTimers();
  });

  it('should say so where an entity selects nothing that the policy leaves', async () => {
    const { gate, state, permissions } = createGateWorld();
    state.entities.push(
      entity(
        'Component',
        'quiet',
        { ownedBy: [PAYMENTS] },
        { 'azure-blob/locations': 'logs' },
      ),
    );
    permissions.authorize.mockResolvedValueOnce([
      { result: AuthorizeResult.ALLOW },
      { result: AuthorizeResult.DENY },
    ]);
    expect(
      await gate.describe(alice(), 'component:default/quiet'),
    ).toMatchObject({ allowed: true, basis: 'ownership', locations: [] });
  });

  it('should explain nothing by a mistake of its own', async () => {
    const list = () => {
      throw new TypeError('bug');
    };
    const resolve = () => list();
    const { gate } = createGateWorld({
      gate: { locations: { list, resolve } },
    });
    await expect(gate.describe(alice(), request.entityRef)).rejects.toThrow(
      'bug',
    );
  });

  it('should ask for no more of the owners than what they are called', async () => {
    const { gate, getEntitiesByRefs } = createGateWorld();
    await gate.describe(alice(), request.entityRef);
    const asked = getEntitiesByRefs.mock.calls
      .map(([question]) => question)
      .filter(({ entityRefs }) => entityRefs.join() === PAYMENTS);
    expect(asked.at(-1)?.fields).toEqual([
      'kind',
      'metadata.name',
      'metadata.namespace',
      'metadata.title',
      'spec.profile.displayName',
    ]);
  });
});
