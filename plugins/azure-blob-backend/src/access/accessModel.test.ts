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

import { mockCredentials } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { arbitraryWorld, NOW } from './__testUtils__/arbitraryWorlds';
import { createGateWorld, origin, request } from './__testUtils__/gateWorld';
import {
  answerByModel,
  ModelAnswer,
  ModelWorld,
  whoCounts,
} from './__testUtils__/referenceModel';
import {
  toEntities,
  toGrants,
  toLocks,
  toRules,
} from './__testUtils__/translateWorld';
import { Membership } from './Membership';
import { Caller } from './types';

const VERSION = 'version:2026-01-01T00:00:00.0000000Z';
const LOCATIONS = ['artifacts', 'logs', 'none'];

/** A gate in front of such a world; who asks needs no token in it. */
function createGate(world: ModelWorld) {
  const { nested, trustedOrigins } = world;
  const created = createGateWorld({
    entities: toEntities(world),
    roles: toRules(world),
    grants: [{ listGrants: async () => toGrants(world) }],
    membership: { nested, trustedOrigins },
    gate: { identityBinding: { check: async () => undefined } },
  });
  created.state.locks = toLocks(world);
  created.state.isVisible = () => world.entity.visible;
  created.permissions.authorize.mockImplementation(async requests =>
    requests.map(({ permission }) => ({
      result: world.policy[
        permission.name === 'azure-blob.log.read' ? 'logs' : 'artifacts'
      ]
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    })),
  );
  const caller: Caller = {
    credentials: mockCredentials.user(world.asker),
    assertion: 'any',
    origin,
  };
  return { ...created, caller };
}

async function enter(
  { gate, caller }: ReturnType<typeof createGate>,
  world: ModelWorld,
  location: string,
  version?: string,
) {
  const entityRef = world.entity.ref;
  try {
    const { decision, complete } = await gate.enter(caller, {
      ...request,
      entityRef,
      location,
      version,
    });
    await complete({ result: 'succeeded' });
    return decision;
  } catch (error) {
    if (error instanceof AzureBlobError) {
      return { code: error.code };
    }
    throw error;
  }
}

/** In the words of the model, where any of several groups is the right one. */
function toModelAnswer(
  actual: Awaited<ReturnType<typeof enter>>,
  expected: ModelAnswer,
): object {
  if ('code' in actual) {
    return { code: actual.code };
  }
  const { role, basis, through, until } = actual;
  const isRight = 'through' in expected && expected.through.includes(through);
  return {
    role,
    basis,
    through: isRight ? expected.through : [through],
    ends: until?.getTime(),
  };
}

describe('the gate and the reference model', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: NOW });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it(
    'B6, B7, B8, P14: should come to the same answer in any world',
    async () => {
      const seen = new Map<string, number>();
      const olds = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(arbitraryWorld, async world => {
          const created = createGate(world);
          for (const location of LOCATIONS) {
            const expected = answerByModel(world, location);
            const actual = await enter(created, world, location);
            const told = 'basis' in expected ? expected.basis : expected.code;
            seen.set(told, (seen.get(told) ?? 0) + 1);
            expect(toModelAnswer(actual, expected)).toEqual(expected);

            const old = answerByModel(world, location, true);
            const oldActual = await enter(created, world, location, VERSION);
            const kept = 'role' in old ? old.role : 'none';
            olds.set(kept, (olds.get(kept) ?? 0) + 1);
            expect(toModelAnswer(oldActual, old)).toEqual(old);
          }
        }),
        propertyRuns(),
      );
      for (const outcome of [
        'ownership',
        'relation',
        'group',
        'grant',
        'EntityNotFound',
        'PermissionDenied',
        'Locked',
        'NoOwner',
        'NoRole',
        'LocationNotAllowed',
      ]) {
        expect([outcome, (seen.get(outcome) ?? 0) > 5]).toEqual([
          outcome,
          true,
        ]);
      }
      expect([...olds.keys()].sort()).toEqual(['contributor', 'none', 'owner']);
    },
    propertyTimeout(),
  );

  it(
    'should describe exactly the locations that it lets in to',
    async () => {
      const seen = { shown: 0, hidden: 0 };
      await fc.assert(
        fc.asyncProperty(arbitraryWorld, async world => {
          fc.pre(world.entity.visible);
          const { gate, caller } = createGate(world);
          const { allowed, denial, locations } = await gate.describe(
            caller,
            world.entity.ref,
          );
          const expected = ['artifacts', 'logs'].filter(
            id => 'role' in answerByModel(world, id),
          );
          expect(locations.map(({ id }) => id)).toEqual(expected);
          expect(allowed).toBe(denial === undefined);
          expect(allowed || expected.length === 0).toBe(true);
          seen[expected.length > 0 ? 'shown' : 'hidden']++;
        }),
        propertyRuns(),
      );
      expect(Math.min(seen.shown, seen.hidden)).toBeGreaterThan(20);
    },
    propertyTimeout(),
  );

  it(
    'B7: should count the same groups, whatever their graph',
    async () => {
      const sizes: number[] = [];
      await fc.assert(
        fc.asyncProperty(arbitraryWorld, async world => {
          const { nested, trustedOrigins } = world;
          const { auth, catalog, logger } = createGate(world);
          const membership = Membership.create({
            auth,
            catalog,
            logger,
            config: { nested, trustedOrigins },
          });
          const { ownershipEntityRefs, untrustedRefs } = await membership.get(
            world.asker,
          );
          expect([...ownershipEntityRefs].sort()).toEqual(
            whoCounts(world).sort(),
          );
          expect(
            untrustedRefs.filter(ref => ownershipEntityRefs.includes(ref)),
          ).toEqual([]);
          sizes.push(ownershipEntityRefs.length);
        }),
        propertyRuns(),
      );
      expect(sizes.filter(size => size === 0).length).toBeGreaterThan(20);
      expect(sizes.filter(size => size > 6).length).toBeGreaterThan(20);
    },
    propertyTimeout(),
  );
});
