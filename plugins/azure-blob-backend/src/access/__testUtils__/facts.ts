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

import { AzureBlobAccessFacts } from 'backstage-plugin-azure-blob-node';
import { RoleRule } from '../../types';
import { NOW } from './arbitraryWorlds';
import { entity, PAYMENTS } from './gateEntities';

export const OWNERS: RoleRule = { role: 'owner', to: { type: 'owners' } };

/** What is known of alice, who counts as `refs`, and payments-api. */
export function factsOf(
  changes: Partial<AzureBlobAccessFacts> = {},
  refs: string[] = [],
): AzureBlobAccessFacts {
  return {
    user: {
      entityRef: 'user:default/alice',
      ownershipEntityRefs: refs,
      untrustedRefs: [],
    },
    entity: entity('Component', 'payments-api', { ownedBy: [PAYMENTS] }),
    systems: [],
    dependents: [],
    grants: [],
    locks: [],
    now: new Date(NOW),
    ...changes,
  };
}
