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

import { InvalidArgumentError } from 'commander';

/** How a run ended, as the plugin shows it. */
export type RunStatus = 'succeeded' | 'failed' | 'canceled';

/** What pipelines call it, in lower case. */
const STATUSES: Record<string, RunStatus> = {
  succeeded: 'succeeded',
  succeededwithissues: 'succeeded',
  success: 'succeeded',
  failed: 'failed',
  failure: 'failed',
  unstable: 'failed',
  canceled: 'canceled',
  cancelled: 'canceled',
  aborted: 'canceled',
};

/** `undefined` where it is none of those. */
export function toRunStatus(value: string | undefined): RunStatus | undefined {
  const key = value?.toLocaleLowerCase('en-US') ?? '';
  return Object.hasOwn(STATUSES, key) ? STATUSES[key] : undefined;
}

/** For the command line. */
export function parseStatus(value: string): RunStatus {
  const status = toRunStatus(value);
  if (!status) {
    throw new InvalidArgumentError(
      'It must be "succeeded", "failed" or "canceled".',
    );
  }
  return status;
}
