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

import {
  alice,
  bob,
  callerOf,
  createGateWorld,
  oids,
  origin,
  PAYMENTS,
  request,
} from './__testUtils__/gateWorld';
import { AccessRequest, Caller } from './types';

describe('DefaultAccessGate refusing', () => {
  it.each<[string, string, () => Caller, Partial<AccessRequest>, string[]]>([
    ['NoRole', "somebody else's entity", bob, {}, ['verify', 'denied']],
    [
      'NoRole',
      'a user without groups',
      () => callerOf('bob', [], 'bob'),
      {},
      ['verify', 'denied'],
    ],
    [
      'NoRole',
      'the owner of a component, not a system, that it is part of',
      () => callerOf('bob', ['group:default/pay'], 'bob'),
      {},
      ['verify', 'denied'],
    ],
    [
      'IdentityMismatch',
      "somebody else's Entra ID token",
      () => callerOf('alice', [PAYMENTS], 'bob'),
      {},
      ['verify', 'denied'],
    ],
    [
      'IdentityMismatch',
      'a guest',
      () => callerOf('guest', [PAYMENTS], 'alice'),
      {},
      ['verify', 'denied'],
    ],
    [
      'AssertionMissing',
      'a request without an Entra ID token',
      () => callerOf('alice', [PAYMENTS]),
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
});
