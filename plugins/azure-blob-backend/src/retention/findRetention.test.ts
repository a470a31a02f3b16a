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
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { lifecycle } from '../config/lifecycle';
import { findRetention } from './findRetention';

const HOUR = 60 * 60_000;
const NOW = Date.parse('2026-11-22T12:00:00.000Z');
const PATHS = ['1/app.tgz', '10/app.tgz', 'other'];
const KEYS = ['delete', 'tierToArchive', 'tierToCold', 'tierToCool'] as const;
const TIERS = ['Hot', 'Cool', 'Cold', 'Archive'];
/** The tier that each action leads to, and none for the last of them. */
const LEADS_TO: Record<string, string> = {
  tierToCool: 'Cool',
  tierToCold: 'Cold',
  tierToArchive: 'Archive',
};
const SHORT: Record<string, string> = {
  delete: 'delete',
  tierToCool: 'cool',
  tierToCold: 'cold',
  tierToArchive: 'archive',
};

const toTime = (hoursAgo: number) =>
  new Date(NOW - hoursAgo * HOUR).toISOString();

function createScope(rules: object[]) {
  const account = createAccount('https://contosobuilds.blob.core.windows.net', {
    lifecycle: lifecycle.parse({ policy: { rules } }),
  });
  return { account, container: 'artifacts', prefix: 'component/default/pay/' };
}

const days = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
const condition = fc.option(
  fc.record({
    daysAfterModificationGreaterThan: days,
    daysAfterCreationGreaterThan: days,
    daysAfterLastAccessTimeGreaterThan: days,
  }),
  { nil: null },
);
/** The stronger actions, beside which the weaker would hardly be seen. */
const seldom = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: condition },
);
const rule = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  enabled: fc.option(fc.boolean(), { nil: undefined }),
  type: fc.constant('Lifecycle'),
  definition: fc.record({
    actions: fc.record({
      baseBlob: fc.option(
        fc.record({
          delete: seldom,
          tierToCool: condition,
          tierToCold: seldom,
          tierToArchive: seldom,
          enableAutoTierToHotFromCool: fc.constant(true),
        }),
        { nil: null },
      ),
      snapshot: fc.constant({ delete: { daysAfterCreationGreaterThan: 0 } }),
    }),
    filters: fc.record({
      prefixMatch: fc.option(
        fc.uniqueArray(
          fc.constantFrom(
            'artifacts/component/default/pay/1',
            'artifacts/component/default/pay/1/',
            'artifacts/component/default/pay',
            'artifacts',
            'art',
            'logs/',
            'Artifacts/',
          ),
          { maxLength: 2 },
        ),
        { nil: null },
      ),
      blobTypes: fc.constantFrom<string[]>(
        ['blockBlob'],
        ['blockBlob'],
        ['appendBlob'],
        ['blockBlob', 'appendBlob'],
      ),
      blobIndexMatch: fc.constantFrom(null, null, [], [{ name: 'keep' }]),
    }),
  }),
});
const blob = fc.record({
  path: fc.constantFrom(...PATHS),
  modified: fc.integer({ min: 0, max: 7 * 24 }),
  created: fc.option(fc.integer({ min: 0, max: 9 * 24 }), { nil: undefined }),
  accessTier: fc.option(fc.constantFrom(...TIERS), { nil: undefined }),
});

type Rule = typeof rule extends fc.Arbitrary<infer T> ? T : never;
type Blob = typeof blob extends fc.Arbitrary<infer T> ? T : never;

/** Runs the rules hour by hour, as storage would, until one does something. */
function simulate(
  rules: Rule[],
  { path, modified, created, accessTier }: Blob,
) {
  const name = `artifacts/component/default/pay/${path}`;
  const applying = rules.filter(({ enabled, definition: { filters } }) => {
    const { prefixMatch, blobTypes, blobIndexMatch } = filters;
    const prefixes = prefixMatch?.length ? prefixMatch : [''];
    return (
      enabled !== false &&
      !blobIndexMatch?.length &&
      blobTypes.includes('blockBlob') &&
      prefixes.some(prefix => name.slice(0, prefix.length) === prefix)
    );
  });
  for (let hour = 0; hour <= 6 * 24; hour++) {
    for (const key of KEYS) {
      const tier = LEADS_TO[key];
      const isDone =
        tier !== undefined &&
        (accessTier === undefined ||
          TIERS.indexOf(accessTier) >= TIERS.indexOf(tier));
      const due = applying.flatMap(one => {
        const {
          daysAfterModificationGreaterThan: m,
          daysAfterCreationGreaterThan: c,
        } = one.definition.actions.baseBlob?.[key] ?? {};
        return [
          { name: one.name, limit: m, age: modified },
          { name: one.name, limit: c, age: created },
        ].flatMap(({ limit, age, ...rest }) =>
          typeof limit === 'number' &&
          age !== undefined &&
          age + hour >= limit * 24
            ? [{ ...rest, at: toTime(age - limit * 24) }]
            : [],
        );
      });
      if (!isDone && due.length > 0) {
        const [at] = due.map(one => one.at).sort();
        const names = due.filter(one => one.at === at).map(one => one.name);
        return { action: SHORT[key], at, names };
      }
    }
  }
  return undefined;
}

describe('findRetention', () => {
  it(
    'should tell the first thing that the rules come to when they are run',
    () => {
      const seen = new Set<string>();
      fc.assert(
        fc.property(
          fc.array(rule, { maxLength: 3, size: 'max' }),
          blob,
          (rules, one) => {
            const { path, modified, created, accessTier } = one;
            const found = findRetention(
              createScope(rules),
              {
                path,
                accessTier,
                lastModified: toTime(modified),
                createdAt: created === undefined ? undefined : toTime(created),
              },
              NOW,
            );
            const expected = simulate(rules, one);
            seen.add(found?.action ?? 'none');
            expect(found && { action: found.action, at: found.at }).toEqual(
              expected && { action: expected.action, at: expected.at },
            );
            expect(expected?.names ?? [undefined]).toContain(found?.rule);
          },
        ),
        propertyRuns(),
      );
      expect([...seen].sort()).toEqual([
        'archive',
        'cold',
        'cool',
        'delete',
        'none',
      ]);
    },
    propertyTimeout(),
  );

  it('should tell nothing that no date could be', () => {
    const scope = createScope([
      {
        name: 'never',
        definition: {
          actions: {
            baseBlob: { delete: { daysAfterModificationGreaterThan: 1e300 } },
          },
        },
      },
    ]);
    const lastModified = toTime(0);
    expect(findRetention(scope, { path: 'x', lastModified })).toBeUndefined();
    expect(
      findRetention(scope, { path: 'x', lastModified: 'never' }),
    ).toBeUndefined();
  });
});
