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

import { Entity, parseEntityRef } from '@backstage/catalog-model';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { AzureBlobGrant } from 'backstage-plugin-azure-blob-node';
import { RoleRule } from '../../types';
import { ModelWorld } from './referenceModel';

/** The same as the catalog has it. */
export function toEntities(world: ModelWorld): Entity[] {
  const { entity, groups: teams, others: related, users: people } = world;
  return [
    ...people.map(user => toEntity(user, { memberOf: user.memberOf })),
    ...teams.map(team => toEntity(team, { childOf: team.childOf })),
    ...related.map(other => toEntity(other, { ownedBy: other.owners })),
    toEntity(
      { ref: entity.ref },
      {
        ownedBy: entity.owners,
        partOf: entity.systems,
        dependencyOf: entity.dependents,
      },
      entity.selects === undefined
        ? {}
        : { 'azure-blob/locations': entity.selects },
    ),
  ];
}

function toEntity(
  { ref, origin: from }: { ref: string; origin?: string },
  relations: Record<string, string[]>,
  annotations: Record<string, string> = {},
): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace,
      uid: ref,
      annotations: {
        ...annotations,
        ...(from && { 'backstage.io/managed-by-origin-location': from }),
      },
    },
    relations: Object.entries(relations).flatMap(([type, refs]) =>
      refs.map(targetRef => ({ type, targetRef })),
    ),
  };
}

/** The same as the app-config has it. */
export function toRules({ rules }: ModelWorld): RoleRule[] {
  return rules.map(({ role: given, to }) => {
    if (typeof to === 'string') {
      return { role: given, to: { type: to } };
    }
    if ('group' in to) {
      return { role: given, to: { type: 'group', entityRef: to.group } };
    }
    return 'systemsFrom' in to
      ? { role: given, to: { type: 'system-owners', origins: to.systemsFrom } }
      : {
          role: given,
          to: { type: 'dependent-owners', origins: to.dependentsFrom },
        };
  });
}

/** The same as a source of grants has it. */
export function toGrants({ grants }: ModelWorld): AzureBlobGrant[] {
  return grants.map(({ id, to, on, location: at, role: given, ends }) => ({
    id,
    ...(to.toLowerCase().startsWith('user:')
      ? { userRef: to }
      : { groupRef: to }),
    entityRef: on,
    location: at,
    role: given,
    expiresAt: new Date(ends),
    approvedBy: 'user:default/owner',
  }));
}

/** The same as the store of locks has it. */
export function toLocks({ locks }: ModelWorld): AzureBlobLock[] {
  return locks.map(({ type, what, ends }, index) => ({
    id: `lock-${index}`,
    target:
      type === 'location'
        ? { type, location: what }
        : { type: type === 'user' ? 'user' : 'entity', entityRef: what },
    reason: 'Because.',
    createdBy: 'user:default/carol',
    createdAt: '2026-11-22T11:00:00.000Z',
    ...(ends !== undefined && { expiresAt: new Date(ends).toISOString() }),
  }));
}
