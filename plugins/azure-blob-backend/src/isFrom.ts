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

import { ANNOTATION_ORIGIN_LOCATION, Entity } from '@backstage/catalog-model';

/** `..` by another spelling leads back up just as well, as `https:` reads it. */
const LEADS_UP = /[:\\/](?:\.|%2e){1,2}(?:[\\/?#]|$)|[\t\r\n]/i;

/** What first brought the entity into the catalog, such as `msgraph:default`. */
export function getOrigin(entity: Entity): string | undefined {
  return entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION];
}

/** Whether the entity comes from one of `origins`, or from below one of them. */
export function isFrom(entity: Entity, origins: string[]): boolean {
  const origin = getOrigin(entity);
  return (
    typeof origin === 'string' &&
    !LEADS_UP.test(origin) &&
    origins.some(trusted => isBelow(origin, trusted))
  );
}

function isBelow(origin: string, trusted: string): boolean {
  if (trusted === '' || !origin.startsWith(trusted)) {
    return false;
  }
  const next = origin.charAt(trusted.length);
  // After a host, a colon could begin a password, and the host be another one
  const boundaries = trusted.includes(':') ? ['', '/', '?', '#'] : ['', ':'];
  return /[:/]$/.test(trusted) || boundaries.includes(next);
}
