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

import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecision,
  AzureBlobGrant,
} from 'backstage-plugin-azure-blob-node';
import { RoleRule } from '../types';
import { NOW } from './__testUtils__/arbitraryWorlds';
import { factsOf, OWNERS } from './__testUtils__/facts';
import { PAYMENTS } from './__testUtils__/gateEntities';
import { decideAccess } from './decideAccess';

const now = new Date(NOW);

const grant: AzureBlobGrant = {
  id: 'grant-1',
  userRef: 'user:default/alice',
  entityRef: 'component:default/payments-api',
  role: 'reader',
  expiresAt: new Date(NOW + 1),
  approvedBy: 'user:default/erin',
};

const lock: AzureBlobLock = {
  id: 'lock-1',
  target: { type: 'user', entityRef: 'user:default/alice' },
  reason: 'The laptop was stolen.',
  createdBy: 'user:default/carol',
  createdAt: now.toISOString(),
};

function told(decision: AzureBlobAccessDecision) {
  return decision.allowed ? decision.basis : decision.code;
}

describe('decideAccess with grants and locks', () => {
  it.each<
    [
      string,
      Partial<Pick<AzureBlobGrant, 'entityRef' | 'expiresAt' | 'location'>>,
      string | undefined,
      string,
    ]
  >([
    ['one of her own', {}, undefined, 'grant'],
    ['one that has just ended', { expiresAt: now }, undefined, 'NoRole'],
    ['one without an end', { expiresAt: new Date(NaN) }, undefined, 'NoRole'],
    [
      'one on something else',
      { entityRef: 'component:default/pay' },
      undefined,
      'NoRole',
    ],
    ['one for this location', { location: 'logs' }, 'logs', 'grant'],
    ['one for another location', { location: 'logs' }, 'artifacts', 'NoRole'],
    ['one for a location only', { location: 'logs' }, undefined, 'NoRole'],
  ])('should take of grants %s as it is', (_, change, location, expected) => {
    const facts = factsOf({ location, grants: [{ ...grant, ...change }] }, [
      'user:default/alice',
    ]);
    expect(told(decideAccess([], facts))).toBe(expected);
  });

  it('should take no grant for somebody else, and none of a role that there is not', () => {
    const decide = (given: unknown, refs = ['user:default/alice']) =>
      told(
        decideAccess([], factsOf({ grants: [given as AzureBlobGrant] }, refs)),
      );
    expect(decide(grant)).toBe('grant');
    expect(decide(grant, [])).toBe('NoRole');
    expect(decide({ ...grant, userRef: 'user:default/bob' })).toBe('NoRole');
    expect(decide({ ...grant, role: 'admin' })).toBe('NoRole');
    const toGroup = { ...grant, userRef: undefined, groupRef: PAYMENTS };
    expect(decide(toGroup)).toBe('NoRole');
    expect(decide(toGroup, [PAYMENTS])).toBe('grant');
  });

  it('should prefer what lasts, and then the grant that ends last', () => {
    const longer = { ...grant, id: 'grant-2', expiresAt: new Date(NOW + 2) };
    const alice = 'user:default/alice';
    const grants = [grant, longer];
    expect(decideAccess([], factsOf({ grants }, [alice]))).toEqual({
      allowed: true,
      role: 'reader',
      basis: 'grant',
      through: 'grant-2',
      until: longer.expiresAt,
    });
    const readers: RoleRule = { role: 'reader', to: { type: 'owners' } };
    expect(
      decideAccess([readers], factsOf({ grants }, [alice, PAYMENTS])),
    ).toMatchObject({ basis: 'ownership' });
    expect(
      decideAccess(
        [readers],
        factsOf({ grants: [{ ...grant, role: 'contributor' }] }, [
          alice,
          PAYMENTS,
        ]),
      ),
    ).toMatchObject({ role: 'contributor', basis: 'grant' });
  });

  it.each<[string, Partial<AzureBlobLock>, string | undefined, string]>([
    ['her', {}, undefined, 'Locked'],
    [
      'somebody else',
      { target: { type: 'user', entityRef: 'user:default/bob' } },
      undefined,
      'ownership',
    ],
    [
      'the entity',
      {
        target: { type: 'entity', entityRef: 'Component:default/Payments-API' },
      },
      undefined,
      'Locked',
    ],
    [
      'the location',
      { target: { type: 'location', location: 'logs' } },
      'logs',
      'Locked',
    ],
    [
      'another location',
      { target: { type: 'location', location: 'logs' } },
      'artifacts',
      'ownership',
    ],
    ['her until now', { expiresAt: now.toISOString() }, undefined, 'ownership'],
    [
      'her for a moment more',
      { expiresAt: new Date(NOW + 1).toISOString() },
      undefined,
      'Locked',
    ],
    ['her until nobody knows when', { expiresAt: 'x' }, undefined, 'Locked'],
  ])(
    'should be stopped by a lock on %s or not',
    (_, change, location, code) => {
      const facts = factsOf({ location, locks: [{ ...lock, ...change }] }, [
        PAYMENTS,
      ]);
      expect(told(decideAccess([OWNERS], facts))).toBe(code);
    },
  );

  it('should tell the reason of a lock', () => {
    const decide = (target: AzureBlobLock['target']) =>
      decideAccess(
        [OWNERS],
        factsOf({ location: 'logs', locks: [{ ...lock, target }] }),
      );
    const rest = 'has been stopped by an administrator: The laptop was stolen.';
    expect(decide(lock.target)).toEqual({
      allowed: false,
      code: 'Locked',
      message: `Your access ${rest}`,
    });
    expect(
      decide({ type: 'entity', entityRef: 'component:default/payments-api' }),
    ).toMatchObject({ message: `Access to this entity ${rest}` });
    expect(decide({ type: 'location', location: 'logs' })).toMatchObject({
      message: `Access to this location ${rest}`,
    });
  });
});
