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

import { Refusals, RefusalTally } from './RefusalTally';

const origin = { requestId: 'r-1', ip: '192.0.2.7' };

describe('RefusalTally', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  function create() {
    const reported: Refusals[] = [];
    const tally = RefusalTally.create({
      report: async refusals => {
        reported.push(refusals);
      },
    });
    return { tally, reported };
  }

  it('A10: should not become a flood of rows where each comes from elsewhere', async () => {
    const { tally, reported } = create();
    for (let n = 0; n < 5_000; n++) {
      tally.add({ actorRef: `address:${n % 2_500}`, origin }, 'content');
    }
    await jest.advanceTimersByTimeAsync(60_000);
    expect(reported).toHaveLength(1_001);
    const total = reported.map(({ details }) => details.times);
    expect(total.reduce((sum, times) => sum + times)).toBe(5_000);
    expect(reported.at(-1)).toEqual({
      actorRef: 'others',
      origin: { requestId: 'r-1' },
      operation: 'content',
      details: { times: 3_000 },
    });
  });

  it('A10: should name the first few tickets, each once', async () => {
    const { tally, reported } = create();
    for (let n = 0; n < 50; n++) {
      tally.add({ actorRef: 'address:1', origin }, 'content', `t-${n >> 1}`);
    }
    await tally.flush();
    const tickets = Array.from({ length: 10 }, (_, n) => `t-${n}`);
    expect(reported).toMatchObject([{ details: { times: 50, tickets } }]);
  });
});
