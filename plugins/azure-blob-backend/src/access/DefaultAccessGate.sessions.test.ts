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

import { mockServices } from '@backstage/backend-test-utils';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { user } from './__testUtils__/gateEntities';
import { grantUntil, lock } from './__testUtils__/gateLimits';
import {
  alice,
  bob,
  createGateWorld,
  GateWorldOptions,
  request,
} from './__testUtils__/gateWorld';
import { LockView } from './locks/LockView';

/** A session that is in use, and what became of it. */
async function open(options: GateWorldOptions = {}, caller = alice()) {
  const world = createGateWorld(options);
  const session = await world.gate.enter(caller, request);
  const getCode = () => session.signal.reason?.code;
  const pass = (seconds: number) =>
    jest.advanceTimersByTimeAsync(seconds * 1_000);
  return { ...world, session, getCode, pass };
}

describe('a session of DefaultAccessGate', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse('2026-11-22T12:00:00.000Z') });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should go on for as long as nothing speaks against it', async () => {
    const { session, pass, permissions } = await open();
    await pass(50 * 60);
    expect(session.signal.aborted).toBe(false);
    expect(permissions.authorize.mock.calls.length).toBeGreaterThan(50);
    await session.complete({ result: 'succeeded' });
    // Until then, what is known of the user and the entity is remembered
    await pass(31);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('B11: should end within five seconds of a lock, and say so on record', async () => {
    const { session, state, getCode, pass, outcomes } = await open();
    state.locks = [lock];
    await pass(2);
    expect(getCode()).toBe('Locked');
    expect(session.signal.reason).toBeInstanceOf(AzureBlobError);
    expect(session.signal.reason.message).toContain('The laptop was stolen.');
    await session.complete({ result: 'aborted', bytes: 7 });
    await session.complete({ result: 'succeeded' });
    expect(outcomes).toEqual([
      { result: 'terminated', code: 'Locked', bytes: 7 },
    ]);
  });

  it('B11: should end within five seconds where the database does not tell of the lock', async () => {
    const list = jest.fn(async (): Promise<AzureBlobLock[]> => []);
    const logger = mockServices.logger.mock();
    const locks = await LockView.start({ store: { list }, logger });
    const { getCode, pass } = await open({ gate: { locks } });
    list.mockReturnValue(new Promise(() => undefined));
    await pass(5);
    expect(getCode()).toBe('AuditUnavailable');
    locks.stop();
  });

  it('should end when the locks are not known any more', async () => {
    const locks = { list: jest.fn((): AzureBlobLock[] => []) };
    const { getCode, pass } = await open({ gate: { locks } });
    locks.list.mockImplementation(() => {
      throw new AzureBlobError('AuditUnavailable', 'Nobody knows.');
    });
    await pass(1);
    expect(getCode()).toBe('AuditUnavailable');
  });

  it('should end at once where what watches it is broken', async () => {
    const locks = { list: jest.fn((): AzureBlobLock[] => []) };
    const { getCode, pass } = await open({ gate: { locks } });
    locks.list.mockImplementation(() => {
      throw new TypeError('bug');
    });
    await pass(1);
    expect(getCode()).toBe('CatalogUnavailable');
  });

  it('should not call what had been done by then terminated', async () => {
    const { session, state, pass, outcomes } = await open();
    state.locks = [lock];
    await pass(2);
    await session.complete({ result: 'succeeded', bytes: 7 });
    expect(outcomes).toEqual([{ result: 'succeeded', bytes: 7 }]);
  });

  it('should end with the grant that it rests on', async () => {
    const expiresAt = new Date(Date.now() + 10_000);
    const listGrants = async () => [grantUntil(expiresAt)];
    const { session, getCode, pass } = await open(
      { grants: [{ listGrants }] },
      bob(),
    );
    expect(session.decision).toMatchObject({
      basis: 'grant',
      through: 'grant-1',
    });
    expect(session.until).toEqual(expiresAt);
    await pass(9);
    expect(getCode()).toBeUndefined();
    await pass(2);
    expect(session.signal.reason).toMatchObject({
      code: 'NoRole',
      message: 'This component belongs to payments.',
    });
  });

  it('should end within a minute of the grant’s revocation', async () => {
    const grants = [grantUntil(new Date(Date.now() + 3_600_000))];
    const { getCode, pass } = await open(
      { grants: [{ listGrants: async () => [...grants] }] },
      bob(),
    );
    grants.length = 0;
    await pass(60);
    expect(getCode()).toBe('NoRole');
  });

  it('B9: should end within a minute of the end of a membership, and let nobody in after it', async () => {
    const { gate, state, getCode, pass } = await open();
    await gate.describe(alice(), request.entityRef);
    state.entities[0] = user('alice', []);
    await pass(60);
    expect(getCode()).toBe('NoRole');
    await expect(gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'NoRole',
    });
  });

  it.each([
    ['the permission', 'PermissionDenied'],
    ['the entity', 'EntityNotFound'],
    ['the choice of the location', 'LocationNotAllowed'],
    ['the place in storage', 'LocationNotAllowed'],
  ])('should end within a minute where %s is gone', async (what, code) => {
    const { state, permissions, getCode, pass } = await open();
    const component = state.entities.find(
      ({ metadata }) => metadata.name === 'payments-api',
    );
    const { annotations, ...metadata } = component!.metadata;
    if (what === 'the permission') {
      permissions.authorize.mockImplementation(async requests =>
        requests.map(() => ({ result: AuthorizeResult.DENY })),
      );
    } else if (what === 'the entity') {
      state.isVisible = () => false;
    } else {
      const key = what.startsWith('the choice') ? 'locations' : 'sub-path';
      component!.metadata = {
        ...metadata,
        annotations: { ...annotations, [`azure-blob/${key}`]: 'logs' },
      };
    }
    await pass(60);
    expect(getCode()).toBe(code);
  });

  it('should end when the portal cannot tell for a minute, and not for less', async () => {
    const { permissions, session, getCode, pass } = await open();
    await pass(15);
    permissions.authorize.mockRejectedValue(new Error('down'));
    await pass(10);
    permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    );
    await pass(60);
    expect(session.signal.aborted).toBe(false);
    permissions.authorize.mockRejectedValue(new Error('down'));
    await pass(60);
    expect(getCode()).toBe('CatalogUnavailable');
  });

  it('should end with the token that it was opened with, but for the clocks', async () => {
    const { session, getCode, pass } = await open();
    expect(session.until).toEqual(new Date(Date.now() + 3_600_000));
    await pass(3_600 + 60);
    expect(getCode()).toBeUndefined();
    await pass(1);
    expect(session.signal.reason).toMatchObject({
      code: 'TokenExpired',
      message: 'The Entra ID token has expired. Sign in to Microsoft again.',
    });
  });

  it('should end with what ends first', async () => {
    const expiresAt = new Date(Date.now() + 2 * 3_600_000);
    const listGrants = async () => [grantUntil(expiresAt)];
    const { session } = await open({ grants: [{ listGrants }] }, bob());
    expect(session.until).toEqual(new Date(Date.now() + 3_600_000));
  });

  it('B10: should not open where the lock came while it was being opened', async () => {
    const { gate, exchange, state, outcomes, steps } = createGateWorld();
    exchange.mockImplementation(async () => {
      state.locks = [lock];
      return { token: 'too late', expiresAt: new Date(Date.now() + 1_000_000) };
    });
    await expect(gate.enter(alice(), request)).rejects.toMatchObject({
      code: 'Locked',
    });
    expect(steps).toEqual(['verify', 'intent', 'store', 'outcome']);
    expect(outcomes).toEqual([{ result: 'denied', code: 'Locked' }]);
    await jest.advanceTimersByTimeAsync(31_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
