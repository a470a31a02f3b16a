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
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { oids, PAYMENTS } from './__testUtils__/gateEntities';
import {
  alice,
  bob,
  callerOf,
  createGateWorld,
  GateWorldOptions,
  origin,
  request,
} from './__testUtils__/gateWorld';
import { AccessRequest } from './types';

describe('DefaultAccessGate', () => {
  it('should open the door of an owner, on record before anything happens', async () => {
    const world = createGateWorld();
    const session = await world.gate.enter(alice(), request);
    expect(world.steps).toEqual(['verify', 'intent', 'exchange', 'store']);
    expect(session.decision).toEqual({
      allowed: true,
      role: 'owner',
      basis: 'ownership',
      through: PAYMENTS,
    });
    expect(session.scope.prefix).toBe('component/default/payments-api/');
    expect(session.auditId).toBe('i-1');
    expect(session.until?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(session.signal.aborted).toBe(false);
    expect(world.audited).toEqual([
      {
        subject: {
          actorRef: 'user:default/alice',
          actorOid: oids.get('alice'),
          authMode: 'onBehalfOf',
          operation: 'content',
          entityRef: 'component:default/payments-api',
          entityUid: 'uid-payments-api',
          ownerRefs: [PAYMENTS],
          location: 'artifacts',
          account: 'contosobuilds',
          container: 'artifacts',
          blob: 'component/default/payments-api/41/app.tgz',
          role: 'owner',
          basis: 'ownership',
          through: PAYMENTS,
          origin,
        },
      },
    ]);

    const [[scope, credential]] = world.createBlobStore.mock.calls;
    expect(scope).toBe(session.scope);
    expect(await credential.getToken('any')).toMatchObject({
      token: `storage of ${oids.get('alice')}`,
    });

    await session.complete({ result: 'succeeded', bytes: 3 });
    await session.complete({ result: 'failed' });
    expect(world.outcomes).toEqual([{ result: 'succeeded', bytes: 3 }]);
  });

  it('should look with the eyes of the user, and weigh facts of its own', async () => {
    const world = createGateWorld();
    const caller = alice();
    await world.gate.enter(caller, request);
    const own = await world.auth.getOwnServiceCredentials();
    const asked = world.getEntityByRef.mock.calls;
    // By the identity binding, and for her membership
    expect(asked.filter(([ref]) => ref === 'user:default/alice')).toEqual([
      ['user:default/alice', { credentials: own }],
      ['user:default/alice', { credentials: own }],
    ]);
    expect(asked.filter(([ref]) => ref === request.entityRef)).toEqual([
      [request.entityRef, { credentials: caller.credentials }],
      [request.entityRef, { credentials: own }],
    ]);
    for (const [, options] of world.getEntitiesByRefs.mock.calls) {
      expect(options).toEqual({ credentials: own });
    }
    expect(world.permissions.authorize.mock.calls).toEqual([
      [
        ['azure-blob.artifact.read', 'azure-blob.log.read'].map(name => ({
          permission: expect.objectContaining({ name }),
          resourceRef: request.entityRef,
        })),
        { credentials: caller.credentials },
      ],
    ]);
  });

  it('should ask the permission that goes with what the location holds', async () => {
    const world = createGateWorld();
    world.permissions.authorize.mockImplementation(async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === 'azure-blob.log.read'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
    );
    await world.gate.enter(alice(), { ...request, content: 'artifacts' });
    await expect(
      world.gate.enter(alice(), { ...request, location: 'logs' }),
    ).rejects.toMatchObject({ code: 'PermissionDenied', statusCode: 403 });
    await expect(
      world.gate.enter(alice(), {
        ...request,
        location: 'logs',
        content: 'artifacts',
      }),
    ).rejects.toMatchObject({ code: 'LocationNotAllowed' });
  });

  it('should let the owners of a system in', async () => {
    const { gate } = createGateWorld();
    const { decision } = await gate.enter(alice(), {
      ...request,
      entityRef: 'Component:default/Pay',
      action: 'list',
      path: '',
    });
    expect(decision).toMatchObject({
      role: 'reader',
      basis: 'relation',
      through: PAYMENTS,
    });
  });

  it('should record the service that acts for the user', async () => {
    const world = createGateWorld();
    const caller = alice();
    await world.gate.enter(
      {
        ...caller,
        credentials: {
          ...caller.credentials,
          principal: {
            ...caller.credentials.principal,
            actor: { type: 'service', subject: 'plugin:mcp-actions' },
          },
        },
      },
      request,
    );
    expect(world.audited[0].subject.via).toBe('plugin:mcp-actions');
  });

  it('should not open unless it is on record', async () => {
    const world = createGateWorld();
    world.begin.mockRejectedValueOnce(
      new AzureBlobError('AuditUnavailable', 'down'),
    );
    await expect(world.gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'AuditUnavailable',
      statusCode: 503,
    });
    expect(world.steps).toEqual(['verify']);
  });

  it.each([
    ['InteractionRequired' as const, 'denied'],
    ['TokenExchangeUnavailable' as const, 'failed'],
  ])(
    'should close the intent when the exchange ends in %s',
    async (code, result) => {
      const world = createGateWorld();
      world.exchange.mockRejectedValueOnce(new AzureBlobError(code, 'no'));
      await expect(world.gate.enter(alice(), request)).rejects.toMatchObject({
        code,
      });
      expect(world.steps).toEqual(['verify', 'intent', 'outcome']);
      expect(world.outcomes).toEqual([{ result, code }]);
    },
  );

  it('should close the intent when the store cannot be made', async () => {
    const world = createGateWorld();
    world.createBlobStore.mockImplementationOnce(() => {
      throw new Error('bug');
    });
    await expect(world.gate.enter(alice(), request)).rejects.toThrow('bug');
    expect(world.outcomes).toEqual([{ result: 'failed', code: 'Unexpected' }]);
  });

  it.each([
    ['the catalog', 'getEntityByRef'],
    ['the catalog of groups', 'getEntitiesByRefs'],
    ['the permission service', 'authorize'],
  ] as const)('should stay shut when %s is down', async (_, what) => {
    const world = createGateWorld();
    const mocks = {
      getEntityByRef: world.getEntityByRef,
      getEntitiesByRefs: world.getEntitiesByRefs,
      authorize: world.permissions.authorize,
    };
    mocks[what].mockRejectedValue(new Error('secret upstream text'));
    await expect(world.gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'CatalogUnavailable',
      statusCode: 503,
      message: expect.not.stringContaining('upstream'),
    });
    expect(world.steps).toEqual(['verify', 'denied']);
  });

  it('should tell of each step as it begins, up to the one that fails', async () => {
    const all = [
      'signIn',
      'assertion',
      'identity',
      'catalog',
      'permission',
      'role',
      'location',
      'audit',
      'exchange',
    ];
    const enter = async (
      stopAt: string,
      prepare: (world: ReturnType<typeof createGateWorld>) => void,
      change: Partial<AccessRequest> = {},
      caller = alice(),
      gate: GateWorldOptions['gate'] = {},
    ) => {
      const world = createGateWorld({ gate });
      prepare(world);
      const told: string[] = [];
      const onStep = (step: string) => {
        told.push(step);
      };
      await world.gate
        .enter(caller, { ...request, ...change, onStep })
        .catch(() => undefined);
      expect(told).toEqual(all.slice(0, all.indexOf(stopAt) + 1));
    };
    const down = new Error('down');
    await enter('exchange', () => undefined);
    await enter('assertion', ({ verify }) => {
      verify.mockRejectedValue(down);
    });
    await enter('identity', () => undefined, {}, callerOf('alice', 'bob'));
    await enter('catalog', () => undefined, {
      entityRef: 'component:default/none',
    });
    await enter('permission', ({ permissions }) => {
      permissions.authorize.mockRejectedValue(down);
    });
    await enter('role', () => undefined, {}, bob());
    await enter('role', ({ getEntitiesByRefs }) => {
      getEntitiesByRefs.mockRejectedValue(down);
    });
    await enter('location', () => undefined, { location: 'none' });
    for (const [step, code] of [
      ['location', 'ScopeHeld'],
      // The same database as that of the audit
      ['audit', 'AuditUnavailable'],
    ] as const) {
      const check = async () => {
        throw new AzureBlobError(code, 'No.');
      };
      const gate = { scopeBindings: { check } };
      await enter(step, () => undefined, {}, alice(), gate);
    }
    await enter('audit', ({ begin }) => {
      begin.mockRejectedValue(down);
    });
    await enter('exchange', ({ exchange }) => {
      exchange.mockRejectedValue(down);
    });
  });
});
