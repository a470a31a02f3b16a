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

import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  alice,
  bob,
  createGateWorld,
  request,
} from './__testUtils__/gateWorld';
import { entity, PAYMENTS } from './__testUtils__/gateEntities';

describe('DefaultAccessGate remembering', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  function createCountingWorld() {
    const world = createGateWorld();
    const { getEntityByRef, getEntitiesByRefs, permissions } = world;
    const count = () =>
      getEntityByRef.mock.calls.length +
      getEntitiesByRefs.mock.calls.length +
      permissions.authorize.mock.calls.length;
    return { ...world, count };
  }

  it('should ask the portal nothing on a repeated request', async () => {
    const { gate, count } = createCountingWorld();
    await gate.enter(alice(), request);
    await gate.describe(alice(), request.entityRef);
    const before = count();
    for (const seconds of [0, 10, 19]) {
      jest.advanceTimersByTime(seconds * 1_000);
      await gate.enter(alice(), request);
      await gate.enter(alice(), { ...request, location: 'logs' });
      await gate.describe(alice(), request.entityRef);
    }
    expect(count()).toBe(before);
    jest.advanceTimersByTime(1_000);
    await gate.enter(alice(), request);
    expect(count()).toBeGreaterThan(before);
  });

  it('should ask once for many who come at the same time', async () => {
    const { gate, permissions, getEntityByRef } = createCountingWorld();
    await Promise.all(
      Array.from({ length: 200 }, () => gate.enter(alice(), request)),
    );
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
    expect(
      getEntityByRef.mock.calls.filter(([ref]) => ref === request.entityRef),
    ).toHaveLength(2);
  });

  it('should not go by what another user, or a service for her, has asked', async () => {
    const { gate, permissions } = createCountingWorld();
    await gate.enter(alice(), request);
    permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({ result: AuthorizeResult.DENY })),
    );
    await gate.enter(alice(), request);
    await expect(gate.enter(bob(), request)).rejects.toMatchObject({
      code: 'PermissionDenied',
    });
    const { credentials, ...caller } = alice();
    const actor = { type: 'service' as const, subject: 'plugin:mcp-actions' };
    await expect(
      gate.enter(
        {
          ...caller,
          credentials: {
            ...credentials,
            principal: { ...credentials.principal, actor },
          },
        },
        request,
      ),
    ).rejects.toMatchObject({ code: 'PermissionDenied' });
  });

  it('should remember no failure, and answer none with what is too old', async () => {
    const { gate, permissions, getEntityByRef } = createCountingWorld();
    permissions.authorize.mockRejectedValueOnce(new Error('down'));
    await expect(gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'CatalogUnavailable',
    });
    await gate.enter(alice(), request);

    jest.advanceTimersByTime(30_000);
    getEntityByRef.mockRejectedValue(new Error('down'));
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(gate.enter(alice(), request)).rejects.toMatchObject({
        code: 'CatalogUnavailable',
      });
    }
  });

  it('should not remember that an entity was not there, or not to be seen', async () => {
    const { gate, state } = createCountingWorld();
    const late = { ...request, entityRef: 'component:default/late' };
    await expect(gate.enter(alice(), late)).rejects.toMatchObject({
      code: 'EntityNotFound',
    });
    state.entities.push(entity('Component', 'late', { ownedBy: [PAYMENTS] }));
    await gate.enter(alice(), late);
  });

  it('should refuse when a service does not answer at all', async () => {
    const { gate, permissions } = createCountingWorld();
    permissions.authorize.mockReturnValueOnce(new Promise(() => undefined));
    const refusal = gate.enter(alice(), request).catch(error => error);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await refusal).toMatchObject({ code: 'CatalogUnavailable' });
    await gate.enter(alice(), request);
  });
});
