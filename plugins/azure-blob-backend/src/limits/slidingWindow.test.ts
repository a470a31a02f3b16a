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

import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import {
  getWait,
  getWindow,
  moveTo,
  WINDOW_MILLISECONDS,
} from './slidingWindow';

const START = 1_000 * WINDOW_MILLISECONDS;

describe('getWait', () => {
  it('should let no more pass than fit into a window, nor twice as many around its end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 }),
        (limit, gaps) => {
          let count = { window: 0, current: 0, previous: 0 };
          let now = START;
          const admitted: number[] = [];
          for (const gap of gaps) {
            now += gap;
            if (getWait(count, limit, now) === 0) {
              count = moveTo(getWindow(now), count);
              count.current += 1;
              admitted.push(now);
            }
          }
          for (const window of new Set(admitted.map(getWindow))) {
            const inside = admitted.filter(at => getWindow(at) === window);
            expect(inside.length).toBeLessThanOrEqual(limit);
            // What the window before still weighs counts against this one.
            const before = admitted.filter(at => getWindow(at) === window - 1);
            const last = Math.max(...inside) - window * WINDOW_MILLISECONDS;
            const weight = 1 - last / WINDOW_MILLISECONDS;
            expect(inside.length + before.length * weight).toBeLessThanOrEqual(
              limit + 1e-6,
            );
          }
        },
      ),
      propertyRuns(),
    );
  });

  it('should say exactly when the next one fits', () => {
    const amount = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(
        fc.record({ current: amount, previous: amount }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: WINDOW_MILLISECONDS - 1 }),
        (count, limit, passed) => {
          const now = START + passed;
          const inNow = { ...count, window: getWindow(now) };
          const wait = getWait(inNow, limit, now);
          expect(getWait(inNow, limit, now + wait)).toBe(0);
          const early = now + wait - 1;
          expect(wait === 0 || getWait(inNow, limit, early) > 0).toBe(true);
        },
      ),
      propertyRuns(),
    );
  });

  it('should take a clock that is ahead for this window', () => {
    const window = getWindow(START);
    const ahead = { window: window + 1, current: 3, previous: 1 };
    expect(moveTo(window, ahead)).toEqual({ ...ahead, window });
  });
});
