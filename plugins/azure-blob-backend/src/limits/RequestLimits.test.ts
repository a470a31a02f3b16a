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
import { MemoryCache } from './__testUtils__/MemoryCache';
import { Refusals } from './RefusalTally';
import { getStep, RequestCounter } from './RequestCounter';
import { RequestLimits } from './RequestLimits';
import { SharedCounts } from './SharedCounts';

const MINUTE = 60_000;
const origin = { requestId: 'r-1', ip: '192.0.2.7', userAgent: 'test' };
const alice = { actorRef: 'user:default/alice', origin };

function createReplica(cache: MemoryCache, limit: number) {
  const reported: Refusals[] = [];
  const logger = mockServices.logger.mock();
  const limits = RequestLimits.create({
    cache,
    logger,
    limits: { cheap: 1_000, list: limit, read: limit, costly: limit },
    report: async refusals => {
      reported.push(refusals);
    },
  });
  return { limits, logger, reported };
}

/** How many of `times` requests are let in. */
async function send(
  { limits }: { limits: RequestLimits },
  times: number,
  caller = alice,
): Promise<number> {
  let admitted = 0;
  for (let i = 0; i < times; i++) {
    const [result] = await Promise.allSettled([limits.admit(caller, 'list')]);
    admitted += result.status === 'fulfilled' ? 1 : 0;
  }
  return admitted;
}

