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

import { randomBytes } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import {
  LocalAzure,
  RoleAssignment,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { createTestConfig } from './__testUtils__/startTestPortal';
import { putTestBlob } from './__testUtils__/fillStorage';
import { propertyRuns, propertyTimeout } from './__testUtils__/propertyRuns';
import { startTestPortal, TestPortal } from './__testUtils__/startTestPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
/** Retries wait; so many cases wait together, each with a blob of its own. */
const LANES = 50;
const SIZE = 150_000;
const bytes = randomBytes(SIZE);
const log = Array.from({ length: 2_000 }, (_, line) => `line ${line}\n`).join(
  '',
);

function pathOf(lane: number): string {
  return `run-${lane}/lane-${lane}.bin`;
}

const fault = fc.record({
  times: fc.constantFrom(1, 1, 2, 3, 9, 9),
  effect: fc.oneof(
    fc.record({
      status: fc.constantFrom(400, 401, 403, 404, 408, 409, 412, 416, 500, 503),
      code: fc.constantFrom(
        'InternalError',
        'ServerBusy',
        'AuthorizationPermissionMismatch',
        'InvalidHeaderValue',
      ),
    }),
    fc.record({ resetAfterBytes: fc.oneof(fc.nat(50), fc.nat(SIZE)) }),
    fc.record({ delayMs: fc.nat(20) }),
  ),
});
const lane = fc.record({
  what: fc.constantFrom('content', 'range', 'log', 'list'),
  from: fc.nat(SIZE - 1),
  length: fc.integer({ min: 1, max: SIZE }),
  faults: fc.array(fault, { minLength: 1, maxLength: 2 }),
});
type Lane = typeof lane extends fc.Arbitrary<infer T> ? T : never;

describe('one fault or two', () => {
  let azure: LocalAzure;
  let portal: TestPortal;
  let assertion: string;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    for (let index = 0; index < LANES; index++) {
      await putTestBlob(azure, pathOf(index), bytes);
      await putTestBlob(azure, pathOf(index), log, { container: 'logs' });
    }
    portal = await startTestPortal({
      azure,
      knex: await databases.init('SQLITE_3'),
      config: {
        ...createTestConfig(azure),
        rateLimits: { list: 100_000, read: 100_000 },
      },
    });
    assertion = await azure.entra.issueAssertion('alice');
  });

  afterEach(() => {
    azure.storage.faults.clear();
    azure.storage.assignments.reset();
  });

  afterAll(async () => {
    await portal?.stop();
    await azure?.stop();
  });

  async function send(user: string, rest: string, range?: string) {
    const own = user === 'alice' ? { assertion } : {};
    return fetch(`${portal.origin}/api/azure-blob/v1/entities/${rest}`, {
      headers: await portal.headers({
        user,
        ...own,
        headers: range ? { range } : undefined,
      }),
    });
  }

  /** The bytes where the answer had a clean end, and what they should be. */
  async function read(index: number, { what, from, length }: Lane) {
    const path = encodeURIComponent(pathOf(index));
    if (what === 'list') {
      const response = await send(
        'alice',
        `${ENTITY}/artifacts?location=artifacts&path=run-${index}%2F`,
      );
      const items = response.ok ? (await response.json()).items : [];
      const names = items.map((item: { path: string }) => item.path);
      return { ok: response.ok, got: names, want: [pathOf(index)] };
    }
    if (what === 'log') {
      const first = 1 + (from % 2_000);
      const response = await send(
        'alice',
        `${ENTITY}/log/lines?location=logs&path=${path}&from=${first}&count=50`,
      );
      const body = response.ok ? await response.json() : { lines: [] };
      const got = body.lines.map((line: { text: string }) => `${line.text}\n`);
      const all = log.split(/(?<=\n)/);
      // Lines that the index has not reached are left out, and are asked again.
      const want = got.length ? all.slice(first - 1, first + 49) : [];
      return { ok: response.ok, got, want };
    }
    const to = Math.min(SIZE - 1, from + length - 1);
    const response = await send(
      'alice',
      `${ENTITY}/content?location=artifacts&path=${path}`,
      what === 'range' ? `bytes=${from}-${to}` : undefined,
    );
    const got = Buffer.from(await response.arrayBuffer());
    const want = response.status === 206 ? bytes.subarray(from, to + 1) : bytes;
    return { ok: response.ok, got: got.equals(want), want: true };
  }

  it(
    'I7: should end in an error or a visible truncation, never in wrong bytes with a clean end',
    async () => {
      const seen = { right: 0, refused: 0, truncated: 0 };

      await fc.assert(
        fc.asyncProperty(
          fc.array(lane, { minLength: LANES, maxLength: LANES }),
          async lanes => {
            azure.storage.faults.clear();
            for (const [index, { faults }] of lanes.entries()) {
              for (const { times, effect } of faults) {
                azure.storage.faults.add({
                  url: new RegExp(`run-${index}(?:/|%2F)`, 'i'),
                  times,
                  ...effect,
                });
              }
            }
            const answers = await Promise.all(
              lanes.map((one, index) =>
                read(index, one).catch(() => undefined),
              ),
            );
            const whole = answers.filter(answer => answer?.ok);
            expect(whole.map(answer => answer?.got)).toEqual(
              whole.map(answer => answer?.want),
            );
            seen.right += whole.length;
            for (const answer of answers) {
              seen.truncated += answer === undefined ? 1 : 0;
              seen.refused += answer?.ok === false ? 1 : 0;
            }
          },
        ),
        { ...propertyRuns(), numRuns: Number(propertyRuns().numRuns) / LANES },
      );

      expect(
        Math.min(seen.right, seen.refused, seen.truncated),
      ).toBeGreaterThan(5);
    },
    propertyTimeout() * 2,
  );

  it(
    'I4: should never let somebody read what Azure alone would not let her read',
    async () => {
      const entities = ['payments-api', 'pay', 'search-indexer', 'portal'];
      const assignment = fc.record<RoleAssignment>({
        user: fc.constantFrom(...world.users.map(({ name }) => name)),
        role: fc.constant('Storage Blob Data Reader' as const),
        container: fc.constantFrom('artifacts', 'logs'),
        prefix: fc.constantFrom(
          '',
          'component/default/pay',
          ...entities.map(name => `component/default/${name}/`),
        ),
      });
      const seen = { both: 0, azureOnly: 0, neither: 0 };

      await fc.assert(
        fc.asyncProperty(
          fc.array(assignment, { maxLength: 4 }),
          fc.constantFrom('alice', 'alice', 'bob', 'erin'),
          fc.constantFrom(...entities, 'payments-api'),
          async (assignments, user, name) => {
            for (const { name: other } of world.users) {
              for (const container of ['artifacts', 'logs']) {
                azure.storage.assignments.remove(other, container);
              }
            }
            assignments.forEach(
              azure.storage.assignments.add,
              azure.storage.assignments,
            );
            const prefix = `component/default/${name}/`;
            const azureAllows = assignments.some(
              row =>
                row.user === user &&
                row.container === 'artifacts' &&
                prefix.startsWith(row.prefix ?? ''),
            );
            const { status } = await send(
              user,
              `component/default/${name}/artifacts?location=artifacts`,
            );
            expect(status === 200 && !azureAllows).toBe(false);
            if (azureAllows) {
              seen[status === 200 ? 'both' : 'azureOnly'] += 1;
            } else {
              seen.neither += 1;
            }
          },
        ),
        propertyRuns(),
      );

      expect(Math.min(seen.both, seen.azureOnly, seen.neither)).toBeGreaterThan(
        10,
      );
    },
    propertyTimeout(),
  );
});
