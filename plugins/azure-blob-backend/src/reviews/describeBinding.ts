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

import { AzureBlobBinding } from 'backstage-plugin-azure-blob-common';
import { ScopeBinding } from '../bindings';

/** A binding as people see it: the names of storage are left out. */
export function describeBinding(
  binding: ScopeBinding,
  options: { isHeld: boolean; canConfirm: boolean },
): AzureBlobBinding {
  const { holder, previous, root, since } = binding;
  const isConfirmed = binding.state === 'confirmed';
  const canConfirm = !isConfirmed && options.canConfirm;
  // Whose it was is nobody else's business.
  const before = canConfirm ? previous?.confirmed : undefined;
  const unconfirmed = options.isHeld ? 'held' : 'taken-over';
  const differences = before
    ? ([
        ['uid', before.uid, holder.uid],
        ['owners', before.ownerRefs.join(', '), holder.ownerRefs.join(', ')],
        ['origin', before.origin, holder.origin],
      ] as const)
    : [];
  return {
    location: root.location.id,
    state: isConfirmed ? 'confirmed' : unconfirmed,
    since: since.toISOString(),
    changes: differences
      .filter(([, was, is]) => was !== is)
      .map(([what, was, is]) => ({ what, before: was, after: is })),
    canConfirm,
  };
}
