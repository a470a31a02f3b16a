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
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { PAYMENTS, user } from './__testUtils__/gateEntities';
import { alice, createGateWorld, request } from './__testUtils__/gateWorld';
import { AccessSession } from './types';

const START = Date.parse('2026-11-22T12:00:00.000Z');
const BOUND_MS = 60_000;
/** For those who use a session already; nobody new is let in at all. */
const SESSION_BOUND_MS = 2_000;

const FACTS = ['member', 'owned', 'granted', 'locked', 'cataloged'] as const;
type Fact = (typeof FACTS)[number];

/** What was so at any time, to look back at. */
class History {
  readonly #changes: Array<{ at: number; fact: Fact; holds: boolean }> = [];

  set(fact: Fact, holds: boolean) {
    this.#changes.push({ at: Date.now(), fact, holds });
  }

  holds(fact: Fact): boolean {
    const changes = this.#changes.filter(change => change.fact === fact);
    return changes[changes.length - 1].holds;
  }

  /** Whether it has become so within that time. */
  hasJust(fact: Fact, withinMs: number): boolean {
    return this.#changes.some(
      change => change.fact === fact && change.at >= Date.now() - withinMs,
    );
  }

  /** Whether it was so at any moment within that time. */
  held(fact: Fact, withinMs: number): boolean {
    const since = Date.now() - withinMs;
    const changes = this.#changes.filter(change => change.fact === fact);
    return changes.some(
      ({ holds }, index) =>
        holds && (changes[index + 1]?.at ?? Infinity) >= since,
    );
  }
}

function createWorld(grantEnds: number) {
  const history = new History();
  const world = createGateWorld({
    grants: [
      {
        listGrants: async () =>
          history.holds('granted')
            ? [
                {
                  id: 'grant-1',
                  groupRef: 'group:default/search',
                  entityRef: request.entityRef,
                  role: 'reader',
                  expiresAt: new Date(grantEnds),
                  approvedBy: 'user:default/erin',
                },
              ]
            : [],
      },
    ],
  });
  const set = (fact: Fact, holds: boolean) => {
    history.set(fact, holds);
    const { state } = world;
    if (fact === 'locked') {
      state.locks = holds
        ? [
            {
              id: 'lock-1',
              target: { type: 'entity', entityRef: request.entityRef },
              reason: 'Because.',
              createdBy: 'user:default/carol',
              createdAt: new Date().toISOString(),
            },
          ]
        : [];
    }
    if (fact === 'member') {
      state.entities[0] = user('alice', [
        'search',
        ...(holds ? ['payments'] : []),
      ]);
    }
    const owned = state.entities.find(
      ({ metadata }) => metadata.name === 'payments-api',
    );
    if (fact === 'owned' && owned) {
      const targetRef = holds ? PAYMENTS : 'group:default/pay';
      owned.relations = [{ type: 'ownedBy', targetRef }];
    }
    if (fact === 'cataloged') {
      state.isVisible = () => holds;
    }
  };
  return { ...world, history, set };
}

describe('DefaultAccessGate after a revocation', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: START });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it(
    'I6, B9, B10: should allow nothing later than the bound, in any order of events',
    async () => {
      const seen = { allowed: 0, refused: 0, kept: 0, ended: 0 };
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.record({
              seconds: fc.constantFrom(0, 1, 3, 10, 25, 29, 31, 59, 61),
              fact: fc.constantFrom(...FACTS),
              isEntering: fc.boolean(),
            }),
            { minLength: 3, maxLength: 9, size: 'max' },
          ),
          fc.constantFrom(5, 40, 100, 1_000),
          async (events, grantSeconds) => {
            jest.setSystemTime(START);
            const grantEnds = START + grantSeconds * 1_000;
            const { gate, history, set } = createWorld(grantEnds);
            for (const fact of FACTS) {
              set(fact, fact !== 'locked');
            }
            const mayBe = (boundMs: number, grantBoundMs: number) =>
              history.held('cataloged', boundMs) &&
              ((history.held('member', boundMs) &&
                history.held('owned', boundMs)) ||
                (history.held('granted', boundMs) &&
                  Date.now() - grantBoundMs < grantEnds));
            const sessions = new Set<AccessSession>();
            for (const { seconds, fact, isEntering } of events) {
              await jest.advanceTimersByTimeAsync(seconds * 1_000);
              for (const session of sessions) {
                if (session.signal.aborted) {
                  seen.ended++;
                  sessions.delete(session);
                  continue;
                }
                seen.kept++;
                expect(mayBe(BOUND_MS, SESSION_BOUND_MS)).toBe(true);
                // A lock that is young enough may not have been seen yet
                expect(
                  history.holds('locked') &&
                    !history.hasJust('locked', SESSION_BOUND_MS),
                ).toBe(false);
              }
              const session = isEntering
                ? await gate.enter(alice(), request).catch(() => undefined)
                : undefined;
              if (isEntering) {
                seen[session ? 'allowed' : 'refused']++;
              }
              const isPossible = !history.holds('locked') && mayBe(BOUND_MS, 0);
              expect(session === undefined || isPossible).toBe(true);
              if (session) {
                sessions.add(session);
              }
              set(fact, !history.holds(fact));
            }
            for (const session of sessions) {
              await session.complete({ result: 'succeeded' });
            }
            await jest.advanceTimersByTimeAsync(31_000);
            expect(jest.getTimerCount()).toBe(0);
          },
        ),
        propertyRuns(),
      );
      expect(Object.values(seen).filter(count => count < 50)).toEqual([]);
    },
    propertyTimeout(),
  );
});
