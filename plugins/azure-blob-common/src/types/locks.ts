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

/**
 * What a lock stops.
 *
 * @public
 */
export type AzureBlobLockTarget =
  | { type: 'user'; entityRef: string }
  | { type: 'entity'; entityRef: string }
  | { type: 'location'; location: string };

/**
 * An immediate stop.
 *
 * @public
 */
export interface AzureBlobLock {
  id: string;
  target: AzureBlobLockTarget;
  /** Why, for those whom it stops. */
  reason: string;
  createdBy: string;
  /** ISO 8601, UTC. */
  createdAt: string;
  /** ISO 8601, UTC; without it the lock holds until it is taken away. */
  expiresAt?: string;
}

/**
 * Whose storage a scope has been, as first seen and as it is now.
 *
 * @public
 */
export interface AzureBlobBinding {
  location: string;
  state: 'confirmed' | 'taken-over' | 'held';
  /** When this entity was first seen with this scope; ISO 8601, UTC. */
  since: string;
  /**
   * What differs from before, where the scope was taken over; empty for those
   * who may not confirm it.
   */
  changes: Array<{
    what: 'uid' | 'owners' | 'origin';
    before: string;
    after: string;
  }>;
  /** Whether the caller may confirm it. */
  canConfirm: boolean;
}
