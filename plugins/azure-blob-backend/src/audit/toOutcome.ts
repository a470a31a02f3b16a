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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AuditOutcome } from './types';

/** How an access ended by an error, or by its client where that has gone. */
export function toOutcome(error: unknown, client?: AbortSignal): AuditOutcome {
  if (client?.aborted) {
    return { result: 'aborted' };
  }
  if (!(error instanceof AzureBlobError)) {
    return { result: 'failed', code: 'Unexpected' };
  }
  const { code, statusCode } = error;
  const isRefused = statusCode === 401 || statusCode === 403;
  return { result: isRefused ? 'denied' : 'failed', code };
}
