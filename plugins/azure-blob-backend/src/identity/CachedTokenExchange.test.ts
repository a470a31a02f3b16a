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
  AzureBlobAssertion,
  AzureBlobStorageToken,
} from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { inspect } from 'node:util';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { CachedTokenExchange } from './CachedTokenExchange';

const MINUTE = 60_000;

function assertionOf(
  user: string,
  options: { session?: number; minutes?: number; oid?: string } = {},
): AzureBlobAssertion {
  const { session = 0, minutes = 60, oid = `oid-${user}` } = options;
  return {
    token: `assertion of ${user} ${session}`,
    oid,
    tid: 'tenant',
    expiresAt: new Date(Date.now() + minutes * MINUTE),
  };
}

describe('CachedTokenExchange', () => {
  const inner = jest.fn<Promise<AzureBlobStorageToken>, [AzureBlobAssertion]>();
  const create = (maxEntries?: number) =>
    CachedTokenExchange.create({ exchange: { exchange: inner }, maxEntries });
  let lifetime = 60 * MINUTE;

  beforeEach(() => {
    jest.useFakeTimers();
    lifetime = 60 * MINUTE;
    inner.mockReset().mockImplementation(async ({ oid }) => {
      const expiresAt = new Date(Date.now() + lifetime);
      await new Promise(resolve => setTimeout(resolve, 100));
      return { token: `storage of ${oid}`, expiresAt };
    });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  async function finish<T>(promise: Promise<T>): Promise<T> {
    const [result] = await Promise.all([
      promise,
      jest.advanceTimersByTimeAsync(1_000),
    ]);
    return result;
  }

  it('should make one exchange of 200 that are asked for at once', async () => {
    const exchange = create();
    const tokens = await finish(
      Promise.all(
        Array.from({ length: 200 }, () =>
          exchange.exchange(assertionOf('alice')),
        ),
      ),
    );
    expect(inner).toHaveBeenCalledTimes(1);
    expect(new Set(tokens.map(({ token }) => token))).toEqual(
      new Set(['storage of oid-alice']),
    );
    await exchange.exchange(assertionOf('alice'));
    expect(inner).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['a minute has passed', 60, 60, 1],
    ['its own last five minutes', 5.5, 60, 0.5],
    ['the end of the assertion', 60, 0.25, 0.25],
  ])('T16: should use a token until %s', async (_, own, assertion, until) => {
    lifetime = own * MINUTE;
    const exchange = create();
    const alice = assertionOf('alice', { minutes: assertion });
    const start = Date.now();
    inner.mockResolvedValueOnce({
      token: 'storage of oid-alice',
      expiresAt: new Date(start + lifetime),
    });
    await exchange.exchange(alice);
    jest.setSystemTime(start + until * MINUTE - 1);
    await exchange.exchange(alice);
    expect(inner).toHaveBeenCalledTimes(1);
    jest.setSystemTime(start + until * MINUTE);
    await finish(exchange.exchange(alice));
    expect(inner).toHaveBeenCalledTimes(2);
  });

  it('should hand out nothing it has to whom storage has challenged, nor the refused token to anybody', async () => {
    const exchange = create();
    const alice = assertionOf('alice');
    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    await finish(exchange.exchange(alice));
    jest.setSystemTime(Date.now() + MINUTE);
    await finish(
      Promise.all([
        exchange.exchange(alice),
        exchange.exchange(alice, { claims }),
        exchange.exchange(alice, { claims }),
      ]),
    );
    expect(inner.mock.calls.slice(1)).toEqual([
      [alice, {}],
      [alice, { claims }],
    ]);
    await exchange.exchange(alice);
    expect(inner).toHaveBeenCalledTimes(3);

    inner.mockRejectedValueOnce(new Error('step up'));
    await expect(exchange.exchange(alice, { claims })).rejects.toThrow(
      'step up',
    );
    await finish(exchange.exchange(alice));
    expect(inner).toHaveBeenCalledTimes(5);
  });

  it('should share a failure among those who wait, and with nobody after', async () => {
    const exchange = create();
    inner.mockImplementationOnce(async () => {
      await new Promise(resolve => setTimeout(resolve, 100));
      throw new Error('down');
    });
    const results = await finish(
      Promise.allSettled([
        exchange.exchange(assertionOf('alice')),
        exchange.exchange(assertionOf('alice')),
      ]),
    );
    expect(results.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(inner).toHaveBeenCalledTimes(1);
    await expect(
      finish(exchange.exchange(assertionOf('alice'))),
    ).resolves.toMatchObject({ token: 'storage of oid-alice' });
  });

  it('should not let one sign-in live on what another was given', async () => {
    const exchange = create();
    await finish(exchange.exchange(assertionOf('alice', { session: 0 })));
    inner.mockRejectedValueOnce(new Error('revoked'));
    await expect(
      exchange.exchange(assertionOf('alice', { session: 1 })),
    ).rejects.toThrow('revoked');
  });

  it('should hold no more than its bound, and forget who came first', async () => {
    const exchange = create(2);
    for (const user of ['alice', 'bob', 'carol', 'bob', 'carol', 'alice']) {
      await finish(exchange.exchange(assertionOf(user)));
    }
    expect(inner.mock.calls.map(([{ oid }]) => oid)).toEqual([
      'oid-alice',
      'oid-bob',
      'oid-carol',
      'oid-alice',
    ]);
  });

  it('T11: should never give one user the token of another', async () => {
    jest.useRealTimers();
    const call = fc.record({
      user: fc.constantFrom('alice', 'bob', 'carol'),
      session: fc.nat(1),
      minutes: fc.constantFrom(-1, 60),
      claims: fc.constantFrom(undefined, undefined, '{"access_token":{}}'),
      // A token that says one thing and is said to be another's
      oid: fc.option(fc.constant('oid-mallory'), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(call, { maxLength: 12 }),
        async (scheduler, calls) => {
          inner.mockReset().mockImplementation(({ oid }) =>
            scheduler.schedule(
              Promise.resolve({
                token: `storage of ${oid}`,
                expiresAt: new Date(Date.now() + 60 * MINUTE),
              }),
            ),
          );
          const exchange = create(2);
          const results = calls.map(async ({ claims, user, ...options }) => {
            await scheduler.schedule(Promise.resolve());
            const assertion = assertionOf(user, options);
            const { token } = await exchange.exchange(assertion, { claims });
            return [token, `storage of ${assertion.oid}`];
          });
          await scheduler.waitFor(Promise.all(results));
          for (const [given, own] of await Promise.all(results)) {
            expect(given).toBe(own);
          }
        },
      ),
      propertyRuns(),
    );
  }, 60_000);

  it('T12: should keep tokens where nothing else can read them', async () => {
    const exchange = create();
    await finish(exchange.exchange(assertionOf('alice')));
    // The cache of Backstage, a database or a log would need them in clear
    expect(Object.keys(exchange)).toEqual([]);
    const shown = inspect(exchange, { depth: 9, showHidden: true });
    expect(`${shown}${JSON.stringify(exchange)}`).not.toMatch(
      /storage of|assertion of/,
    );
  });
});
