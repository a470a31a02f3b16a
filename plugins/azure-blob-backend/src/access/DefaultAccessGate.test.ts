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
import {
  alice,
  createGateWorld,
  oids,
  origin,
  PAYMENTS,
  request,
} from './__testUtils__/gateWorld';

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
    expect(world.audited).toEqual([
      {
        subject: {
          actorRef: 'user:default/alice',
          actorOid: oids.get('alice'),
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
    expect(world.getEntityByRef.mock.calls).toEqual([
      ['user:default/alice', { credentials: own }],
      [request.entityRef, { credentials: caller.credentials }],
      [request.entityRef, { credentials: own }],
    ]);
    expect(world.permissions.authorize.mock.calls).toEqual([
      [
        [
          {
            permission: expect.objectContaining({
              name: 'azure-blob.artifact.read',
            }),
            resourceRef: request.entityRef,
          },
        ],
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
    ['the catalog', 2, 'getEntityByRef'],
    ['the permission service', 0, 'authorize'],
    ['the user service', 0, 'getUserInfo'],
  ] as const)('should stay shut when %s is down', async (_, skip, what) => {
    const world = createGateWorld();
    const mocks = {
      getEntityByRef: world.getEntityByRef,
      authorize: world.permissions.authorize,
      getUserInfo: world.userInfo.getUserInfo,
    };
    // The binding's own look-up has its test
    if (skip) {
      await world.gate.enter(alice(), request);
      world.steps.length = 0;
    }
    mocks[what].mockRejectedValue(new Error('secret upstream text'));
    await expect(world.gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'CatalogUnavailable',
      statusCode: 503,
      message: expect.not.stringContaining('upstream'),
    });
    expect(world.steps).toEqual(['verify', 'denied']);
  });
});
