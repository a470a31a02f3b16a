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

import { AuditOutcome, AuditSubject, toOutcome } from '../audit';
import { AccessRequest, Caller } from './types';

/** Who does what; what it is done to is added as it becomes known. */
export function createAuditSubject(
  { credentials, via, origin }: Caller,
  operation: string,
): AuditSubject {
  const { userEntityRef, actor } = credentials.principal;
  return {
    actorRef: userEntityRef,
    via: via ?? actor?.subject,
    operation,
    ownerRefs: [],
    origin,
  };
}

/** What is on record of an access of which nothing is known but the request. */
export function createAccessSubject(
  caller: Caller,
  request: AccessRequest,
): AuditSubject {
  const { operation, entityRef, location, path, version } = request;
  const details =
    version === undefined ? request.details : { ...request.details, version };
  const subject = createAuditSubject(caller, operation);
  return {
    ...subject,
    entityRef,
    location,
    blob: path,
    ...(details && { details }),
  };
}

/** What ended while the access was taken away ended because of that. */
export function toFinalOutcome(
  outcome: AuditOutcome,
  signal: AbortSignal,
): AuditOutcome {
  if (!signal.aborted || outcome.result === 'succeeded') {
    return outcome;
  }
  const { code } = toOutcome(signal.reason);
  return { ...outcome, result: 'terminated', code };
}
