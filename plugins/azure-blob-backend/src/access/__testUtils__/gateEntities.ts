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

export const oids = new Map([
  ['alice', '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0100'],
  ['bob', '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0101'],
  ['dave', '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0103'],
  ['erin', '5a1f7f5e-0c1d-4c57-9f51-c0a7050b0104'],
]);

export const PAYMENTS = 'group:default/payments';
export const TRUSTED = 'msgraph:default/contoso';

/** The targets of the relations of an entity, by their type. */
type Links = Partial<
  Record<
    | 'ownedBy'
    | 'partOf'
    | 'memberOf'
    | 'childOf'
    | 'dependencyOf'
    | 'dependsOn',
    string[]
  >
>;

/** An entity as the catalog has processed it. */
export function entity(
  kind: string,
  name: string,
  links: Links = {},
  annotations?: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', uid: `uid-${name}`, annotations },
    relations: Object.entries(links).flatMap(([type, refs]) =>
      refs.map(targetRef => ({ type, targetRef })),
    ),
  };
}

/** A user who is a member of groups. */
export function user(name: string, groups: string[], origin = TRUSTED): Entity {
  const oid = oids.get(name);
  return entity(
    'User',
    name,
    { memberOf: groups.map(team => `group:default/${team}`) },
    {
      'backstage.io/managed-by-origin-location': origin,
      ...(oid && { 'graph.microsoft.com/user-id': oid }),
    },
  );
}

/** A group below others. */
export function group(
  name: string,
  parents: string[] = [],
  origin = TRUSTED,
): Entity {
  return {
    ...entity(
      'Group',
      name,
      { childOf: parents.map(parent => `group:default/${parent}`) },
      { 'backstage.io/managed-by-origin-location': origin },
    ),
    spec: { profile: { displayName: name === 'payments' ? 'Payments' : name } },
  };
}

/** Those of the demo, and some that are out of order. */
export function createGateEntities(): Entity[] {
  return [
    user('alice', ['payments']),
    user('bob', ['search']),
    user('dave', []),
    user('erin', ['pay']),
    group('payments', ['engineering']),
    group('engineering'),
    group('search'),
    group('pay'),
    entity('Component', 'payments-api', {
      ownedBy: [PAYMENTS],
      partOf: ['system:default/checkout', 'component:default/pay'],
    }),
    entity('Component', 'pay', {
      ownedBy: ['group:default/pay'],
      partOf: ['system:default/checkout'],
    }),
    entity('Component', 'orphan'),
    entity(
      'Component',
      'typo',
      { ownedBy: [PAYMENTS] },
      { 'azure-blob/locations': 'no-such' },
    ),
    entity('System', 'checkout', { ownedBy: [PAYMENTS] }),
  ];
}