describe('RequestLimits', () => {
  let cache: MemoryCache;

  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000 * MINUTE });
    cache = new MemoryCache();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('R5: should refuse what is more than the limit of a user and class, and say for how long', async () => {
    const replica = createReplica(cache, 40);
    expect(await send(replica, 50)).toBe(40);
    await expect(replica.limits.admit(alice, 'list')).rejects.toMatchObject({
      code: 'RateLimited',
      statusCode: 429,
      message:
        'You have sent more than 40 requests of this kind in a minute. Try again in 62 s.',
      retryAfterSeconds: 62,
    });
    await replica.limits.admit(alice, 'read');
    const bob = { ...alice, actorRef: 'user:default/bob' };
    expect(await send(replica, 50, bob)).toBe(40);

    jest.advanceTimersByTime(61_000);
    expect(await send(replica, 1)).toBe(0);
    jest.advanceTimersByTime(1_000);
    expect(await send(replica, 2)).toBe(1);
    jest.advanceTimersByTime(2 * MINUTE);
    expect(await send(replica, 50)).toBe(40);
  });

  it('R5: should hold the limit with what comes at the same time', async () => {
    const replica = createReplica(cache, 40);
    const results = await Promise.allSettled(
      Array.from({ length: 500 }, () => replica.limits.admit(alice, 'list')),
    );
    const admitted = results.filter(({ status }) => status === 'fulfilled');
    expect(admitted).toHaveLength(40);
  });

  it('R5: should count a request for as many as it asks for, and let all pass or none', async () => {
    const replica = createReplica(cache, 40);
    await replica.limits.admit(alice, 'list', 30);
    await expect(replica.limits.admit(alice, 'list', 11)).rejects.toMatchObject(
      { code: 'RateLimited', statusCode: 429 },
    );
    expect(await send(replica, 50)).toBe(10);
    await expect(replica.limits.admit(alice, 'read', 41)).rejects.toMatchObject(
      {
        code: 'InvalidRequest',
        message:
          'You have asked for 41 at once, and the limit is 40 in a minute. Ask for fewer.',
      },
    );
    await replica.limits.admit(alice, 'read', 40);
  });

  it('R5: should count what comes without a user for its network alone', async () => {
    const replica = createReplica(cache, 40);
    const from = (ip: string, times: number) =>
      Promise.allSettled(
        Array.from({ length: times }, () =>
          replica.limits.admitAddress({ ...origin, ip }, 'list'),
        ),
      ).then(
        results =>
          results.filter(({ status }) => status === 'fulfilled').length,
      );
    expect(await from('192.0.2.7', 50)).toBe(40);
    expect(await from('192.0.2.8', 50)).toBe(40);
    expect(await from('2001:db8::1', 25)).toBe(25);
    expect(await from('2001:db8::2', 25)).toBe(15);
    expect(await send(replica, 50)).toBe(40);
    await replica.limits.close();
    expect(replica.reported).toContainEqual({
      actorRef: 'address:192.0.2.7',
      origin,
      operation: 'limit.list',
      details: { times: 10 },
      via: undefined,
    });
  });

  it('R5: should share the limit among replicas', async () => {
    const replicas = [1, 2, 3].map(() => createReplica(cache, 100));
    let admitted = 0;
    for (let i = 0; i < 200; i++) {
      admitted += await send(replicas[i % 3], 1);
      jest.advanceTimersByTime(20);
    }
    expect(admitted).toBeGreaterThanOrEqual(100);
    expect(admitted).toBeLessThanOrEqual(100 + 2 * getStep(100));
  });

  it('should remember in the cache what it has forgotten itself', async () => {
    const shared = SharedCounts.create({
      cache,
      logger: mockServices.logger.mock(),
      replica: 'one',
    });
    const take = async (counter: RequestCounter) => {
      let admitted = 0;
      while ((await counter.take(100)) === 0) {
        admitted += 1;
      }
      return admitted;
    };
    await take(RequestCounter.create({ key: 'alice', shared }));
    jest.advanceTimersByTime(1_000);
    const again = RequestCounter.create({ key: 'alice', shared });
    expect(await take(again)).toBeLessThanOrEqual(2 * getStep(100));
  });

  it.each(['throws', 'hangs', 'swallows'] as const)(
    'R15: should hold the limit by itself while the cache %s, and say so once',
    async fault => {
      const replica = createReplica(cache, 40);
      const admitting = send(replica, 10);
      await jest.advanceTimersByTimeAsync(2_000);
      expect(await admitting).toBe(10);

      cache.fault = fault;
      const rest = send(replica, 50);
      await jest.advanceTimersByTimeAsync(5_000);
      expect(await rest).toBe(30);
      expect(replica.logger.warn).toHaveBeenCalledTimes(1);
      expect(replica.logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('each replica counts requests for itself'),
      );
      // It is left alone for a while, so that it holds nobody up.
      const { calls } = cache;
      expect(await send(replica, 50)).toBe(0);
      expect(cache.calls).toBe(calls);

      cache.fault = 'none';
      for (let i = 0; i < 5; i++) {
        await jest.advanceTimersByTimeAsync(MINUTE);
        await send(replica, 1);
      }
      expect(replica.logger.warn).toHaveBeenCalledTimes(1);
      expect(replica.logger.info).toHaveBeenCalledTimes(1);
    },
  );

  it('should take nothing from the cache that is no count', async () => {
    const replica = createReplica(cache, 40);
    const key = JSON.stringify(['requests', 'list', alice.actorRef]);
    for (const junk of ['"x"', '{"a":{"window":1}}', '{"a":-1}', '[]']) {
      cache.entries.set(key, junk);
      jest.advanceTimersByTime(2 * MINUTE);
      expect(await send(replica, 50)).toBe(40);
    }
    expect(replica.logger.warn).not.toHaveBeenCalled();
  });

  it('A10: should tell of refusals once a minute for each user and class, with their number', async () => {
    const replica = createReplica(cache, 10);
    await send(replica, 200);
    expect(replica.reported).toEqual([]);
    await jest.advanceTimersByTimeAsync(MINUTE);
    expect(replica.reported).toEqual([
      {
        ...alice,
        operation: 'limit.list',
        details: { times: 190 },
        via: undefined,
      },
    ]);
    await send(replica, 20);
    await replica.limits.close();
    expect(replica.reported[1]).toMatchObject({ details: { times: 20 } });
    await jest.advanceTimersByTimeAsync(2 * MINUTE);
    expect(replica.reported).toHaveLength(2);
  });
});
