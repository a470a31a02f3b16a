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

import { TokenCredential } from '@azure/identity';
import { createAccount } from '../__testUtils__/createAccount';
import { ExchangedTokenCredential } from '../identity';
import { ScopedBlobStore, UserDelegationKeys } from '../storage';
import { Scope } from '../types';
import { oids } from './__testUtils__/gateEntities';
import {
  alice,
  bob,
  callerOf,
  createGateWorld,
  GateWorldOptions,
  request,
} from './__testUtils__/gateWorld';

const logs = { ...request, location: 'logs', path: '41/build.log' };

const credential: TokenCredential = {
  getToken: async () => ({ token: 'app', expiresOnTimestamp: 0 }),
};

function createMixedWorld(
  get: () => TokenCredential = () => credential,
  gate: GateWorldOptions['gate'] = {},
) {
  const applicationCredentials = { get: jest.fn(get) };
  const world = createGateWorld({
    logsAccount: { name: 'contosologs', identity: 'application' },
    gate: { applicationCredentials, ...gate },
  });
  return { ...world, applicationCredentials };
}

describe('DefaultAccessGate with accounts of either identity', () => {
  it('should need no Entra ID token where the portal reads as itself', async () => {
    const world = createMixedWorld();
    const told: string[] = [];
    const session = await world.gate.enter(callerOf('alice'), {
      ...logs,
      onStep: step => told.push(step),
    });
    expect(world.steps).toEqual(['intent', 'store']);
    expect(told).toEqual([
      'signIn',
      'catalog',
      'permission',
      'role',
      'location',
      'audit',
      'exchange',
    ]);
    expect(session.until).toBeUndefined();
    expect(world.audited[0].subject).toMatchObject({
      authMode: 'application',
      account: 'contosologs',
      actorRef: 'user:default/alice',
    });
    expect(world.audited[0].subject.actorOid).toBeUndefined();
    const [[scope, used]] = world.createBlobStore.mock.calls;
    expect(used).toBe(credential);
    expect(world.applicationCredentials.get).toHaveBeenCalledWith(
      scope.account,
    );
  });

  it('should look at no token that it does not need', async () => {
    const world = createMixedWorld();
    await world.gate.enter(callerOf('alice', 'bob'), logs);
    expect(world.verify).not.toHaveBeenCalled();
  });

  it('should decide there by the same rules', async () => {
    const world = createMixedWorld();
    await expect(world.gate.enter(bob(), logs)).rejects.toMatchObject({
      code: 'NoRole',
    });
    expect(world.applicationCredentials.get).not.toHaveBeenCalled();
  });

  it('T13: should never take one identity where the other fails', async () => {
    const world = createMixedWorld();
    world.exchange.mockRejectedValue(new Error('down'));
    await expect(world.gate.enter(alice(), request)).rejects.toThrow('down');
    await expect(
      world.gate.enter(callerOf('alice'), request),
    ).rejects.toMatchObject({ code: 'AssertionMissing' });
    expect(world.applicationCredentials.get).not.toHaveBeenCalled();

    const broken = createMixedWorld(() => {
      throw new Error('no identity');
    });
    await expect(broken.gate.enter(alice(), logs)).rejects.toThrow(
      'no identity',
    );
    expect(broken.exchange).not.toHaveBeenCalled();
    expect(broken.createBlobStore).not.toHaveBeenCalled();
    expect(broken.outcomes).toEqual([{ result: 'failed', code: 'Unexpected' }]);
  });

  it('should ask for a token where it does not know the location', async () => {
    const world = createMixedWorld();
    await expect(
      world.gate.enter(callerOf('alice'), { ...request, location: 'none' }),
    ).rejects.toMatchObject({ code: 'AssertionMissing' });
    expect(world.audited[0].subject.authMode).toBe('onBehalfOf');
  });

  it('should not go on where the location turns out to be read otherwise', async () => {
    const get = jest.fn(() => credential);
    const account = createAccount('https://blob.example', {
      identity: 'application',
    });
    const scope: Scope = {
      location: {
        ...{ id: 'artifacts', title: 'x', content: 'artifacts', account },
        ...{ container: 'artifacts', prefix: 'x/', layout: '{path}' },
      },
      ...{ account, container: 'artifacts', prefix: 'x/' },
    };
    const { gate, steps } = createGateWorld({
      gate: {
        applicationCredentials: { get },
        locations: { list: () => [scope.location], resolve: () => scope },
      },
    });
    await expect(gate.enter(alice(), request)).rejects.toThrow(
      'changed its account',
    );
    // A mistake of the portal is no refusal of anybody
    expect(steps).toEqual(['verify']);
    expect(get).not.toHaveBeenCalled();
  });

  it('should give a store of the scope and of the one identity, and nothing else', async () => {
    const create = jest.spyOn(ScopedBlobStore, 'create');
    const { gate } = createMixedWorld(undefined, {
      createBlobStore: undefined,
    });
    const ofAlice = await gate.enter(alice(), request);
    const ofPortal = await gate.enter(alice(), logs);
    expect(ofPortal.blobs).toBeInstanceOf(ScopedBlobStore);
    const delegationKeys = expect.any(UserDelegationKeys);
    expect(create.mock.calls).toEqual([
      [
        {
          scope: ofAlice.scope,
          cursors: ofAlice.cursors,
          credential: expect.any(ExchangedTokenCredential),
          userOid: oids.get('alice'),
          delegationKeys,
        },
      ],
      [
        {
          scope: ofPortal.scope,
          cursors: ofPortal.cursors,
          credential,
          userOid: undefined,
          delegationKeys,
        },
      ],
    ]);
    create.mockRestore();
  });

  it('should let nobody go on in a list of another user or scope', async () => {
    const { gate } = createMixedWorld();
    const pay = { ...request, entityRef: 'component:default/pay' };
    const { cursors } = await gate.enter(alice(), pay);
    const cursor = await cursors.encode('runs', '41');
    const decode = async (...entering: Parameters<typeof gate.enter>) => {
      const session = await gate.enter(...entering);
      return session.cursors.decode('runs', cursor);
    };
    expect(await decode(alice(), pay)).toBe('41');
    const refusal = { code: 'InvalidRequest' };
    await expect(decode(alice(), request)).rejects.toMatchObject(refusal);
    await expect(decode(callerOf('erin', 'erin'), pay)).rejects.toMatchObject(
      refusal,
    );
  });
});
