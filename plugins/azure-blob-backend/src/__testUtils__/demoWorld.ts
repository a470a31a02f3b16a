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
import { world } from 'local-azure';

const apiVersion = 'backstage.io/v1alpha1';

const GROUPS: Record<string, string[]> = {
  alice: ['payments'],
  bob: ['search'],
  carol: ['platform'],
  dave: [],
  erin: ['pay'],
};

const OWNERS: Record<string, string> = {
  'payments-api': 'payments',
  'search-indexer': 'search',
  portal: 'platform',
  pay: 'pay',
};

/** The groups that there are, and those that they are part of. */
const PARENTS: Record<string, string | undefined> = {
  engineering: undefined,
  payments: 'engineering',
  search: undefined,
  platform: undefined,
  pay: undefined,
};

/** As the demo has them: from a file that `trustedOrigins` names. */
const ORIGIN = {
  'backstage.io/managed-by-origin-location': 'file:/demo/people.yaml',
};

/** The entities of the demo world, as the catalog has processed them. */
export function getDemoEntities(): Entity[] {
  const users = world.users.map(({ name, displayName, oid }) => ({
    apiVersion,
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      annotations: { ...ORIGIN, 'graph.microsoft.com/user-id': oid },
    },
    spec: { profile: { displayName } },
    relations: toRelations('memberOf', GROUPS[name] ?? []),
  }));
  const groups = Object.entries(PARENTS).map(([name, parent]) => ({
    apiVersion,
    kind: 'Group',
    metadata: {
      name,
      namespace: 'default',
      title: `Team ${name}`,
      annotations: ORIGIN,
    },
    spec: {},
    relations: toRelations('childOf', parent ? [parent] : []),
  }));
  const components = Object.entries(OWNERS).map(([name, owner]) => ({
    apiVersion,
    kind: 'Component',
    metadata: { name, namespace: 'default', uid: `uid-of-${name}` },
    spec: {},
    relations: [
      { type: 'ownedBy', targetRef: `group:default/${owner}` },
      ...(name.startsWith('pay')
        ? [{ type: 'partOf', targetRef: 'system:default/checkout' }]
        : []),
    ],
  }));
  const systems = [
    {
      apiVersion,
      kind: 'System',
      metadata: { name: 'checkout', namespace: 'default' },
      spec: {},
      relations: [{ type: 'ownedBy', targetRef: 'group:default/payments' }],
    },
  ];
  return [...users, ...groups, ...components, ...systems];
}

function toRelations(type: string, groups: string[]) {
  return groups.map(name => ({ type, targetRef: `group:default/${name}` }));
}
