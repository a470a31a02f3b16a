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
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  AzureBlobAccess,
  AzureBlobAccessStep,
  AzureBlobLocationContent,
} from 'backstage-plugin-azure-blob-common';
import {
  AzureBlobAccessDecision,
  AzureBlobAction,
} from 'backstage-plugin-azure-blob-node';
import { Scope } from '../types';
import { BlobStore, CursorCodec } from '../storage';
import { AuditOrigin, AuditOutcome } from '../audit';

/** Who stands at the gate, as the router found her. */
export interface Caller {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** The Entra ID token of the request, not verified yet; absent where none came. */
  assertion?: string;
  /** What she came by, where it was not a call of her own. */
  via?: string;
  origin: AuditOrigin;
}

/** What a caller asks to enter for. */
export interface AccessRequest {
  /** Such as `component:default/payments-api`. */
  entityRef: string;
  /** The id of the location. */
  location: string;
  /** Refuses a location that holds something else. */
  content?: AzureBlobLocationContent;
  action: AzureBlobAction;
  /** What the audit calls it, such as `content` or `log.lines`. */
  operation: string;
  /** Relative to the scope; recorded, and checked before anything else. */
  path: string;
  /** What `path` names; a folder to `list`, and a file else, where it is left out. */
  kind?: 'file' | 'folder';
  /**
   * `version:<id>` or `snapshot:<time>`, where it is not what is current. It is
   * recorded, and takes more than the role `reader`.
   */
  version?: string;
  /** What else to put on record of it. */
  details?: JsonObject;
  /** Told of each step as it begins, for the diagnosis. */
  onStep?(step: AzureBlobAccessStep): void;
}

/** An open door. It is closed, once, with {@link AccessSession.complete}. */
export interface AccessSession {
  decision: AzureBlobAccessDecision & { allowed: true };
  scope: Scope;
  blobs: BlobStore;
  /** Seals the cursors of lists that are not the store's own. */
  cursors: CursorCodec;
  /**
   * Aborts when the access ends while it is used: locked, revoked, expired.
   * Its reason is the `AzureBlobError` that tells why.
   */
  signal: AbortSignal;
  /** The id of the intent in the audit log. */
  auditId: string;
  /** When the access ends by itself; what is handed out must not outlive it. */
  until?: Date;
  /** Writes the outcome; a second call does nothing. Never throws. */
  complete(outcome: AuditOutcome): Promise<void>;
}

/** The one door to storage. */
export interface AccessGate {
  /**
   * Runs the steps of the gate in order and stops at the first that fails.
   *
   * @throws `AzureBlobError` with the code of the step that failed.
   */
  enter(caller: Caller, request: AccessRequest): Promise<AccessSession>;

  /**
   * Tells what `caller` may do on an entity, without touching storage and
   * without needing an assertion.
   *
   * @throws `AzureBlobError` with `EntityNotFound` or `CatalogUnavailable`.
   */
  describe(caller: Caller, entityRef: string): Promise<AzureBlobAccess>;
}
