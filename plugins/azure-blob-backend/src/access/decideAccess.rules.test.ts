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

import { Entity } from '@backstage/catalog-model';
import { AzureBlobRole } from 'backstage-plugin-azure-blob-common';
import { RoleRule } from '../types';
import { NOW } from './__testUtils__/arbitraryWorlds';
import { factsOf } from './__testUtils__/facts';
import { entity, PAYMENTS, TRUSTED } from './__testUtils__/gateEntities';
import { decideAccess } from './decideAccess';

const ROLES: AzureBlobRole[] = ['reader', 'contributor', 'owner'];
const OPS = 'group:default/ops';
const SHOP = 'group:default/shop';

function ownedBy(kind: string, ref: string): Entity {
  return entity(
    kind,
    'checkout',
    { ownedBy: [ref] },
    { 'backstage.io/managed-by-origin-location': TRUSTED },
  );
}

describe('decideAccess by one rule', () => {
  it.each<[RoleRule['to'], string, string]>([
    [{ type: 'owners' }, 'ownership', PAYMENTS],
    [{ type: 'system-owners' }, 'relation', OPS],
    [{ type: 'system-owners', origins: ['msgraph:'] }, 'relation', OPS],
    [
      { type: 'group', entityRef: 'Group:Default/SRE' },
      'group',
      'group:default/sre',
    ],
  ])('should give to %j what it says, and to nobody else', (to, basis, who) => {
    const others = [PAYMENTS, OPS, SHOP, 'group:default/sre'].filter(
      ref => ref !== who,
    );
    for (const role of ROLES) {
      const decide = (refs: string[]) =>
        decideAccess(
          [{ role, to }],
          factsOf(
            {
              systems: [ownedBy('System', OPS)],
              dependents: [ownedBy('Component', SHOP)],
            },
            refs,
          ),
        );
      expect(decide([...others, who.toUpperCase()])).toEqual({
        allowed: true,
        role,
        basis,
        through: who,
      });
      expect(decide(others)).toMatchObject({ code: 'NoRole' });
    }
  });

  it('should give nothing to the owners of a system of another origin', () => {
    const facts = factsOf({ systems: [ownedBy('System', OPS)] }, [OPS]);
    expect(
      decideAccess(
        [{ role: 'reader', to: { type: 'system-owners', origins: ['ldap:'] } }],
        facts,
      ),
    ).toMatchObject({ code: 'NoRole' });
  });

  it('should take a grant without a location for one in all of them', () => {
    const expiresAt = new Date(NOW + 1);
    const grant = {
      id: 'grant-1',
      userRef: 'user:default/alice',
      entityRef: 'Component:Default/Payments-API',
      role: 'contributor',
      expiresAt,
      approvedBy: 'user:default/erin',
    } as const;
    for (const location of ['artifacts', 'logs', undefined]) {
      expect(
        decideAccess(
          [],
          factsOf({ location, grants: [grant] }, ['user:default/alice']),
        ),
      ).toEqual({
        allowed: true,
        role: 'contributor',
        basis: 'grant',
        through: 'grant-1',
        until: expiresAt,
      });
    }
  });
});
