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
  AzureBlobErrorCode,
  AzureBlobErrorReason,
} from 'backstage-plugin-azure-blob-common';
import { accessCodes } from './findings/accessFindings';
import { assertionCodes, assertionReasons } from './findings/assertionFindings';
import { credentialReasons } from './findings/credentialFindings';
import { exchangeCodes, exchangeReasons } from './findings/exchangeFindings';
import { identityCodes, identityReasons } from './findings/identityFindings';
import { storageCodes, storageReasons } from './findings/storageFindings';
import {
  CodeFindings,
  Explain,
  Finding,
  FindingContext,
} from './findings/types';

/** One for each reason there is; the compiler counts them. */
const reasons: Record<AzureBlobErrorReason, Explain> = {
  ...assertionReasons,
  ...identityReasons,
  ...credentialReasons,
  ...exchangeReasons,
  ...storageReasons,
};

const codes: CodeFindings = {
  ...assertionCodes,
  ...identityCodes,
  ...accessCodes,
  ...exchangeCodes,
  ...storageCodes,
};

/** What there are explanations of. */
export const explainedReasons = Object.keys(reasons) as AzureBlobErrorReason[];
export const explainedCodes = Object.keys(codes) as AzureBlobErrorCode[];

/** Says what a fault means, who can mend it, and exactly how. */
export function explainFinding(
  code: AzureBlobErrorCode,
  reason: AzureBlobErrorReason | undefined,
  context: FindingContext,
): Finding {
  const explain = reason ? reasons[reason] : codes[code];
  return explain?.(context) ?? { message: context.said, fixes: [] };
}
