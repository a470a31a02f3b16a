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
import { ModelRole, ModelWorld } from './referenceModel';

export const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const HOUR = 3_600_000;

const TRUSTED = ['msgraph:', 'ldap://corp'];
const USERS = ['user:default/alice', 'user:default/bob', 'user:other/alice'];
/** Long enough a chain that its upper end is too far up to count. */
const CHAIN = Array.from({ length: 13 }, (_, i) => `group:default/level-${i}`);
const TEAMS = [
  'group:default/payments',
  // Only a namespace apart
  'group:other/payments',
];
const GROUPS = [...CHAIN, ...TEAMS];
const MISSING = ['group:default/missing', 'user:default/missing'];
const SYSTEMS = ['system:default/checkout', 'system:other/checkout'];
const DEPENDENTS = ['component:default/shop', 'api:default/shop'];
const ENTITY = 'component:default/thing';

function spelled(ref: string): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(ref) },
    fc.constant(ref.toUpperCase()),
    fc.constant(ref.replace(/(^|[:/])(.)/g, text => text.toUpperCase())),
  );
}

function some(
  refs: string[],
  minLength: number,
  maxLength: number,
): fc.Arbitrary<string[]> {
  return fc.array(fc.constantFrom(...refs).chain(spelled), {
    minLength,
    maxLength,
    size: 'max',
  });
}

/** Mostly those that others are likely to name as well. */
function teamsOr(refs: string[]): fc.Arbitrary<string[]> {
  return fc.oneof(
    { weight: 6, arbitrary: some(TEAMS, 1, 3) },
    { weight: 3, arbitrary: some(refs, 1, 3) },
    fc.constant<string[]>([]),
  );
}

/** Integers would be drawn towards their ends. */
const rarely = fc.oneof(
  { weight: 15, arbitrary: fc.constant(false) },
  fc.constant(true),
);

/** Leaves one of them out now and then. */
function mostOf<T>(all: fc.Arbitrary<T>[]): fc.Arbitrary<T[]> {
  return fc
    .tuple(...all.map(one => fc.tuple(one, rarely)))
    .map(pairs => pairs.filter(([, isOut]) => !isOut).map(([one]) => one));
}

const origin = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      ...['msgraph:default', 'ldap://corp/x', 'ldap://corp', 'ldap://corp?x'],
    ),
  },
  fc.constantFrom(
    'url:https://evil/msgraph:',
    'xmsgraph:',
    'MSGRAPH:x',
    'ldap://corrupt',
    'ldap://corporate/x',
    'ldap://corp@evil/x',
    'ldap://corp/../evil',
  ),
  fc.constant(undefined),
);
const owners = teamsOr([...GROUPS, ...USERS, ...MISSING]);
const role = fc.constantFrom<ModelRole[]>('reader', 'contributor', 'owner');
const time = fc.constantFrom(
  NOW - HOUR,
  NOW - 1,
  NOW,
  NOW + 1,
  NOW + HOUR,
  NOW + 2 * HOUR,
);
const location = fc.constantFrom('artifacts', 'logs', 'none');

const chain = fc.oneof(
  // All the way up, farther than counts
  fc.constant([0, CHAIN.length - 1]),
  fc
    .tuple(fc.nat(CHAIN.length - 1), fc.nat(CHAIN.length - 1))
    .map(([one, other]) => [Math.min(one, other), Math.max(one, other)]),
);

const groups = fc
  .tuple(
    chain,
    fc.tuple(
      ...GROUPS.map(ref =>
        fc.record({
          ref: spelled(ref),
          origin,
          childOf: fc.oneof(
            { weight: 12, arbitrary: fc.constant<string[]>([]) },
            some([...GROUPS, ...MISSING], 1, 2),
          ),
          missing: rarely,
        }),
      ),
    ),
  )
  .map(([[from, to], all]) =>
    all
      .map((group, index) =>
        index >= from && index < to
          ? {
              ...group,
              origin: 'msgraph:default',
              missing: false,
              childOf: [...group.childOf, CHAIN[index + 1]],
            }
          : group,
      )
      .filter(({ missing }) => !missing),
  );

const users = mostOf(
  USERS.map(ref =>
    fc.record({
      ref: spelled(ref),
      origin,
      memberOf: teamsOr([...TEAMS, CHAIN[0], CHAIN[1]]),
    }),
  ),
);

const others = mostOf(
  [...SYSTEMS, ...DEPENDENTS].map(ref =>
    fc.record({ ref: spelled(ref), origin, owners }),
  ),
);

/** Worlds in which about everything that can be odd is. */
export const arbitraryWorld: fc.Arbitrary<ModelWorld> = fc.record({
  now: fc.constant(NOW),
  trustedOrigins: fc.constant(TRUSTED),
  nested: rarely.map(isFlat => !isFlat),
  asker: fc.constantFrom(
    ...[USERS[0], USERS[0], USERS[0], USERS[0]],
    ...USERS,
    'user:default/guest',
  ),
  users,
  groups,
  entity: fc.record({
    ref: spelled(ENTITY),
    visible: rarely.map(isHidden => !isHidden),
    owners,
    systems: some(SYSTEMS, 0, 2),
    dependents: some(DEPENDENTS, 0, 2),
    selects: fc.option(
      fc.constantFrom('artifacts', 'logs', 'logs, artifacts', 'logs,typo', ''),
      { nil: undefined, freq: 2 },
    ),
  }),
  others,
  policy: fc.record({
    artifacts: rarely.map(isOff => !isOff),
    logs: rarely.map(isOff => !isOff),
  }),
  rules: fc.array(
    fc.oneof(
      {
        weight: 2,
        arbitrary: fc.record({ role, to: fc.constant('owners' as const) }),
      },
      fc.record({ role, to: fc.constant('system-owners' as const) }),
      fc.record({
        role: fc.constant('reader' as const),
        to: fc.record({
          dependentsFrom: fc.subarray(TRUSTED, { minLength: 1 }),
        }),
      }),
      fc.record({
        role,
        to: fc.record({ systemsFrom: fc.subarray(TRUSTED, { minLength: 1 }) }),
      }),
      fc.record({
        role,
        to: fc.record({
          group: fc.constantFrom(...TEAMS, ...TEAMS, ...TEAMS, ...GROUPS),
        }),
      }),
    ),
    { minLength: 2, maxLength: 4, size: 'max' },
  ),
  grants: fc.array(
    fc.record({
      id: fc.uuid(),
      to: fc
        .constantFrom(...TEAMS, USERS[0], ...GROUPS, ...USERS)
        .chain(spelled),
      on: fc.constantFrom(ENTITY, ENTITY, ENTITY, SYSTEMS[0]).chain(spelled),
      location: fc.option(location, { nil: undefined }),
      role,
      ends: time,
    }),
    { minLength: 1, maxLength: 3, size: 'max' },
  ),
  locks: fc.oneof(
    { weight: 3, arbitrary: fc.constant<ModelWorld['locks']>([]) },
    fc.array(
      fc
        .oneof(
          fc.tuple(
            fc.constant('user'),
            fc.constantFrom(...USERS).chain(spelled),
          ),
          fc.tuple(
            fc.constant('entity'),
            fc.constantFrom(ENTITY, SYSTEMS[0]).chain(spelled),
          ),
          fc.tuple(fc.constant('location'), location),
        )
        .chain(([type, what]) =>
          fc.record({
            type: fc.constant(type),
            what: fc.constant(what),
            ends: fc.option(time, { nil: undefined }),
          }),
        ),
      { maxLength: 2 },
    ),
  ),
});
