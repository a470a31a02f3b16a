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

import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { toCanonicalRef } from '../entityRefs';

/** What a lock may be about. */
export interface LockSubject {
  userEntityRef: string;
  entityRef?: string;
  location?: string;
}

/** The first lock that stops this now. */
export function findLock(
  locks: AzureBlobLock[],
  subject: LockSubject,
  now: Date,
): AzureBlobLock | undefined {
  return locks.find(lock => isHeld(lock, now) && isAbout(lock, subject));
}

/** The refusal that a lock comes to. */
export function locked(lock: AzureBlobLock): AzureBlobError {
  return new AzureBlobError('Locked', describeLock(lock));
}

/** One sentence for whom it stops. */
export function describeLock({ target, reason }: AzureBlobLock): string {
  const what = {
    user: 'Your access',
    entity: 'Access to this entity',
    location: 'Access to this location',
  }[target.type];
  return `${what} has been stopped by an administrator: ${reason}`;
}

/** An end that cannot be read is none. */
function isHeld({ expiresAt }: AzureBlobLock, now: Date): boolean {
  return (
    expiresAt === undefined || !(new Date(expiresAt).getTime() <= now.getTime())
  );
}

function isAbout({ target }: AzureBlobLock, subject: LockSubject): boolean {
  switch (target.type) {
    case 'user':
      return isSame(target.entityRef, subject.userEntityRef);
    case 'entity':
      return isSame(target.entityRef, subject.entityRef);
    default:
      return target.location === subject.location;
  }
}

function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && toCanonicalRef(one) === toCanonicalRef(other);
}
