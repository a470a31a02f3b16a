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

import { setImmediate as turn } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import * as fc from 'fast-check';
import { createTestSession } from '../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../__testUtils__/MemoryBlobStore';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { AccessRequest, AccessSession, Caller } from '../access';
import { AuditOutcome } from '../audit';
import { withBlobs } from './withBlobs';

const caller: Caller = {
  credentials: mockCredentials.user('user:default/alice'),
  origin: { requestId: 'r-1' },
};

/** A gate whose doors tell how they were closed. */
function createGate(
  options: { refused?: string[]; delay?: () => number } = {},
) {
  const { refused = [], delay } = options;
  const opened: string[] = [];
  const closed: Array<{ path: string; outcome: AuditOutcome }> = [];
  const locks = new Map<string, AbortController>();
  const store = new MemoryBlobStore();
  const gate = {
    describe: jest.fn(),
    async enter(_: Caller, { path }: AccessRequest): Promise<AccessSession> {
      for (let turns = delay?.() ?? 0; turns > 0; turns--) {
        await turn();
      }
      if (refused.includes(path)) {
        throw new AzureBlobError('NoRole', 'No.');
      }
      opened.push(path);
      const lock = new AbortController();
      locks.set(path, lock);
      return {
        ...createTestSession(store),
        signal: lock.signal,
        complete: async outcome => {
          closed.push({ path, outcome });
        },
      };
    },
  };
  return { gate, opened, closed, locks, store };
}

function run<T>(
  { gate }: ReturnType<typeof createGate>,
  paths: string[],
  work: () => Promise<T>,
  signal = new AbortController().signal,
) {
  const request = { entityRef: 'component:default/x', location: 'a', paths };
  return withBlobs({ gate, caller, request, signal }, work);
}

describe('withBlobs', () => {
  it('should close each door that it opened, once, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('there', 'missing', 'refused'), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.infiniteStream(fc.integer({ min: 0, max: 5 })),
        async (kinds, delays) => {
          const paths = kinds.map((kind, index) => `${kind}/${index}`);
          const world = createGate({
            refused: paths.filter(path => path.startsWith('refused')),
            delay: () => delays.next().value,
          });
          paths
            .filter(path => path.startsWith('there'))
            .forEach(path => world.store.put(path, 'x'));
          const work = jest.fn(async () => 'done');
          const result = await run(world, paths, work).catch(error => error);

          const isFine = kinds.every(kind => kind === 'there');
          expect(work).toHaveBeenCalledTimes(isFine ? 1 : 0);
          expect(result === 'done').toBe(isFine);
          expect(world.closed.map(({ path }) => path).sort()).toEqual(
            [...world.opened].sort(),
          );
          const results = world.closed.map(({ outcome }) => outcome.result);
          expect(results.every(one => (one === 'succeeded') === isFine)).toBe(
            true,
          );
          // At most one is the reason; the rest only ended with it.
          expect(
            results.filter(one => one === 'failed').length,
          ).toBeLessThanOrEqual(1);
        },
      ),
      propertyRuns(),
    );
  });

  it('B10: should hand out nothing that was locked meanwhile', async () => {
    const world = createGate();
    world.store.put('one', 'x');
    world.store.put('two', 'x');
    const locked = new AzureBlobError('Locked', 'Stopped.');
    await expect(
      run(world, ['one', 'two'], async () => {
        world.locks.get('two')?.abort(locked);
        return 'a link';
      }),
    ).rejects.toBe(locked);
    expect(world.closed.map(({ outcome }) => outcome)).toEqual([
      { result: 'denied', code: 'Locked' },
      { result: 'denied', code: 'Locked' },
    ]);
  });

  it('should put it on record where the client has gone', async () => {
    const world = createGate();
    world.store.put('one', 'x');
    const client = new AbortController();
    await expect(
      run(
        world,
        ['one'],
        async () => {
          client.abort();
          client.signal.throwIfAborted();
        },
        client.signal,
      ),
    ).rejects.toThrow();
    expect(world.closed).toEqual([
      { path: 'one', outcome: { result: 'aborted' } },
    ]);
  });
});
