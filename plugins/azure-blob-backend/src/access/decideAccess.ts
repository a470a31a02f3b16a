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

import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  AzureBlobAccessBasis,
  AzureBlobRole,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecision,
  AzureBlobAccessFacts,
  AzureBlobGrant,
} from 'backstage-plugin-azure-blob-node';
import { isFrom } from '../isFrom';
import { RoleRule } from '../types';
import { explainNoOwner, explainNoRole } from './denials';
import { getOwnerRefs, toCanonicalRef } from './entityRefs';
import { describeLock, findLock, LockSubject } from './locks/findLock';

type Allowed = AzureBlobAccessDecision & { allowed: true };

const VERSIONS_DENIED =
  'Old versions are for contributors and owners; you are a reader. Ask for the current one, without a version.';
const ROLES: AzureBlobRole[] = ['reader', 'contributor', 'owner'];
/** What lasts goes before what ends. */
const BASES: AzureBlobAccessBasis[] = [
  'grant',
  'group',
  'relation',
  'ownership',
];

/**
 * The strongest role that a rule or a grant gives, unless a lock stops it. It
 * goes by the facts alone: the same ones give the same answer.
 */
export function decideAccess(
  rules: RoleRule[],
  facts: AzureBlobAccessFacts,
): AzureBlobAccessDecision {
  const { user, entity } = facts;
  const lock = findLock(facts.locks, toLockSubject(facts), facts.now);
  if (lock) {
    return { allowed: false, code: 'Locked', message: describeLock(lock) };
  }
  if (getOwnerRefs(entity).length === 0) {
    return { allowed: false, code: 'NoOwner', message: explainNoOwner(entity) };
  }
  const best = findStrongest(rules, facts, user.ownershipEntityRefs);
  if (best) {
    return best;
  }
  const missed = user.untrustedRefs.filter(
    ref => isSame(ref, user.entityRef) || findStrongest(rules, facts, [ref]),
  );
  return {
    allowed: false,
    code: 'NoRole',
    message: explainNoRole(entity, missed),
  };
}

/** Whether a role goes as far as what was replaced or deleted on purpose. */
export function mayReadVersions(role: AzureBlobRole): boolean {
  return role === 'contributor' || role === 'owner';
}

/** What is left of a decision for those who ask for an old version. */
export function decideVersions(
  decision: AzureBlobAccessDecision,
): AzureBlobAccessDecision {
  return decision.allowed && !mayReadVersions(decision.role)
    ? { allowed: false, code: 'NoRole', message: VERSIONS_DENIED }
    : decision;
}

/** What locks on a decision can be about. */
export function toLockSubject(facts: AzureBlobAccessFacts): LockSubject {
  return {
    userEntityRef: facts.user.entityRef,
    entityRef: stringifyEntityRef(facts.entity),
    location: facts.location,
  };
}

function findStrongest(
  rules: RoleRule[],
  facts: AzureBlobAccessFacts,
  refs: string[],
): Allowed | undefined {
  const userRefs = new Set(refs.map(toCanonicalRef));
  const found = [
    ...rules.flatMap(rule => applyRule(rule, facts, userRefs) ?? []),
    ...facts.grants.flatMap(grant => applyGrant(grant, facts, userRefs) ?? []),
  ];
  const [strongest] = found.sort(compareStrongestFirst);
  return strongest;
}

function applyRule(
  { role, to }: RoleRule,
  facts: AzureBlobAccessFacts,
  userRefs: Set<string>,
): Allowed | undefined {
  const [basis, entitled] = getEntitledRefs(to, facts);
  const through = entitled.find(ref => userRefs.has(ref));
  if (!through) {
    return undefined;
  }
  // Whoever registers a dependent must never come to more than reading
  const given = to.type === 'dependent-owners' ? 'reader' : role;
  return { allowed: true, role: given, basis, through };
}

function getEntitledRefs(
  to: RoleRule['to'],
  { entity, systems, dependents }: AzureBlobAccessFacts,
): [basis: AzureBlobAccessBasis, refs: string[]] {
  switch (to.type) {
    case 'owners':
      return ['ownership', getOwnerRefs(entity)];
    case 'system-owners':
      return ['relation', getOwnersOf(systems, to.origins)];
    case 'dependent-owners':
      return ['relation', getOwnersOf(dependents, to.origins)];
    default:
      return ['group', [toCanonicalRef(to.entityRef)]];
  }
}

function getOwnersOf(entities: Entity[], origins?: string[]): string[] {
  return entities
    .filter(entity => origins === undefined || isFrom(entity, origins))
    .flatMap(getOwnerRefs);
}

/** Whoever listed the grant, what it says has to hold here and now. */
function applyGrant(
  grant: AzureBlobGrant,
  facts: AzureBlobAccessFacts,
  userRefs: Set<string>,
): Allowed | undefined {
  const { id, role, expiresAt } = grant;
  const holds =
    ROLES.includes(role) &&
    userRefs.has(toCanonicalRef(grant.userRef ?? grant.groupRef)) &&
    isSame(grant.entityRef, stringifyEntityRef(facts.entity)) &&
    (grant.location === undefined || grant.location === facts.location) &&
    expiresAt.getTime() > facts.now.getTime();
  return holds
    ? { allowed: true, role, basis: 'grant', through: id, until: expiresAt }
    : undefined;
}

function compareStrongestFirst(one: Allowed, other: Allowed): number {
  return (
    ROLES.indexOf(other.role) - ROLES.indexOf(one.role) ||
    BASES.indexOf(other.basis) - BASES.indexOf(one.basis) ||
    getEnd(other) - getEnd(one)
  );
}

function getEnd({ until }: Allowed): number {
  return until?.getTime() ?? 0;
}

function isSame(one: string, other: string): boolean {
  return toCanonicalRef(one) === toCanonicalRef(other);
}
