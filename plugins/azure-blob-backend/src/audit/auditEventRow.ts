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

import { JsonObject } from '@backstage/types';
import { AuditOutcome, AuditSubject } from './types';

/** A row of `audit_events`. */
export interface AuditEventRow {
  /** PostgreSQL hands big integers out as strings. */
  seq: number | string;
  id: string;
  time: Date | string;
  phase: 'intent' | 'outcome' | 'denied';
  intent_id: string | null;
  actor_ref: string | null;
  actor_oid: string | null;
  via: string | null;
  auth_mode: string | null;
  operation: string | null;
  entity_ref: string | null;
  entity_uid: string | null;
  location: string | null;
  account: string | null;
  container: string | null;
  blob: string | null;
  role: string | null;
  basis: string | null;
  through: string | null;
  lock_id: string | null;
  details: string | null;
  request_id: string | null;
  ip: string | null;
  user_agent: string | null;
  result: AuditOutcome['result'] | null;
  code: string | null;
  bytes: number | string | null;
}

/** A row of `audit_event_owners`. */
export interface AuditEventOwnerRow {
  event_seq: number | string;
  owner_ref: string;
  time: Date | string;
}

/** What the writer of a row fills in; the database adds the rest. */
export type NewAuditEventRow = Partial<AuditEventRow> &
  Pick<AuditEventRow, 'id' | 'phase'>;

const MAX_LENGTH = 1024;
const MAX_USER_AGENT_LENGTH = 256;
const MAX_OWNERS = 100;
/** Far more than anything fills in, so that what is kept stays JSON. */
const MAX_DETAILS_LENGTH = 256 * 1024;

export function toSubjectColumns(
  subject: AuditSubject,
): Omit<NewAuditEventRow, 'id' | 'phase'> {
  return {
    actor_ref: toText(subject.actorRef),
    actor_oid: toText(subject.actorOid),
    via: toText(subject.via),
    auth_mode: subject.authMode,
    operation: toText(subject.operation),
    entity_ref: toText(subject.entityRef),
    entity_uid: toText(subject.entityUid),
    location: toText(subject.location),
    account: toText(subject.account),
    container: toText(subject.container),
    blob: toText(subject.blob),
    role: toText(subject.role),
    basis: toText(subject.basis),
    through: toText(subject.through),
    lock_id: toText(subject.lockId),
    details: toDetailsText(subject.details),
    request_id: toText(subject.origin.requestId),
    ip: toText(subject.origin.ip),
    user_agent: toText(subject.origin.userAgent, MAX_USER_AGENT_LENGTH),
  };
}

export function toDetailsText(details: JsonObject | undefined) {
  return toText(details && JSON.stringify(details), MAX_DETAILS_LENGTH);
}

export function toOwnerRefs(subject: AuditSubject): string[] {
  const refs = subject.ownerRefs.map(ref => clean(ref, MAX_LENGTH));
  return [...new Set(refs)].slice(0, MAX_OWNERS);
}

function toText(value: string | undefined, maxLength = MAX_LENGTH) {
  return value === undefined ? undefined : clean(value, maxLength);
}

/**
 * Refused paths are recorded as well, and PostgreSQL would not store a NUL:
 * whoever sends one must not thereby keep off the record. Nor may a line break
 * forge a line of an export.
 */
function clean(value: string, maxLength: number): string {
  const cut = value.slice(0, maxLength);
  return cut.replace(/\p{Cc}|\p{Cs}/gu, '\uFFFD');
}
