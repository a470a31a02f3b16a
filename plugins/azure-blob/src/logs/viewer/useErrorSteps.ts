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

import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { findLast } from './rows';
import { LogFolds } from './useLogFolds';
import { useStableCallback } from './useStableCallback';

/** Options of {@link useErrorSteps}. */
export interface ErrorStepsOptions {
  log: AzureBlobLog;
  folds: LogFolds;
  /** The line to go on from. */
  getAnchor(): number;
  goTo(line: number): void;
}

/** Goes from error to error, and round at both ends. */
export function useErrorSteps(options: ErrorStepsOptions) {
  const { log, folds, getAnchor, goTo } = options;
  return useStableCallback((step: 1 | -1) => {
    const { firstError } = log.index;
    const known = firstError === undefined ? [] : [firstError];
    const errors = folds.errors.length > 0 ? folds.errors : known;
    const here = getAnchor();
    const place =
      step > 0 ? findLast(errors, here) + 1 : findLast(errors, here - 1);
    const next = errors[(place + errors.length) % errors.length];
    if (next !== undefined) {
      goTo(next);
    }
  });
}
