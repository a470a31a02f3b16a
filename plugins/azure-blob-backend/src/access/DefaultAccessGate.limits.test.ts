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

import { AzureBlobGrant } from 'backstage-plugin-azure-blob-node';
import { PAYMENTS } from './__testUtils__/gateEntities';
import { grantUntil, lock } from './__testUtils__/gateLimits';
import {
  alice,
  bob,
  callerOf,
  createGateWorld,
  request,
} from './__testUtils__/gateWorld';

describe('DefaultAccessGate with grants and locks', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-22T12:00:00.000Z') });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should be stopped by a lock whatever a decider of somebody else says', async () => {
    const { gate, state } = createGateWorld({
      gate: {
        decider: {
          decide: () => ({
            allowed: true,
            role: 'owner',
            basis: 'group',
            through: PAYMENTS,
          }),
        },
      },
    });
    const { complete } = await gate.enter(alice(), request);
    await complete({ result: 'succeeded' });
    state.locks = [lock];
    await expect(gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'Locked',
    });
    expect(await gate.describe(alice(), request.entityRef)).toMatchObject({
      allowed: false,
      denial: { code: 'Locked' },
    });
  });

  it('should show the locations that a lock or a grant is about as they are', async () => {
    const expiresAt = new Date(Date.now() + 60_000);
    const listGrants = async () => [grantUntil(expiresAt, 'logs')];
    const { gate, state } = createGateWorld({ grants: [{ listGrants }] });
    state.locks = [{ ...lock, target: { type: 'location', location: 'logs' } }];
    expect(await gate.describe(alice(), request.entityRef)).toMatchObject({
      allowed: true,
      basis: 'ownership',
      locations: [{ id: 'artifacts' }],
    });
    expect(await gate.describe(bob(), request.entityRef)).toMatchObject({
      allowed: false,
      denial: { code: 'NoRole' },
    });
    // A lock is told of to those only whom nothing else shuts out
    const target = { type: 'location' as const, location: 'artifacts' };
    state.locks = [{ ...lock, target }];
    expect(
      await gate.describe(callerOf('dave'), request.entityRef),
    ).toMatchObject({ denial: { code: 'NoRole' }, locations: [] });
    state.locks = [];
    expect(await gate.describe(bob(), request.entityRef)).toMatchObject({
      allowed: true,
      basis: 'grant',
      through: 'grant-1',
      locations: [{ id: 'logs' }],
    });
    await expect(gate.enter(bob(), request)).rejects.toMatchObject({
      code: 'NoRole',
    });
    state.locks = ['artifacts', 'logs'].map(location => ({
      ...lock,
      target: { type: 'location', location },
    }));
    expect(await gate.describe(alice(), request.entityRef)).toMatchObject({
      allowed: false,
      denial: { code: 'Locked' },
      locations: [],
    });
  });

  it('should say that grants are not known, rather than that there are none', async () => {
    const listGrants = jest.fn(async (): Promise<AzureBlobGrant[]> => {
      throw new Error('secret upstream text');
    });
    const other = { listGrants: async () => [] };
    const world = createGateWorld({ grants: [{ listGrants }, other] });
    const { gate, logger } = world;
    await expect(gate.enter(bob(), request)).rejects.toMatchObject({
      code: 'CatalogUnavailable',
      message:
        'Your grants cannot be looked up right now, so access cannot be decided. Try again in a moment.',
    });
    await expect(gate.describe(bob(), request.entityRef)).rejects.toMatchObject(
      { code: 'CatalogUnavailable' },
    );
    expect(JSON.stringify(logger.error.mock.calls)).not.toContain('upstream');
    const { complete } = await gate.enter(alice(), request);
    await complete({ result: 'succeeded' });

    listGrants.mockResolvedValue([grantUntil(new Date(Date.now() + 60_000))]);
    const session = await gate.enter(bob(), request);
    expect(session.decision.basis).toBe('grant');
    expect(listGrants).toHaveBeenLastCalledWith({
      userEntityRef: 'user:default/bob',
      ownershipEntityRefs: ['user:default/bob', 'group:default/search'],
      entityRef: request.entityRef,
    });
    await session.complete({ result: 'succeeded' });
  });

  it('should wait no longer for a source of grants than for the catalog', async () => {
    const listGrants = () => new Promise<never>(() => undefined);
    const { gate } = createGateWorld({ grants: [{ listGrants }] });
    const refusal = gate
      .enter(callerOf('dave', 'dave'), request)
      .catch(error => error);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(await refusal).toMatchObject({ code: 'CatalogUnavailable' });
  });
});
