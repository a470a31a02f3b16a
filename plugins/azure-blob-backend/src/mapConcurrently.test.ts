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

import { mapConcurrently } from './mapConcurrently';

describe('mapConcurrently', () => {
  it('should keep the order, within its limit', async () => {
    let running = 0;
    let most = 0;
    const outputs = await mapConcurrently([3, 1, 2, 0], 2, async input => {
      running += 1;
      most = Math.max(most, running);
      for (let turn = 0; turn < input; turn++) {
        await Promise.resolve();
      }
      running -= 1;
      return input * 10;
    });
    expect(outputs).toEqual([30, 10, 20, 0]);
    expect(most).toBe(2);
  });

  it('should make no further call after a failure', async () => {
    const seen: number[] = [];
    const inputs = Array.from({ length: 100 }, (_, index) => index);
    await expect(
      mapConcurrently(inputs, 4, async input => {
        seen.push(input);
        await Promise.resolve();
        if (input === 0) {
          throw new Error('lost');
        }
      }),
    ).rejects.toThrow('lost');
    await new Promise(resolve => setImmediate(resolve));
    expect(seen.length).toBeLessThan(10);
  });
});
