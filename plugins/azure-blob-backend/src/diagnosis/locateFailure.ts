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

import { AzureBlobAccessStep } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { DiagnosisCheck } from './diagnosisChecks';

/** Finds the check, among those of the step, that an error is the failure of. */
export function locateFailure(
  checks: DiagnosisCheck[],
  step: AzureBlobAccessStep,
  { code, reason }: Pick<AzureBlobError, 'code' | 'reason'>,
): DiagnosisCheck {
  const candidates = checks.filter(check => check.step === step);
  // The reason is the more exact of the two.
  const found = [reason, code]
    .filter(cause => cause !== undefined)
    .map(cause => candidates.find(({ fails }) => fails?.includes(cause)))
    .find(check => check !== undefined);
  return found ?? candidates.find(({ general }) => general) ?? checks[0];
}
