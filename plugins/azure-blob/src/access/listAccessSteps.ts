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

import { AzureBlobAccess } from 'backstage-plugin-azure-blob-common';
import { Check, ProblemCode } from '../diagnosis';

/** What has to hold before a blob can be read, in the order it is checked. */
export type AccessStepId =
  | 'portal'
  | 'policy'
  | 'role'
  | 'location'
  | 'audit'
  | 'microsoft'
  | 'exchange'
  | 'storage';

/** How a step went. */
export interface AccessStep {
  id: AccessStepId;
  state: Check['state'];
}

const ORDER: AccessStepId[] = [
  'portal',
  'policy',
  'role',
  'location',
  'audit',
  'microsoft',
  'exchange',
  'storage',
];

const FAILING_STEP: Partial<Record<ProblemCode, AccessStepId>> = {
  PortalSessionEnded: 'portal',
  PermissionDenied: 'policy',
  NoOwner: 'role',
  NoRole: 'role',
  LocationNotAllowed: 'location',
  ScopeHeld: 'location',
  UnsafeTemplateValue: 'location',
  AuditUnavailable: 'audit',
  AssertionMissing: 'microsoft',
  AssertionInvalid: 'microsoft',
  TokenExpired: 'microsoft',
  IdentityMismatch: 'microsoft',
  GuestNotAllowed: 'microsoft',
  InteractionRequired: 'exchange',
  TokenExchangeUnavailable: 'exchange',
  StorageRoleMissing: 'storage',
  StorageForbidden: 'storage',
};

// Checked when a request comes in, or not yet when it fails: claiming that
// they passed would be a guess.
const UNTOLD: AccessStepId[] = ['audit', 'location'];

/** Whether a problem is about access, and not about what is read. */
export function isRefusal(code: ProblemCode): boolean {
  return code === 'Locked' || FAILING_STEP[code] !== undefined;
}

/**
 * Lists the steps up to the one that failed, and what was not reached; empty
 * for a problem that is not about access.
 */
export function listAccessSteps(
  code: ProblemCode,
  access: AzureBlobAccess | undefined,
): AccessStep[] {
  const failing = FAILING_STEP[code];
  if (!failing) {
    return [];
  }
  const position = ORDER.indexOf(failing);
  return ORDER.filter(id => id === failing || !UNTOLD.includes(id)).map(id => {
    const index = ORDER.indexOf(id);
    if (index === position) {
      return { id, state: 'failed' };
    }
    const isKnown = id === 'role' && access?.allowed;
    const passed = index < position || isKnown;
    return { id, state: passed ? 'passed' : 'skipped' };
  });
}
