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
  AzureBlobErrorCode,
  AzureBlobIdentityMode,
  AzureBlobRole,
} from 'backstage-plugin-azure-blob-common';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';

/** Where a request came from. */
export interface AuditOrigin {
  requestId: string;
  ip?: string;
  /** Cut to 256 characters. */
  userAgent?: string;
}

/** Who did what to what, and whose it is. */
export interface AuditSubject {
  actorRef: string;
  /** The actor's id in the tenant; absent where no token was verified. */
  actorOid?: string;
  /** The plugin or agent that acted for the actor. */
  via?: string;
  /** As whom storage is read: as the actor, or as the portal itself. */
  authMode?: AzureBlobIdentityMode;
  operation: string;
  entityRef?: string;
  entityUid?: string;
  /** The owning groups or users, as they were when the decision was made. */
  ownerRefs: string[];
  location?: string;
  account?: string;
  container?: string;
  /** The full blob name or prefix in the container. */
  blob?: string;
  role?: AzureBlobRole;
  basis?: AzureBlobAccessBasis;
  through?: string;
  /** The lock that was made or taken away. */
  lockId?: string;
  origin: AuditOrigin;
  /** What else there is to tell, such as how it was before and is now. */
  details?: JsonObject;
}

/** How an access ended. */
export interface AuditOutcome {
  /** `terminated` is what was under way when the access was taken away. */
  result: 'succeeded' | 'failed' | 'aborted' | 'denied' | 'terminated';
  /** The code of the error, where one ended it. */
  code?: AzureBlobErrorCode | 'Unexpected';
  /** Bytes of blob content that were sent. */
  bytes?: number;
  /** What else became known only by then, such as of how many files. */
  details?: JsonObject;
}

/** A row that says an access is about to happen. */
export interface AuditIntent {
  id: string;
}

/** The append-only record of every access. */
export interface AuditLog {
  /**
   * Commits the intent row, or leaves that to a transaction that is `within`:
   * then both what it does and the row are there, or neither.
   *
   * @throws `AzureBlobError` with `AuditUnavailable` where it can't be written
   * within the time limit.
   */
  begin(subject: AuditSubject, within?: Knex.Transaction): Promise<AuditIntent>;

  /** Commits the outcome row of an intent. Never throws; a failure is logged. */
  end(intent: AuditIntent, outcome: AuditOutcome): Promise<void>;

  /** Records an attempt that never got as far as an intent. Never throws. */
  deny(subject: AuditSubject, code: AzureBlobErrorCode): Promise<void>;
}
