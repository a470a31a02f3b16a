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
  AzureBlobDiagnosisCheck,
  AzureBlobErrorCode,
  AzureBlobErrorReason,
  AzureBlobStatus,
} from 'backstage-plugin-azure-blob-common';
import { explainFinding } from '../explainFinding';
import { FindingContext } from '../findings/types';

export type StatusSection = AzureBlobStatus['sections'][number];

/** What names a check. */
export type CheckName = Pick<AzureBlobDiagnosisCheck, 'id' | 'title'>;

export function passed(
  name: CheckName,
  message?: string,
): AzureBlobDiagnosisCheck {
  return { ...name, state: 'passed', ...(message && { message }) };
}

export function skipped(
  name: CheckName,
  message: string,
): AzureBlobDiagnosisCheck {
  return { ...name, state: 'skipped', message };
}

export function warning(
  name: CheckName,
  finding: Pick<AzureBlobDiagnosisCheck, 'message' | 'fixes'>,
): AzureBlobDiagnosisCheck {
  return { ...name, state: 'warning', ...finding };
}

/** Explained as the diagnosis explains the same fault. */
export function failed(
  name: CheckName,
  failure: {
    code: AzureBlobErrorCode;
    reason?: AzureBlobErrorReason;
    since?: Date;
  },
  context: FindingContext,
): AzureBlobDiagnosisCheck {
  const { code, reason, since } = failure;
  return {
    ...name,
    state: 'failed',
    code,
    reason,
    ...(since && { since: since.toISOString() }),
    ...explainFinding(code, reason, context),
  };
}
