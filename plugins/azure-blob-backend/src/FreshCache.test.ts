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

import { FreshCache } from './FreshCache';

describe('FreshCache', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const create = () => FreshCache.create<number>({ max: 2, maxAgeMs: 1_000 });

  it('should count the age from when it was asked for', async () => {
    const cache = create();
    const load = jest.fn(
      () =>
        new Promise<number>(resolve => {
          setTimeout(() => resolve(load.mock.calls.length), 900);
        }),
    );
    const first = cache.get('key', load);
    jest.advanceTimersByTime(900);
    expect(await first).toBe(1);
    jest.advanceTimersByTime(99);
    expect(await cache.get('key', load)).toBe(1);
    expect(load).toHaveBeenCalledTimes(1);
    jest.advanceTimersByTime(1);
    const second = cache.get('key', load);
    jest.advanceTimersByTime(900);
    expect(await second).toBe(2);
  });

  it('should not wait for a load that began too long ago', async () => {
    const cache = create();
    cache.get('key', () => new Promise(() => undefined));
    jest.advanceTimersByTime(1_000);
    expect(await cache.get('key', async () => 2)).toBe(2);
  });

  it('should load once for many, and again after a failure', async () => {
    const cache = create();
    const load = jest.fn(async () => 1);
    load.mockRejectedValueOnce(new Error('down'));
    const answers = await Promise.allSettled([
      cache.get('key', load),
      cache.get('key', load),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    expect(load).toHaveBeenCalledTimes(1);
    expect(await cache.get('key', load)).toBe(1);
  });

  it('should keep a newer answer when an older load fails late', async () => {
    const cache = create();
    let fail = (_error: Error) => {};
    const late = cache.get(
      'key',
      () =>
        new Promise((_, reject) => {
          fail = reject;
        }),
    );
    jest.advanceTimersByTime(1_000);
    await cache.get('key', async () => 2);
    fail(new Error('late'));
    await expect(late).rejects.toThrow('late');
    expect(await cache.get('key', async () => 3)).toBe(2);
  });

  it('should keep a newer answer when an older one comes late', async () => {
    const cache = create();
    let answer = (_value: number) => {};
    const late = cache.get(
      'key',
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    );
    jest.advanceTimersByTime(1_000);
    await cache.get('key', async () => 2);
    answer(1);
    expect(await late).toBe(1);
    expect(await cache.get('key', async () => 3)).toBe(2);
  });

  it('should forget what is not whole, and what there is no room for', async () => {
    const cache = FreshCache.create<number>({
      max: 2,
      maxAgeMs: 1_000,
      isWhole: value => value > 1,
    });
    expect(await cache.get('a', async () => 1)).toBe(1);
    expect(await cache.get('a', async () => 2)).toBe(2);
    expect(await cache.get('a', async () => 3)).toBe(2);
    await cache.get('b', async () => 2);
    await cache.get('c', async () => 2);
    expect(await cache.get('a', async () => 4)).toBe(4);
  });

  it('should not be fooled by a clock that is set back', async () => {
    const cache = create();
    await cache.get('key', async () => 1);
    jest.advanceTimersByTime(1_000);
    jest.setSystemTime(0);
    expect(await cache.get('key', async () => 2)).toBe(2);
  });

  /** Takes 4,000 bytes and a bit. */
  const fat = async () => ['x'.repeat(2_000)];

  it('should stay below what all may take, whatever each of them takes', async () => {
    const cache = FreshCache.create<string[]>({
      max: 1_000,
      maxAgeMs: 1_000,
      maxBytes: 50_000,
    });
    for (let count = 0; count < 100; count++) {
      await cache.get(`key-${count}`, fat);
      expect(cache.bytes).toBeLessThanOrEqual(50_000);
    }
    expect(cache.bytes).toBeGreaterThan(40_000);
    const load = jest.fn(fat);
    await cache.get('key-99', load);
    expect(load).not.toHaveBeenCalled();
    await cache.get('key-0', load);
    expect(load).toHaveBeenCalledTimes(1);
  });

  it('should hand out what is too big to keep, and keep the rest', async () => {
    const cache = FreshCache.create<string[]>({
      max: 10,
      maxAgeMs: 1_000,
      maxBytes: 3_000,
    });
    const small = jest.fn(async () => ['small']);
    await cache.get('small', small);
    expect(await cache.get('fat', fat)).toHaveLength(1);
    const again = jest.fn(fat);
    await cache.get('fat', again);
    expect(again).toHaveBeenCalledTimes(1);
    await cache.get('small', small);
    expect(small).toHaveBeenCalledTimes(1);
  });

  it('should keep nothing of what has expired, though nobody asks again', async () => {
    const cache = FreshCache.create<string[]>({ max: 10, maxAgeMs: 1_000 });
    await cache.get('one', fat);
    cache.get('two', () => new Promise(() => undefined));
    expect(cache.bytes).toBeGreaterThan(4_000);
    await jest.advanceTimersByTimeAsync(1_002);
    expect(cache.bytes).toBe(0);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('should hand out what it cannot measure, and forget it', async () => {
    const cache = FreshCache.create<unknown>({ max: 10, maxAgeMs: 1_000 });
    const endless: { self?: unknown } = {};
    endless.self = endless;
    expect(await cache.get('endless', async () => endless)).toBe(endless);
    await jest.advanceTimersByTimeAsync(0);
    expect(await cache.get('endless', async () => undefined)).toBeUndefined();
    expect(await cache.get('endless', async () => 3)).toBeUndefined();
    // No more than its key
    expect(cache.bytes).toBeLessThan(20);
  });
});
