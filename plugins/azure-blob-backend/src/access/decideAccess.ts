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
  AzureBlobAccessBasis,
  AzureBlobRole,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecision,
  AzureBlobAccessFacts,
} from 'backstage-plugin-azure-blob-node';
import { RoleRule } from '../types';
import { getOwnerRefs, toCanonicalRef, toSpokenName } from './entityRefs';

type Allowed = AzureBlobAccessDecision & { allowed: true };

/** From weak to strong. */
const ROLES: AzureBlobRole[] = ['reader', 'contributor', 'owner'];
/** From weak to strong: of two reasons for one role, the closer one is told. */
const BASES: AzureBlobAccessBasis[] = ['group', 'relation', 'ownership'];

/**
 * Decides by rules. The highest role wins. An entity without an owner is open
 * to nobody, whatever the rules say: no team would answer for it.
 */
export function decideAccess(
  rules: RoleRule[],
  facts: AzureBlobAccessFacts,
): AzureBlobAccessDecision {
  const ownerRefs = getOwnerRefs(facts.entity);
  const kind = toSpokenKind(facts.entity.kind);
  if (ownerRefs.length === 0) {
    return {
      allowed: false,
      code: 'NoOwner',
      message: `This ${kind} has no owner who could give access to it.`,
    };
  }
  const [best] = rules
    .map(rule => applyRule(rule, facts))
    .filter(decision => decision !== undefined)
    .sort(compareStrongestFirst);
  if (!best) {
    const owners = new Intl.ListFormat('en').format(
      ownerRefs.map(toSpokenName),
    );
    return {
      allowed: false,
      code: 'NoRole',
      message: `This ${kind} belongs to ${owners}.`,
    };
  }
  return best;
}

function applyRule(
  rule: RoleRule,
  facts: AzureBlobAccessFacts,
): Allowed | undefined {
  const { role, to } = rule;
  const userRefs = new Set(facts.user.ownershipEntityRefs.map(toCanonicalRef));
  const [basis, refs] = getEntitledRefs(to, facts);
  const through = refs.find(ref => userRefs.has(ref));
  return through ? { allowed: true, role, basis, through } : undefined;
}

function getEntitledRefs(
  to: RoleRule['to'],
  facts: AzureBlobAccessFacts,
): [basis: AzureBlobAccessBasis, refs: string[]] {
  switch (to.type) {
    case 'owners':
      return ['ownership', getOwnerRefs(facts.entity)];
    case 'system-owners':
      return ['relation', facts.systems.flatMap(getOwnerRefs)];
    default:
      return ['group', [toCanonicalRef(to.entityRef)]];
  }
}

function compareStrongestFirst(one: Allowed, other: Allowed): number {
  return (
    ROLES.indexOf(other.role) - ROLES.indexOf(one.role) ||
    BASES.indexOf(other.basis) - BASES.indexOf(one.basis)
  );
}

/** "component" as anybody would write it, but "API". */
function toSpokenKind(kind: string): string {
  return kind === kind.toLocaleUpperCase('en-US')
    ? kind
    : kind.toLocaleLowerCase('en-US');
}
