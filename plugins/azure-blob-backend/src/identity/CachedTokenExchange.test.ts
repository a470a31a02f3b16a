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
    ['its own last five minutes', 60, 60, 55],
    ['the end of the assertion', 60, 10, 10],
  ])('should use a token until %s', async (_, own, assertion, until) => {
    lifetime = own * MINUTE;
    const exchange = create();
    const alice = assertionOf('alice', { minutes: assertion });
    const start = Date.now();
    await finish(exchange.exchange(alice));
    jest.setSystemTime(start + until * MINUTE - 1);
    await exchange.exchange(alice);
    expect(inner).toHaveBeenCalledTimes(1);
    jest.setSystemTime(start + until * MINUTE);
    await finish(exchange.exchange(alice));
    expect(inner).toHaveBeenCalledTimes(2);
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

  it('should never give one user the token of another', async () => {
    // Real time, as small as it gets: the races are the point
    jest.useRealTimers();
    const calls = fc.array(
      fc.record({
        user: fc.constantFrom('alice', 'bob', 'carol'),
        session: fc.nat(1),
        delay: fc.nat(3),
        minutes: fc.constantFrom(-1, 60),
        // A token that says one thing and is said to be another's
        oid: fc.option(fc.constant('oid-mallory'), { nil: undefined }),
      }),
      { maxLength: 30 },
    );
    await fc.assert(
      fc.asyncProperty(calls, async given => {
        inner.mockReset().mockImplementation(async ({ oid }) => {
          await new Promise(resolve => setTimeout(resolve, oid.length % 3));
          return {
            token: `storage of ${oid}`,
            expiresAt: new Date(Date.now() + 60 * MINUTE),
          };
        });
        const exchange = create(2);
        await Promise.all(
          given.map(async ({ user, delay, ...options }) => {
            await new Promise(resolve => setTimeout(resolve, delay));
            const assertion = assertionOf(user, options);
            const { token } = await exchange.exchange(assertion);
            expect(token).toBe(`storage of ${assertion.oid}`);
          }),
        );
      }),
      { numRuns: 100 },
    );
  });
});
