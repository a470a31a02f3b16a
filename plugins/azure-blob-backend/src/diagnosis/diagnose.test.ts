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
import {
  AzureBlobAccessStep,
  AzureBlobErrorCode,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { UnsecuredJWT } from 'jose';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { AccessGate, AccessSession, Caller } from '../access';
import { parse, valid, withAccount } from '../config/__testUtils__/configs';
import { diagnose } from './diagnose';
import { explainedCodes, explainedReasons } from './explainFinding';

const STEPS: AzureBlobAccessStep[] = [
  'signIn',
  'assertion',
  'identity',
  'catalog',
  'permission',
  'role',
  'location',
  'audit',
  'exchange',
  'storage',
];

const assertion = new UnsecuredJWT({
  oid: '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100',
  preferred_username: 'alice@contoso.example',
}).encode();

const caller: Caller = {
  credentials: mockCredentials.user('user:default/alice'),
  assertion,
  origin: { requestId: '0193a7c0-0000-7000-8000-000000000002' },
};

/** Takes `steps`, and then lets in or throws. */
function createGate(
  steps: AzureBlobAccessStep[],
  end: AccessSession | Error,
): AccessGate {
  return {
    async enter(_caller, { onStep }) {
      for (const step of steps) {
        onStep?.(step);
      }
      if (end instanceof Error) {
        throw end;
      }
      return end;
    },
    async describe() {
      throw new Error('Not asked for.');
    },
  };
}

function run(gate: AccessGate, config = parse(valid), signal?: AbortSignal) {
  return diagnose({
    gate,
    config,
    caller,
    entityRef: 'component:default/payments-api',
    location: 'artifacts',
    signal,
  });
}

function stateOf(diagnosis: Awaited<ReturnType<typeof run>>, id: string) {
  return diagnosis.checks.find(check => check.id === id)?.state;
}

function createStore(error?: Error) {
  const blobs = new MemoryBlobStore({ 'run/1': 'text' });
  return error
    ? Object.assign(blobs, {
        list: async () => {
          throw error;
        },
      })
    : blobs;
}

describe('diagnose', () => {
  it('should pass every check where all is well, on record', async () => {
    const session = createTestSession(createStore());
    const diagnosis = await run(createGate(STEPS.slice(0, -1), session));
    expect(diagnosis).toMatchObject({
      entityRef: 'component:default/payments-api',
      location: 'artifacts',
      requestId: caller.origin.requestId,
    });
    expect(diagnosis.stoppedAt).toBeUndefined();
    expect(new Set(diagnosis.checks.map(({ state }) => state))).toEqual(
      new Set(['passed']),
    );
    expect(diagnosis.checks.flatMap(({ message }) => message ?? [])).toEqual([
      'As "user:default/alice".',
      'As "alice@contoso.example".',
      'You are reader, through "group:default/payments".',
      '"component/default/payments-api/" in "contosobuilds/artifacts".',
    ]);
    expect(session.complete).toHaveBeenCalledTimes(1);
    expect(session.complete).toHaveBeenCalledWith({ result: 'succeeded' });
  });

  it('should enter for a list of the whole scope', async () => {
    const enter = jest.fn(async () => createTestSession(createStore()));
    await run({ ...createGate([], new Error()), enter });
    expect(enter).toHaveBeenCalledWith(
      caller,
      expect.objectContaining({
        entityRef: 'component:default/payments-api',
        location: 'artifacts',
        action: 'list',
        operation: 'diagnosis',
        path: '',
      }),
    );
  });

  it('should choose a location that applies to the entity', async () => {
    const session = createTestSession(createStore());
    const gate = createGate(STEPS.slice(0, -1), session);
    const enter = jest.spyOn(gate, 'enter');
    const describe = jest.spyOn(gate, 'describe');
    const options = {
      gate,
      config: parse(valid),
      caller,
      entityRef: 'component:default/payments-api',
    };
    const known = {
      entityRef: '',
      user: { entityRef: '', groups: [] },
      owners: [],
      allowed: true,
    };
    describe.mockResolvedValueOnce({
      ...known,
      locations: [
        {
          id: 'logs',
          title: '',
          content: 'logs',
          hasRuns: true,
          identity: 'onBehalfOf',
        },
      ],
    });
    expect((await diagnose(options)).location).toBe('logs');
    expect(enter).toHaveBeenLastCalledWith(
      caller,
      expect.objectContaining({ location: 'logs' }),
    );
    describe.mockResolvedValueOnce({ ...known, allowed: false, locations: [] });
    expect((await diagnose(options)).location).toBe('artifacts');
    describe.mockRejectedValueOnce(
      new AzureBlobError('CatalogUnavailable', ''),
    );
    expect((await diagnose(options)).location).toBe('artifacts');
    const unseen = new AzureBlobError('EntityNotFound', '');
    describe.mockRejectedValueOnce(unseen);
    await expect(diagnose(options)).rejects.toBe(unseen);
  });

  it.each([
    ['StorageRoleMissing', 'denied'],
    ['StorageUnavailable', 'failed'],
  ] as const)('should put %s on record as %s', async (code, result) => {
    const session = createTestSession(
      createStore(new AzureBlobError(code, '.')),
    );
    const diagnosis = await run(createGate(STEPS.slice(0, -1), session));
    expect(diagnosis.stoppedAt).toMatch(/^storage\./);
    expect(session.complete).toHaveBeenCalledTimes(1);
    expect(session.complete).toHaveBeenCalledWith({ result, code });
  });

  it('should close the session of a client that went away', async () => {
    const away = AbortSignal.abort();
    const session = createTestSession(createStore(away.reason));
    const gate = createGate(STEPS.slice(0, -1), session);
    await expect(run(gate, parse(valid), away)).rejects.toBe(away.reason);
    expect(session.complete).toHaveBeenCalledWith({ result: 'aborted' });
  });

  it('B13: should know nothing of an entity that cannot be seen', async () => {
    const error = new AzureBlobError('EntityNotFound', 'No such entity.');
    await expect(
      run(createGate(['signIn', 'assertion', 'identity', 'catalog'], error)),
    ).rejects.toBe(error);
  });

  it('should hide what is no error for callers', async () => {
    const error = new TypeError('secret');
    await expect(run(createGate(['signIn'], error))).rejects.toBe(error);
  });

  it('should not say passed of what was not needed', async () => {
    const session = createTestSession(createStore());
    const application = parse(withAccount({ identity: 'application' }));
    const diagnosis = await run(
      createGate(
        ['signIn', 'catalog', 'role', 'location', 'exchange'],
        session,
      ),
      application,
    );
    expect(diagnosis.stoppedAt).toBeUndefined();
    expect(stateOf(diagnosis, 'signIn')).toBe('passed');
    expect(stateOf(diagnosis, 'assertion')).toBe('skipped');
    expect(stateOf(diagnosis, 'identity')).toBe('skipped');
    expect(stateOf(diagnosis, 'exchange.consent')).toBeUndefined();
    expect(stateOf(diagnosis, 'exchange')).toBe('passed');
  });

  it('should blame a tenant that has no keys, and not the network', async () => {
    const error = new AzureBlobError('TokenExchangeUnavailable', 'No keys.', {
      reason: 'EntraUnreachable',
    });
    const elsewhere = new UnsecuredJWT({ tid: valid.clientId }).encode();
    const diagnosis = await diagnose({
      gate: createGate(['signIn', 'assertion'], error),
      config: parse(valid),
      caller: { ...caller, assertion: elsewhere },
      entityRef: 'component:default/payments-api',
      location: 'artifacts',
    });
    expect(diagnosis.stoppedAt).toBe('assertion.tenant');
    const reached = await run(createGate(['signIn', 'assertion'], error));
    expect(reached.stoppedAt).toBe('assertion');
  });

  it('B13: should name no storage to anybody without a role, whatever fails', async () => {
    const causes = fc.oneof(
      fc.constantFrom<[AzureBlobErrorCode, AzureBlobErrorReason?]>(
        ...explainedCodes.map((code): [AzureBlobErrorCode] => [code]),
      ),
      fc.tuple(
        fc.constantFrom(...explainedCodes),
        fc.constantFrom(...explainedReasons),
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: STEPS.length }),
        causes,
        async (taken, [code, reason]) => {
          const error = new AzureBlobError(code, 'Refused.', { reason });
          const steps = STEPS.slice(0, taken);
          const diagnosis = await run(createGate(steps, error));
          const { checks, stoppedAt } = diagnosis;
          const stop = checks.findIndex(({ id }) => id === stoppedAt);
          expect(checks.filter(({ state }) => state === 'failed')).toEqual([
            expect.objectContaining({ id: stoppedAt, code }),
          ]);
          expect(
            checks.every(
              ({ state }, index) =>
                state ===
                ['passed', 'failed', 'skipped'][1 + Math.sign(index - stop)],
            ),
          ).toBe(true);
          const names = JSON.stringify(diagnosis).match(
            /contosobuilds|payments-api\/|containers\/artifacts/,
          );
          const mayKnow = steps.length > STEPS.indexOf('audit');
          expect(mayKnow || names === null).toBe(true);
        },
      ),
      propertyRuns(),
    );
  });
});
