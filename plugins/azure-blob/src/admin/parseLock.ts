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

import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { AzureBlobLockTarget } from 'backstage-plugin-azure-blob-common';

/** What can be locked. */
export type LockTargetType = AzureBlobLockTarget['type'];

/** For how long a lock can be asked for. */
export const LOCK_HOURS = {
  forever: undefined,
  hour: 1,
  workday: 8,
  days: 72,
};

/** A choice of {@link LOCK_HOURS}. */
export type LockDuration = keyof typeof LOCK_HOURS;

/** Reads what is to be locked; `undefined` for what is no name of such. */
export function parseTarget(
  type: LockTargetType,
  text: string,
): AzureBlobLockTarget | undefined {
  const name = text.trim();
  if (type === 'location') {
    return name ? { type, location: name } : undefined;
  }
  try {
    const ref = parseEntityRef(name, {
      defaultKind: type === 'user' ? 'user' : 'component',
      defaultNamespace: 'default',
    });
    const isRight =
      (ref.kind.toLocaleLowerCase('en-US') === 'user') === (type === 'user');
    return isRight ? { type, entityRef: stringifyEntityRef(ref) } : undefined;
  } catch {
    return undefined;
  }
}

/** When a lock that begins now ends; ISO 8601, UTC. */
export function endOf(
  duration: LockDuration,
  now = Date.now(),
): string | undefined {
  const hours = LOCK_HOURS[duration];
  return hours === undefined
    ? undefined
    : new Date(now + hours * 3_600_000).toISOString();
}
