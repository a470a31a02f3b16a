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

import { SearchTurns } from './SearchTurns';

const LIMITS = { perUser: 2, total: 3, waitMilliseconds: 150 };

function hold(turns: SearchTurns, userRef: string) {
  let end = () => {};
  const held = new Promise<void>(resolve => {
    end = resolve;
  });
  return { taken: turns.take(() => held, userRef), end };
}

describe('SearchTurns', () => {
  it('R4: should refuse those who would wait for long, and tell when to come back', async () => {
    const turns = SearchTurns.create(LIMITS);
    const alice = [hold(turns, 'alice'), hold(turns, 'alice')];
    const work = jest.fn(async () => 'done');
    await expect(turns.take(work, 'alice')).rejects.toMatchObject({
      code: 'RateLimited',
      retryAfterSeconds: 5,
      message: expect.stringContaining('2 times at once'),
    });
    const bob = hold(turns, 'bob');
    await expect(turns.take(work, 'carol')).rejects.toMatchObject({
      code: 'RateLimited',
      message: expect.stringContaining('More is being searched'),
    });
    expect(work).not.toHaveBeenCalled();
    [...alice, bob].forEach(({ end }) => end());
    await Promise.all([...alice, bob].map(({ taken }) => taken));
    await expect(turns.take(work, 'alice')).resolves.toBe('done');
  });

  it('should wait for a moment, unless whoever asks has gone', async () => {
    const turns = SearchTurns.create({ ...LIMITS, waitMilliseconds: 60_000 });
    const held = [hold(turns, 'alice'), hold(turns, 'alice')];
    const next = turns.take(async () => 'done', 'alice');
    const controller = new AbortController();
    const gone = turns.take(async () => 'done', 'alice', controller.signal);
    controller.abort();
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' });
    held[0].end();
    await expect(next).resolves.toBe('done');
    held[1].end();
  });

  it('should give a turn back whose work has failed', async () => {
    const turns = SearchTurns.create({ ...LIMITS, perUser: 1 });
    const failing = async () => {
      throw new Error('failed');
    };
    await expect(turns.take(failing, 'alice')).rejects.toThrow('failed');
    await expect(turns.take(async () => 1, 'alice')).resolves.toBe(1);
  });
});
