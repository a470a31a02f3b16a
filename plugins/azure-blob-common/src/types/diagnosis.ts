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

import { AzureBlobErrorCode, AzureBlobErrorReason } from '../errors';

/**
 * Who can apply a fix.
 *
 * @public
 */
export type AzureBlobFixer =
  | 'you'
  | 'owners'
  | 'portal-admins'
  | 'tenant-admins'
  | 'storage-admins';

/**
 * What mends a step that failed.
 *
 * @public
 */
export interface AzureBlobFix {
  who: AzureBlobFixer;
  /** One sentence. */
  text: string;
  /** A command to copy, such as `az role assignment create …`. */
  command?: string;
  /** Lines of app-config to copy. */
  config?: string;
}

/**
 * One check of a diagnosis.
 *
 * @public
 */
export interface AzureBlobDiagnosisCheck {
  /** Stable, such as `exchange` or `exchange.consent`. */
  id: string;
  /** What is checked, in a few words. */
  title: string;
  state: 'passed' | 'failed' | 'warning' | 'skipped';
  code?: AzureBlobErrorCode;
  reason?: AzureBlobErrorReason;
  /** Since when it is in this state, where that is known; ISO 8601, UTC. */
  since?: string;
  /** What was found and what it means, in a sentence or two. */
  message?: string;
  fixes?: AzureBlobFix[];
}

/**
 * The answer of `GET E/diagnosis`: every step of the gate, in order.
 *
 * @public
 */
export interface AzureBlobDiagnosis {
  entityRef: string;
  location: string;
  /** ISO 8601, UTC. */
  time: string;
  requestId: string;
  /** The id of the first check that failed; absent where all is well. */
  stoppedAt?: string;
  checks: AzureBlobDiagnosisCheck[];
}

/**
 * The answer of `GET /status`, for administrators.
 *
 * @public
 */
export interface AzureBlobStatus {
  /** ISO 8601, UTC. */
  time: string;
  sections: Array<{
    /** Such as `credential`, `account:contosobuilds`, `location:artifacts`. */
    id: string;
    title: string;
    checks: AzureBlobDiagnosisCheck[];
  }>;
}
