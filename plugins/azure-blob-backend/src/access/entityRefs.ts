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

import {
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_DEPENDENCY_OF,
  RELATION_MEMBER_OF,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';

/** Entity refs are compared in lower case, whoever wrote them. */
export function toCanonicalRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}

/** The refs of the owners, as the catalog has resolved them. */
export function getOwnerRefs(entity: Entity): string[] {
  return getTargetRefs(entity, RELATION_OWNED_BY);
}

/** The refs of the systems that the entity is part of. */
export function getSystemRefs(entity: Entity): string[] {
  return getTargetRefs(entity, RELATION_PART_OF, 'system');
}

/** Those that depend on the entity. */
export function getDependentRefs(entity: Entity): string[] {
  return getTargetRefs(entity, RELATION_DEPENDENCY_OF);
}

/** The refs of the groups that the user is a direct member of. */
export function getGroupRefs(user: Entity): string[] {
  return getTargetRefs(user, RELATION_MEMBER_OF, 'group');
}

/** The refs of the groups right above. */
export function getParentRefs(group: Entity): string[] {
  return getTargetRefs(group, RELATION_CHILD_OF, 'group');
}

/** A ref as people say it: the kind and a default namespace left out. */
export function toSpokenName(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref);
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    return ref;
  }
}

function getTargetRefs(entity: Entity, type: string, kind?: string): string[] {
  const refs = (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => toCanonicalRef(relation.targetRef))
    .filter(ref => kind === undefined || ref.startsWith(`${kind}:`));
  return [...new Set(refs)];
}
