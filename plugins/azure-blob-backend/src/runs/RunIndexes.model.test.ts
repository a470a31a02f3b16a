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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { AzureBlobRunFilter } from 'backstage-plugin-azure-blob-common';
import fc from 'fast-check';
import { Knex } from 'knex';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { openDatabase } from '../database';
import { RunTruth, TestRunMetadata } from './__testUtils__/RunTruth';
import { RunWorld } from './__testUtils__/RunWorld';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });

type Step =
  | { type: 'put'; at: number; metadata?: TestRunMetadata }
  | { type: 'delete'; at: number }
  | { type: 'wait'; seconds: number }
  /** Some of what is outstanding, in another order and some of it twice. */
  | { type: 'tell'; order: number[] }
  | { type: 'list'; filter: AzureBlobRunFilter; limit: number };

const IDS = ['1', '2', '9', '10', '010', 'run-7', 'run-12', 'alpha', 'Beta'];
const DAYS = ['2026-01-01', '20260102', '2026-02-31'];
const LAYOUTS: Record<string, string[]> = {
  '{run}/{path}': IDS,
  'builds/{run}/out/{path}': IDS.map(id => `builds/${id}/out`),
  '{branch}/{run}/{path}': ['main', 'fix%20it'].flatMap(branch =>
    IDS.map(id => `${branch}/${id}`),
  ),
  '{date}/{run}/{path}': DAYS.flatMap(day => IDS.map(id => `${day}/${id}`)),
};

const metadata = fc.record(
  {
    status: fc.constantFrom('succeeded', 'failed', 'running'),
    branch: fc.constantFrom('main', 'Main', 'x_%'),
    startedAt: fc.constantFrom(
      '2026-01-01T00:00:00.000Z',
      '2026-03-01T10:00:00.000Z',
      '2026-03-01T10:00:00.001Z',
    ),
    title: fc.constantFrom('Fix 100%', 'fix_it', 'Ünï'),
  },
  { requiredKeys: ['status'] },
) satisfies fc.Arbitrary<TestRunMetadata>;

const filter: fc.Arbitrary<AzureBlobRunFilter> = fc.record(
  {
    branch: fc.constantFrom('main', 'Main', 'fix it', 'x_%'),
    status: fc.constantFrom('succeeded', 'failed', 'running', 'unknown'),
    since: fc.constantFrom('2026-01-02T00:00:00Z', '2026-03-01T10:00:00.001Z'),
    until: fc.constantFrom('2026-01-02T00:00:00Z', '2026-03-01T10:00:00.001Z'),
    text: fc.constantFrom('FIX', '_', '0%', 'ünÏ', '1', 'a\\'),
  },
  { requiredKeys: [] },
);

const at = fc.nat(99);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('put' as const),
      at,
      metadata: fc.option(metadata, { nil: undefined }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('delete' as const), at }),
  },
  fc.record({
    type: fc.constant('wait' as const),
    seconds: fc.constantFrom(1, 20, 200),
  }),
  fc.record({
    type: fc.constant('tell' as const),
    order: fc.array(fc.nat(20), { maxLength: 6 }),
  }),
  fc.record({
    type: fc.constant('list' as const),
    filter,
    limit: fc.integer({ min: 1, max: 5 }),
  }),
);

/** A try is a hundred requests, and takes one database longer than the other. */
const SHARES: Record<string, number> = { POSTGRES_18: 20, SQLITE_3: 4 };

describe.each(databases.eachSupportedId())('RunIndexes on %s', databaseId => {
  let database: Knex;

  beforeAll(async () => {
    const knex = await databases.init(databaseId);
    database = await openDatabase(mockServices.database({ knex }));
  });

  it(
    'should tell what listing, ordering and filtering everything would, and never more',
    async () => {
      const runs = propertyRuns();
      await fc.assert(
        fc
          .asyncProperty(
            fc.constantFrom(...Object.keys(LAYOUTS)),
            // Everything before the answer, or next to nothing.
            fc.constantFrom(undefined, { calls: 1, runs: 2, reads: 3 }),
            fc.array(fc.option(metadata, { nil: undefined }), {
              minLength: 9,
              maxLength: 9,
            }),
            fc.array(step, { minLength: 5, maxLength: 12 }),
            fc.array(filter, { minLength: 2, maxLength: 2 }),
            async (layout, limits, first, steps, filters) => {
              const world = new RunWorld(database, { layout, limits });
              const truth = new RunTruth(world, layout);
              const ids = LAYOUTS[layout];
              for (const [index, given] of first.entries()) {
                await truth.put(ids[(index * 7) % ids.length], given);
              }
              await world.list();
              for (const one of steps) {
                await take(world, truth, ids, one);
              }
              // All of it, backwards and twice.
              const told = truth.outstanding.toReversed();
              await world.indexes.apply([...told, ...truth.outstanding]);
              await world.list({}, { limit: 1 });
              expect(await world.listAll({}, 4)).toEqual(truth.list({}));
              for (const one of filters) {
                const listed = await world.listAll(one);
                expect([one, listed]).toEqual([one, truth.list(one)]);
              }
              // Without any event: a full listing finds the rest.
              const [newest, ...others] = truth.list({});
              if (others.length > 0) {
                truth.delete(others[others.length - 1]);
              }
              await truth.put(newest ?? ids[0], { status: 'failed' });
              world.now += 200_000;
              await world.list({}, { limit: 1 });
              const { items, index } = await world.list({}, { limit: 1 });
              const all = truth.list({});
              expect(items.map(({ id }) => id)).toEqual(all.slice(0, 1));
              expect(index).toMatchObject({ state: 'ready', runs: all.length });
            },
          )
          .afterEach(async () => {
            await database('runs').delete();
            await database('run_scopes').delete();
          }),
        {
          ...runs,
          numRuns: Math.ceil(Number(runs.numRuns) / SHARES[databaseId]),
        },
      );
    },
    4 * propertyTimeout(),
  );
});

async function take(
  world: RunWorld,
  truth: RunTruth,
  ids: string[],
  one: Step,
) {
  switch (one.type) {
    case 'put':
      await truth.put(ids[one.at % ids.length], one.metadata);
      return;
    case 'delete':
      truth.delete(ids[one.at % ids.length]);
      return;
    case 'wait':
      world.now += one.seconds * 1_000;
      return;
    case 'tell':
      await world.indexes.apply(
        one.order.flatMap(index => truth.outstanding[index] ?? []),
      );
      return;
    default: {
      const { items, nextCursor } = await world.list(one.filter, {
        limit: one.limit,
      });
      const shown = items.map(({ id }) => id);
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBeLessThanOrEqual(one.limit);
      expect(truth.list(one.filter)).toEqual(expect.arrayContaining(shown));
      expect(nextCursor === undefined || typeof nextCursor === 'string').toBe(
        true,
      );
      for (const run of items) {
        const { name, day, ...known } = truth.describe(run.id);
        expect(run).toEqual(known);
      }
    }
  }
}
