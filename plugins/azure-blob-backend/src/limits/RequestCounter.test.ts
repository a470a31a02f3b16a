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
import fc from 'fast-check';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { MemoryCache } from './__testUtils__/MemoryCache';
import { getStep, RequestCounter } from './RequestCounter';
import { SharedCounts } from './SharedCounts';

describe('RequestCounter', () => {
  it('should stay within its bounds however replicas and cache interleave', async () => {
    const limit = 20;
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat({ max: 3 }), { minLength: 40, maxLength: 160 }),
        async (scheduler, replicas, requests) => {
          const cache = new MemoryCache(async work =>
            scheduler.schedule(Promise.resolve()).then(work),
          );
          const counters = Array.from({ length: replicas }, (_, index) =>
            RequestCounter.create({
              key: 'alice',
              shared: SharedCounts.create({
                cache,
                logger: mockServices.logger.mock(),
                replica: `replica-${index}`,
              }),
            }),
          );
          const admitted = counters.map(() => 0);
          const sent = requests.map(async request => {
            const index = request % replicas;
            if ((await counters[index].take(limit)) === 0) {
              admitted[index] += 1;
            }
          });
          await scheduler.waitFor(Promise.all(sent));
          const mine = requests.map(request => request % replicas);
          for (const [index, count] of admitted.entries()) {
            const asked = mine.filter(one => one === index).length;
            expect(count).toBeLessThanOrEqual(Math.min(limit, asked));
          }
          const total = admitted.reduce((sum, count) => sum + count, 0);
          expect(total).toBeGreaterThanOrEqual(
            Math.min(limit, requests.length),
          );
        },
      ),
      propertyRuns<[fc.Scheduler, number, number[]]>(),
    );
  });

  it('should overshoot by a step for each other replica at most where no writes cross', async () => {
    const limit = 40;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.nat(), { minLength: 100, maxLength: 300 }),
        fc.integer({ min: 1, max: 10 }),
        async (replicas, requests, amount) => {
          const cache = new MemoryCache();
          const counters = Array.from({ length: replicas }, (_, index) =>
            RequestCounter.create({
              key: 'alice',
              shared: SharedCounts.create({
                cache,
                logger: mockServices.logger.mock(),
                replica: `replica-${index}`,
              }),
            }),
          );
          let admitted = 0;
          for (const request of requests) {
            const counter = counters[request % replicas];
            if ((await counter.take(limit, amount)) === 0) {
              admitted += amount;
            }
            // The exchange that a request has begun ends before the next one.
            await new Promise(setImmediate);
          }
          expect(admitted).toBeGreaterThan(limit - amount);
          expect(admitted).toBeLessThanOrEqual(
            limit + (replicas - 1) * Math.max(getStep(limit), amount),
          );
        },
      ),
      propertyRuns<[number, number[], number]>(),
    );
  });
});
