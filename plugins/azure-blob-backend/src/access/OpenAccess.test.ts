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
import { createAccount } from '../__testUtils__/createAccount';
import { LocationRegistry } from '../locations';
import { AccessRequest } from './types';
import { alice, createGateWorld, request } from './__testUtils__/gateWorld';

/** An access that is in use, and what becomes of it. */
async function open(change: Partial<AccessRequest> = {}) {
  const check = jest.fn(async () => undefined);
  const scopeBindings = { check };
  const { gate, permissions } = createGateWorld({ gate: { scopeBindings } });
  const { signal, scope } = await gate.enter(alice(), {
    ...request,
    ...change,
  });
  const pass = (seconds: number) =>
    jest.advanceTimersByTimeAsync(seconds * 1_000);
  const resolve = jest.spyOn(LocationRegistry.prototype, 'resolve');
  return { permissions, check, signal, scope, pass, resolve };
}

describe('OpenAccess', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('should go by what was found out half a minute ago, and by nothing older', async () => {
    const { permissions, signal, pass } = await open();
    permissions.authorize.mockRejectedValue(new Error('down'));
    // What is remembered answers after 20 seconds, and not after 40
    await pass(47);
    expect(signal.aborted).toBe(false);
    await pass(1);
    expect(signal.reason).toMatchObject({
      code: 'CatalogUnavailable',
      message:
        'The portal cannot tell any more whether this access is allowed. Try again in a moment.',
    });
  });

  it('should count from when it was asked, however long the answer took', async () => {
    const check = async () => {
      await jest.advanceTimersByTimeAsync(15_000);
    };
    const { gate, permissions } = createGateWorld({
      gate: { scopeBindings: { check } },
    });
    const entered = await gate.enter(alice(), request);
    permissions.authorize.mockRejectedValue(new Error('down'));
    // The snapshot is asked for again at 20, and is too old by then
    jest.spyOn(LocationRegistry.prototype, 'resolve').mockImplementation(() => {
      throw new AzureBlobError('CatalogUnavailable', 'No answer.');
    });
    await jest.advanceTimersByTimeAsync(12_000);
    expect(entered.signal.aborted).toBe(false);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(entered.signal.reason).toMatchObject({ code: 'CatalogUnavailable' });
  });

  it('should end where the scope is held by now', async () => {
    const { check, signal, pass } = await open();
    const held = new AzureBlobError('ScopeHeld', 'Held.');
    check.mockClear();
    check.mockRejectedValue(held);
    await pass(19);
    // Not asked each second
    expect(check).not.toHaveBeenCalled();
    await pass(2);
    expect(signal.reason).toBe(held);
  });

  it('should find out anew once at a time, and tell nobody of the steps', async () => {
    const onStep = jest.fn();
    const { permissions, signal, pass, resolve } = await open({ onStep });
    const told = onStep.mock.calls.length;
    await pass(39);
    permissions.authorize.mockImplementationOnce(async requests => {
      await new Promise(resolved => {
        setTimeout(resolved, 4_500);
      });
      return requests.map(() => ({ result: AuthorizeResult.ALLOW }));
    });
    resolve.mockClear();
    await pass(10);
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(onStep).toHaveBeenCalledTimes(told);
    expect(signal.aborted).toBe(false);
  });

  it('should end where finding out fails by mistake', async () => {
    const { signal, pass, resolve } = await open();
    const cause = new TypeError('bug');
    resolve.mockImplementation(() => {
      throw cause;
    });
    await pass(21);
    expect(signal.reason).toMatchObject({ code: 'CatalogUnavailable', cause });
  });

  it.each(['account', 'container', 'prefix'] as const)(
    'should end where the %s of the scope is another one',
    async part => {
      const { signal, scope, pass, resolve } = await open();
      const others = {
        account: createAccount('https://other.example'),
        container: 'other',
        prefix: 'other/',
      };
      resolve.mockReturnValue({ ...scope, [part]: others[part] });
      await pass(21);
      expect(signal.reason).toMatchObject({
        code: 'LocationNotAllowed',
        message: 'The entity has another place in storage by now. Start again.',
      });
    },
  );
});
