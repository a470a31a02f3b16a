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
import { AzureBlobGrant } from 'backstage-plugin-azure-blob-node';
import { request } from './gateWorld';

/** One on alice. */
export const lock: AzureBlobLock = {
  id: 'lock-1',
  target: { type: 'user', entityRef: 'user:default/alice' },
  reason: 'The laptop was stolen.',
  createdBy: 'user:default/carol',
  createdAt: '2026-11-22T12:00:00.000Z',
};

/** One for bob, of whom nothing else speaks. */
export function grantUntil(expiresAt: Date, location?: string): AzureBlobGrant {
  return {
    id: 'grant-1',
    userRef: 'user:default/bob',
    entityRef: request.entityRef,
    location,
    role: 'reader',
    expiresAt,
    approvedBy: 'user:default/alice',
  };
}
