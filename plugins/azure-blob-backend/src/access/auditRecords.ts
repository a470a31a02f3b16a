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
import { AuditOutcome, AuditSubject } from '../audit';
import { AccessRequest, Caller } from './types';

/** What is known of an access before anything has been looked up. */
export function createAuditSubject(
  caller: Caller,
  request: AccessRequest,
): AuditSubject {
  const { userEntityRef, actor } = caller.credentials.principal;
  return {
    actorRef: userEntityRef,
    via: actor?.subject,
    operation: request.operation,
    entityRef: request.entityRef,
    ownerRefs: [],
    location: request.location,
    blob: request.path,
    origin: caller.origin,
  };
}

export function toFailedOutcome(error: unknown): AuditOutcome {
  if (!(error instanceof AzureBlobError)) {
    return { result: 'failed', code: 'Unexpected' };
  }
  return {
    result: error.statusCode < 500 ? 'denied' : 'failed',
    code: error.code,
  };
}
