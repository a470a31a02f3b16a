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

import { AssignedRoles } from '../switches/setRoles';
import { RoleAssignment } from '../types';
import { world } from '../world';
import { StorageOperation } from './operations';

const builds = 'component/default';

/** Who may do what in the demo world before anyone changes it. */
const demoAssignments: RoleAssignment[] = [
  ...['alice', 'bob', 'carol', 'erin'].map(
    (user): RoleAssignment => ({ user, role: 'Storage Blob Delegator' }),
  ),
  ...Object.values(world.containers).flatMap(getReaders),
];

function getReaders(container: string): RoleAssignment[] {
  const role = 'Storage Blob Data Reader';
  return [
    { user: 'alice', role, container, prefix: `${builds}/payments-api/` },
    { user: 'alice', role, container, prefix: `${builds}/pay/` },
    { user: 'alice', role, container, prefix: `${builds}/receipts/` },
    { user: 'bob', role, container, prefix: `${builds}/search-indexer/` },
    { user: 'carol', role, container },
    { user: 'erin', role, container, prefix: `${builds}/pay/` },
  ];
}

function getAssigned(user: string, assigned: AssignedRoles): RoleAssignment[] {
  const role = 'Storage Blob Data Reader';
  switch (assigned) {
    case 'account':
      return [{ user, role }];
    case 'containers':
      return Object.values(world.containers).map(container => ({
        user,
        role,
        container,
      }));
    default:
      return assigned
        ? demoAssignments.filter(known => known.user === user)
        : [];
  }
}

/** The part of Azure RBAC, with conditions on the blob prefix, that is needed here. */
export class RoleAssignments {
  #assignments = [...demoAssignments];

  list(): RoleAssignment[] {
    return this.#assignments.map(assignment => ({ ...assignment }));
  }

  add(assignment: RoleAssignment): void {
    this.#assignments.push({ ...assignment });
  }

  remove(user: string, container?: string): void {
    this.#assignments = this.#assignments.filter(
      assignment =>
        assignment.user !== user || assignment.container !== container,
    );
  }

  /** Gives a user these roles in place of what she has. */
  setAll(user: string, assigned: AssignedRoles): void {
    const others = this.#assignments.filter(known => known.user !== user);
    this.#assignments = [...others, ...getAssigned(user, assigned)];
  }

  reset(): void {
    this.#assignments = [...demoAssignments];
  }

  allows(user: string, operation: StorageOperation): boolean {
    return this.#assignments.some(
      assignment => assignment.user === user && permits(assignment, operation),
    );
  }
}

function permits(
  { role, container, prefix = '' }: RoleAssignment,
  operation: StorageOperation,
): boolean {
  if (operation.kind === 'delegate') {
    // A role on a container is not enough; what the key signs is judged at use.
    return container === undefined;
  }
  if (role === 'Storage Blob Delegator' || operation.kind === 'unassigned') {
    return false;
  }
  const isInside = container === undefined || operation.container === container;
  const mayWrite = role === 'Storage Blob Data Contributor';
  switch (operation.kind) {
    case 'container':
      return isInside && (!operation.write || (mayWrite && prefix === ''));
    case 'list':
    case 'blob':
      return (
        isInside &&
        operation.name.startsWith(prefix) &&
        (!operation.write || mayWrite)
      );
    default:
      return false;
  }
}
