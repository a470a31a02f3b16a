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

import { isDeepStrictEqual as isEqual } from 'node:util';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { entity, oids, PAYMENTS } from './__testUtils__/gateEntities';
import {
  alice,
  bob,
  callerOf,
  createGateWorld,
  origin,
  request,
} from './__testUtils__/gateWorld';
import { AccessRequest, Caller } from './types';

describe('DefaultAccessGate refusing', () => {
  it.each<[string, string, () => Caller, Partial<AccessRequest>, string[]]>([
    ['NoRole', "somebody else's entity", bob, {}, ['verify', 'denied']],
    [
      'NoRole',
      'a user without groups',
      () => callerOf('dave', 'dave'),
      {},
      ['verify', 'denied'],
    ],
    [
      'NoRole',
      'the owner of a component, not a system, that it is part of',
      () => callerOf('erin', 'erin'),
      {},
      ['verify', 'denied'],
    ],
    [
      'IdentityMismatch',
      "somebody else's Entra ID token",
      () => callerOf('alice', 'bob'),
      {},
      ['verify', 'denied'],
    ],
    [
      'IdentityMismatch',
      'a guest',
      () => callerOf('guest', 'alice'),
      {},
      ['verify', 'denied'],
    ],
    [
      'AssertionMissing',
      'a request without an Entra ID token',
      () => callerOf('alice'),
      {},
      ['denied'],
    ],
    [
      'InvalidBlobName',
      'a path that climbs',
      alice,
      { path: '../x' },
      ['denied'],
    ],
    [
      'InvalidBlobName',
      'a file where a folder is listed',
      alice,
      { action: 'list' },
      ['denied'],
    ],
    [
      'EntityNotFound',
      'an entity that there is not',
      alice,
      { entityRef: 'component:default/none' },
      ['verify', 'denied'],
    ],
    [
      'EntityNotFound',
      'a ref that is none',
      alice,
      { entityRef: 'a:b:c/d/e' },
      ['verify', 'denied'],
    ],
    [
      'NoOwner',
      'an entity without an owner',
      alice,
      { entityRef: 'component:default/orphan' },
      ['verify', 'denied'],
    ],
    [
      'LocationNotAllowed',
      'a location that there is not',
      alice,
      { location: 'none' },
      ['verify', 'denied'],
    ],
    [
      'LocationNotAllowed',
      'a location of other content',
      alice,
      { content: 'logs' },
      ['verify', 'denied'],
    ],
  ])('should refuse with %s %s', async (code, _, caller, change, steps) => {
    const world = createGateWorld();
    await expect(
      world.gate.enter(caller(), { ...request, ...change }),
    ).rejects.toMatchObject({ code });
    expect(world.steps).toEqual(steps);
    expect(world.audited).toHaveLength(1);
    expect(world.audited[0]).toMatchObject({
      code,
      subject: { operation: 'content', origin },
    });
  });

  it('should record a refusal with all that was known of it', async () => {
    const world = createGateWorld();
    await expect(world.gate.enter(bob(), request)).rejects.toMatchObject({
      statusCode: 403,
      message: 'This component belongs to payments.',
    });
    expect(world.audited[0]).toEqual({
      code: 'NoRole',
      subject: {
        actorRef: 'user:default/bob',
        actorOid: oids.get('bob'),
        authMode: 'onBehalfOf',
        operation: 'content',
        entityRef: 'component:default/payments-api',
        entityUid: 'uid-payments-api',
        ownerRefs: [PAYMENTS],
        location: 'artifacts',
        blob: '41/app.tgz',
        origin,
      },
    });
  });

  it.each([
    ['PermissionDenied', AuthorizeResult.DENY, 'group:default/pay'],
    ['NoRole', AuthorizeResult.ALLOW, PAYMENTS],
  ] as const)(
    'should record with %s no more of an entity than the gate had looked at',
    async (code, result, ownerRef) => {
      const world = createGateWorld();
      const caller = bob();
      const find = world.getEntityByRef.getMockImplementation();
      const ownedBy = ['group:default/pay'];
      const seen = { credentials: caller.credentials };
      world.getEntityByRef.mockImplementation(async (ref, options) =>
        ref === request.entityRef && isEqual(options, seen)
          ? entity('Component', 'payments-api', { ownedBy })
          : find?.(ref, options),
      );
      world.permissions.authorize.mockResolvedValue([{ result }]);
      const entityRef = 'Component:default/Payments-API';
      await expect(
        world.gate.enter(caller, { ...request, entityRef }),
      ).rejects.toMatchObject({ code });
      expect(world.audited[0].subject).toMatchObject({
        entityRef: request.entityRef,
        entityUid: 'uid-payments-api',
        ownerRefs: [ownerRef],
      });
    },
  );

  it.each<[string, () => Caller, Partial<AccessRequest>]>([
    [
      'The request carries no Entra ID token. Sign in to Microsoft.',
      () => callerOf('alice'),
      {},
    ],
    [
      'The location "artifacts" does not hold logs.',
      alice,
      { content: 'logs' },
    ],
  ])('should say: %s', async (message, caller, change) => {
    const { gate } = createGateWorld();
    await expect(
      gate.enter(caller(), { ...request, ...change }),
    ).rejects.toMatchObject({ message });
  });

  it('should take no folder for a file', async () => {
    const { gate, steps } = createGateWorld();
    for (const path of ['', '41/']) {
      await expect(
        gate.enter(alice(), { ...request, path }),
      ).rejects.toMatchObject({ code: 'InvalidBlobName' });
    }
    expect(steps).toEqual(['denied', 'denied']);
  });

  it('should ask whether the scope is held before it puts anything on record', async () => {
    const check = jest.fn(async () => {
      throw new AzureBlobError('ScopeHeld', 'Held.');
    });
    const world = createGateWorld({ gate: { scopeBindings: { check } } });
    await expect(world.gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'ScopeHeld',
    });
    expect(world.steps).toEqual(['verify', 'denied']);
    expect(check.mock.calls).toEqual([
      [
        {
          entity: expect.objectContaining({ kind: 'Component' }),
          scope: expect.objectContaining({
            prefix: 'component/default/payments-api/',
          }),
          subject: expect.objectContaining({ actorRef: 'user:default/alice' }),
        },
      ],
    ]);
  });

  it('should say so where the database does not tell who holds the scope', async () => {
    const check = async () => {
      throw new AzureBlobError('AuditUnavailable', 'No answer.');
    };
    const { gate } = createGateWorld({ gate: { scopeBindings: { check } } });
    await expect(gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'AuditUnavailable',
    });
  });
});
