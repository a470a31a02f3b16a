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

import { RoleAssignment } from '../types';
import { world } from '../world';
import { StorageOperation } from './operations';

const builds = 'component/default';

/** Who may do what in the demo world before anyone changes it. */
const demoAssignments: RoleAssignment[] = Object.values(
  world.containers,
).flatMap(container => {
  const role = 'Storage Blob Data Reader';
  return [
    { user: 'alice', role, container, prefix: `${builds}/payments-api/` },
    { user: 'alice', role, container, prefix: `${builds}/pay/` },
    { user: 'bob', role, container, prefix: `${builds}/search-indexer/` },
    { user: 'carol', role, container },
    { user: 'erin', role, container, prefix: `${builds}/pay/` },
  ];
});

/** The part of Azure RBAC, with conditions on the blob prefix, that is needed here. */
export class RoleAssignments {
  #assignments = [...demoAssignments];

  list(): RoleAssignment[] {
    return this.#assignments.map(assignment => ({ ...assignment }));
  }

  add(assignment: RoleAssignment): void {
    this.#assignments.push({ ...assignment });
  }

  remove(user: string, container: string): void {
    this.#assignments = this.#assignments.filter(
      assignment =>
        assignment.user !== user || assignment.container !== container,
    );
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
  const mayWrite = role === 'Storage Blob Data Contributor';
  switch (operation.kind) {
    case 'delegate':
      // The account-wide part of the role; what the key signs is judged at use.
      return true;
    case 'container':
      return (
        operation.container === container &&
        (!operation.write || (mayWrite && prefix === ''))
      );
    case 'list':
    case 'blob':
      return (
        operation.container === container &&
        operation.name.startsWith(prefix) &&
        (!operation.write || mayWrite)
      );
    default:
      return false;
  }
}
