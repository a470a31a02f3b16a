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

import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { user } from './__testUtils__/gateEntities';
import {
  alice,
  bob,
  createGateWorld,
  request,
} from './__testUtils__/gateWorld';

const REF = request.entityRef;

async function codeOf(entering: Promise<unknown>): Promise<string> {
  try {
    await entering;
    return 'allowed';
  } catch (error) {
    return error instanceof AzureBlobError ? error.code : 'Unexpected';
  }
}

describe('DefaultAccessGate under attack', () => {
  it(
    'B5: should take each spelling of a ref for the one entity, and what is none for nothing',
    async () => {
      const world = createGateWorld();
      const seen = { allowed: 0, EntityNotFound: 0 };
      const spelled = fc
        .array(fc.boolean(), { minLength: REF.length, maxLength: REF.length })
        .map(upper =>
          [...REF].map((c, i) => (upper[i] ? c.toUpperCase() : c)).join(''),
        );
      const other = fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(
          'payments-api',
          'default/payments-api',
          'component:payments-api/default',
          'component:default/payments-api/',
          ' component:default/payments-api',
          'component:default/payments-api\u200b',
          'component:default/payments\u2010api',
          'c\u043emponent:default/payments-api',
          'component:default/paymentſ-api',
          'user:default/alice:x',
          '__proto__:default/payments-api',
        ),
      );
      await fc.assert(
        fc.asyncProperty(fc.oneof(spelled, other), async entityRef => {
          world.audited.length = 0;
          const code = await codeOf(
            world.gate.enter(alice(), { ...request, entityRef }),
          );
          const isSame = entityRef.toLowerCase() === REF;
          expect(code).toBe(isSame ? 'allowed' : 'EntityNotFound');
          const [{ subject }] = world.audited;
          expect(subject.actorRef).toBe('user:default/alice');
          expect(subject.entityRef).toBe(isSame ? REF : entityRef);
          seen[isSame ? 'allowed' : 'EntityNotFound']++;
        }),
        propertyRuns(),
      );
      expect(Math.min(seen.allowed, seen.EntityNotFound)).toBeGreaterThan(100);
    },
    propertyTimeout(),
  );

  it('B5: should take nobody for the user of the same name elsewhere', async () => {
    const { gate, state } = createGateWorld();
    const twin = user('alice', ['search']);
    twin.metadata.namespace = 'other';
    state.entities.push(twin);
    const { credentials, ...caller } = alice();
    const principal = {
      ...credentials.principal,
      userEntityRef: 'user:other/alice',
    };
    const entering = gate.enter(
      { ...caller, credentials: { ...credentials, principal } },
      request,
    );
    expect(await codeOf(entering)).toBe('NoRole');
  });

  it('B13: should say the same of what is hidden as of what there is not', async () => {
    const messageOf = async (hidden: boolean, entityRef: string) => {
      const { gate, state, steps, permissions } = createGateWorld();
      state.isVisible = () => !hidden;
      let message = '';
      await gate
        .enter(alice(), { ...request, entityRef })
        .catch(({ statusCode, message: text }) => {
          message = `${statusCode} ${text}`;
        });
      expect(steps).toEqual(['verify', 'denied']);
      expect(permissions.authorize).not.toHaveBeenCalled();
      return message;
    };
    const hidden = await messageOf(true, REF);
    const missing = await messageOf(false, 'component:default/none');
    expect(hidden).toBe(
      '404 There is no entity "component:default/payments-api" that you could see.',
    );
    expect(missing).toBe(hidden.replace('payments-api', 'none'));
  });

  it('B13: should ask storage nothing for those who may not know', async () => {
    const world = createGateWorld();
    for (const path of ['41/app.tgz', '41/none', 'x']) {
      for (const location of ['artifacts', 'logs', 'none']) {
        await expect(
          world.gate.enter(bob(), { ...request, path, location }),
        ).rejects.toMatchObject({
          code: 'NoRole',
          message: 'This component belongs to payments.',
        });
      }
    }
    expect(world.createBlobStore).not.toHaveBeenCalled();
    expect(world.exchange).not.toHaveBeenCalled();
  });

  it('B15: should go by ownership where the policy allows everything, and by the policy as well', async () => {
    const { gate } = createGateWorld();
    expect(await codeOf(gate.enter(bob(), request))).toBe('NoRole');
    const strict = createGateWorld();
    strict.permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({ result: AuthorizeResult.DENY })),
    );
    expect(await codeOf(strict.gate.enter(alice(), request))).toBe(
      'PermissionDenied',
    );
    const odd = createGateWorld();
    odd.permissions.authorize.mockResolvedValue([]);
    expect(await codeOf(odd.gate.enter(alice(), request))).toBe(
      'PermissionDenied',
    );
  });

  it('B17: should have a list decided as a whole before there is any of it', async () => {
    const world = createGateWorld();
    const list = { ...request, action: 'list' as const, path: '' };
    const told: string[] = [];
    const { complete } = await world.gate.enter(alice(), {
      ...list,
      onStep: step => told.push(step),
    });
    await complete({ result: 'succeeded' });
    expect(world.permissions.authorize).toHaveBeenCalledTimes(1);
    expect(world.permissions.authorizeConditional).not.toHaveBeenCalled();
    expect(told.indexOf('permission')).toBeLessThan(told.indexOf('exchange'));
    expect(await codeOf(world.gate.enter(bob(), list))).toBe('NoRole');
    expect(world.createBlobStore).toHaveBeenCalledTimes(1);
  });
});
