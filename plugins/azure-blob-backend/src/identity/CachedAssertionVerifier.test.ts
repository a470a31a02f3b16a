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

import { performance } from 'node:perf_hooks';
import {
  AzureBlobAssertion,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import { CachedAssertionVerifier } from './CachedAssertionVerifier';

const MINUTE = 60_000;

describe('CachedAssertionVerifier', () => {
  const verify = jest.fn<Promise<AzureBlobAssertion>, [string]>();
  let lifetime = 60 * MINUTE;

  beforeEach(() => {
    jest.useFakeTimers();
    lifetime = 60 * MINUTE;
    verify.mockReset().mockImplementation(async token => ({
      token,
      oid: `oid of ${token}`,
      tid: 'tid',
      expiresAt: new Date(Date.now() + lifetime),
    }));
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it.each([
    ['a minute has passed', 60 * MINUTE, MINUTE + 1],
    ['its end', 10_000, 10_000],
  ])('T16: should believe a token until %s', async (_, given, until) => {
    lifetime = given;
    const cached = CachedAssertionVerifier.create({ verifier: { verify } });
    const first = await cached.verify('alice');
    await jest.advanceTimersByTimeAsync(until - 1);
    expect(await cached.verify('alice')).toEqual(first);
    expect(verify).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    await cached.verify('alice');
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('should tell tokens apart, hold no more than its bound and remember no refusal', async () => {
    const cached = CachedAssertionVerifier.create({
      verifier: { verify },
      maxEntries: 2,
    });
    for (const token of ['a', 'b', 'a', 'c', 'b', 'b']) {
      expect(await cached.verify(token)).toMatchObject({
        token,
        oid: `oid of ${token}`,
      });
    }
    expect(verify.mock.calls.flat()).toEqual(['a', 'b', 'c', 'b']);

    verify.mockRejectedValue(new AzureBlobError('AssertionInvalid', 'no'));
    await expect(cached.verify('d')).rejects.toThrow('no');
    await expect(cached.verify('d')).rejects.toThrow('no');
    expect(verify).toHaveBeenCalledTimes(6);
  });

  it('should cost far less than a millisecond once it knows a token', async () => {
    jest.useRealTimers();
    const cached = CachedAssertionVerifier.create({ verifier: { verify } });
    const token = 'x'.repeat(2_000);
    await cached.verify(token);
    const costs: number[] = [];
    for (let i = 0; i < 1_001; i++) {
      const start = performance.now();
      await cached.verify(token);
      costs.push(performance.now() - start);
    }
    expect(costs.sort((one, other) => one - other)[500]).toBeLessThan(0.5);
  });
});
