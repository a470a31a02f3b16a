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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AuditSubject } from '../audit';
import { quote } from '../config/quote';
import { BindingHolder, ScopeBinding } from './ScopeBinding';

/** What the audit says of a scope that has gone to another holder. */
export function toChangeSubject(
  binding: ScopeBinding,
  by: AuditSubject,
): AuditSubject {
  const before = binding.previous?.last;
  return toSubject(binding, by, { operation: 'binding.changed', before });
}

/** What the audit says of a holder whom somebody has confirmed. */
export function toConfirmSubject(
  binding: ScopeBinding,
  by: AuditSubject,
): AuditSubject {
  const before = binding.previous?.confirmed;
  return toSubject(binding, by, { operation: 'binding.confirm', before });
}

/** The refusal while nobody has confirmed the holder. */
export function scopeHeld({ holder, previous }: ScopeBinding): AzureBlobError {
  const owners = previous?.confirmed.ownerRefs.map(quote).join(', ');
  return new AzureBlobError(
    'ScopeHeld',
    `${quote(
      holder.entityRef,
    )} has taken over this storage, which belonged to ${
      owners || 'nobody'
    }. Access is held until one of its former owners or an administrator confirms it.`,
  );
}

function toSubject(
  { holder, previous, root }: ScopeBinding,
  { actorRef, actorOid, via, origin }: AuditSubject,
  row: { operation: string; before?: BindingHolder },
): AuditSubject {
  const owners = [previous?.confirmed, row.before, holder].flatMap(
    one => one?.ownerRefs ?? [],
  );
  return {
    actorRef,
    actorOid,
    via,
    origin,
    operation: row.operation,
    entityRef: holder.entityRef,
    entityUid: holder.uid,
    // It concerns whoever has had the scope, or has it now.
    ownerRefs: [...new Set(owners)],
    location: root.location.id,
    account: root.account.name,
    container: root.container,
    blob: root.prefix,
    details: {
      ...(row.before && { before: toDetails(row.before) }),
      after: toDetails(holder),
    },
  };
}

function toDetails({ uid, ownerRefs, origin }: BindingHolder) {
  return { uid, owners: ownerRefs, origin };
}
