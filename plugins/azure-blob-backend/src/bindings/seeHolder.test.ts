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
import { createAccount } from '../__testUtils__/createAccount';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { BindingHolder, ScopeBinding } from './ScopeBinding';
import { seeHolder } from './seeHolder';

const account = createAccount('https://contosobuilds.blob.core.windows.net');
const location: ScopeBinding['root']['location'] = {
  id: 'artifacts',
  title: 'Artifacts',
  content: 'artifacts',
  account,
  container: 'builds',
  prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
  layout: '{run}/{path}',
};

const holder = fc.record<BindingHolder>({
  entityRef: fc.constant('component:default/pay'),
  uid: fc.constantFrom('1', '2', '3'),
  ownerRefs: fc.constantFrom(['group:a'], ['group:b']),
  origin: fc.constantFrom('url:a', 'url:b'),
});
const step = fc.record({
  afterMs: fc.constantFrom(0, 1_000, 119_999, 120_000, 3_600_000),
  sees: holder,
  confirms: fc.boolean(),
});

function start(first: BindingHolder): ScopeBinding {
  return {
    root: { account, container: 'builds', prefix: 'a/', location },
    holder: first,
    since: new Date(0),
    lastSeen: new Date(0),
    state: 'confirmed',
    version: 1,
  };
}

describe('seeHolder', () => {
  it('should let in nobody under hold but the first and those whom somebody confirmed', () => {
    fc.assert(
      fc.property(holder, fc.array(step, { maxLength: 12 }), (first, steps) => {
        let binding = start(first);
        let now = new Date(0);
        // The model: nothing but who was confirmed, one after the other.
        const confirmed = [JSON.stringify(first)];
        for (const { afterMs, sees, confirms } of steps) {
          now = new Date(now.getTime() + afterMs);
          const seen = seeHolder(binding, sees, { now, takeOvers: 'hold' });
          const name = JSON.stringify(sees);
          expect(seen.holder).toEqual(sees);
          const isLetIn = seen.state !== 'held';
          expect(!isLetIn || confirmed.includes(name)).toBe(true);
          expect(isLetIn || name !== confirmed.at(-1)).toBe(true);
          if (seen.version !== binding.version) {
            binding = seen;
          }
          if (confirms && seen.state === 'held') {
            confirmed.push(name);
            const version = seen.version + 1;
            binding = { ...seen, state: 'confirmed', version };
          }
        }
      }),
      propertyRuns(),
    );
  });

  it('should hold whatever differs from the last that was confirmed', () => {
    fc.assert(
      fc.property(
        holder,
        fc.array(step, { maxLength: 12 }),
        fc.constantFrom('notify' as const, 'hold' as const),
        (first, steps, takeOvers) => {
          let binding = start(first);
          // The model: nothing but who was confirmed, and who is there.
          let confirmed = first;
          let there = first;
          let since = new Date(0);
          for (const [index, { sees, confirms }] of steps.entries()) {
            // Far enough apart for none of them to be belated
            const now = new Date((index + 1) * 120_000);
            const isNew = JSON.stringify(sees) !== JSON.stringify(there);
            const last = there;
            binding = seeHolder(binding, sees, { now, takeOvers });
            there = sees;
            since = isNew ? now : since;
            const isConfirmed =
              JSON.stringify(there) === JSON.stringify(confirmed);
            const waits = takeOvers === 'hold' ? 'held' : 'taken-over';
            expect(binding).toMatchObject({
              holder: there,
              since,
              state: isConfirmed ? 'confirmed' : waits,
              ...(isNew && { previous: { confirmed, last } }),
            });
            if (confirms) {
              confirmed = there;
              binding = { ...binding, state: 'confirmed' };
            }
          }
        },
      ),
      propertyRuns(),
    );
  });

  describe('of the one who was there right before', () => {
    const base = {
      entityRef: 'component:default/pay',
      ownerRefs: [],
      origin: '',
    };
    const [one, two, three] = ['1', '2', '3'].map(uid => ({ ...base, uid }));
    const binding: ScopeBinding = {
      ...start(three),
      previous: { confirmed: one, last: two },
      since: new Date(1_000_000),
      state: 'held',
      version: 3,
    };
    const see = (
      change: Partial<ScopeBinding>,
      seen: BindingHolder,
      time: number,
    ) =>
      seeHolder({ ...binding, ...change }, seen, {
        now: new Date(time),
        takeOvers: 'hold',
      });

    it('should make no second change, but for two minutes only', () => {
      expect(see({}, two, 1_119_999).version).toBe(3);
      // By the clock of another replica.
      expect(see({}, two, 999_000).version).toBe(3);
      expect(see({}, two, 1_120_000).version).toBe(4);
      expect(see({}, one, 1_000_001).version).toBe(4);
      expect(see({ previous: undefined }, two, 1_000_001).version).toBe(4);
    });

    it('should let in the confirmed one alone', () => {
      expect(see({}, two, 1_000_001).state).toBe('held');
      // Not even where the one who is there now has been confirmed.
      const confirmed = { state: 'confirmed' } as const;
      expect(see(confirmed, two, 1_000_001).state).toBe('held');
      const previous = { confirmed: one, last: one };
      expect(see({ previous }, one, 1_000_001).state).toBe('confirmed');
    });
  });

  it('should have the owners told once an hour', () => {
    const owner = (name: string): BindingHolder => ({
      entityRef: 'component:default/pay',
      uid: '1',
      ownerRefs: [name],
      origin: '',
    });
    const told: number[] = [];
    let binding = start(owner('group:a'));
    for (let minute = 0; minute < 200; minute += 5) {
      const now = new Date(minute * 60_000);
      const next = owner(minute % 10 === 0 ? 'group:b' : 'group:a');
      binding = seeHolder(binding, next, { now, takeOvers: 'notify' });
      if (binding.previous?.toldAt === now) {
        told.push(minute);
      }
    }
    expect(told).toEqual([0, 60, 120, 180]);
    expect(binding.version).toBe(41);
  });
});
