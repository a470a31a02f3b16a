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
import { withTimeout } from './withTimeout';

/** For one question. A service that hangs must refuse like one that is down. */
const QUESTION_TIMEOUT_MS = 5_000;

/** For all that is asked for one answer, so that the answer is not old at once. */
export const ANSWER_TIMEOUT_MS = 10_000;

/**
 * Asks another service of the portal.
 *
 * @throws `AzureBlobError` with `CatalogUnavailable` where it does not answer.
 */
export async function askPortal<T>(
  who: string,
  ask: () => Promise<T>,
  timeoutMs = QUESTION_TIMEOUT_MS,
): Promise<T> {
  try {
    return await withTimeout(ask(), timeoutMs);
  } catch (error) {
    if (error instanceof AzureBlobError) {
      throw error;
    }
    throw new AzureBlobError(
      'CatalogUnavailable',
      `The ${who} of the portal does not answer, so access cannot be decided. Try again in a moment.`,
      { cause: error },
    );
  }
}
