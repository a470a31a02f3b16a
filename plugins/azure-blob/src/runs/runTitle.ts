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

import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';

/** Such as `#1284`, or the name of its folder where it has no number. */
export function runTitle(run: Pick<AzureBlobRun, 'id' | 'number'>): string {
  return run.number === undefined ? run.id : `#${run.number}`;
}

/** A commit as people quote it. */
export function shortCommit(commit: string): string {
  return commit.slice(0, 7);
}

/** Such as `1 m 12 s`; `undefined` where a run has not both of its times. */
export function runDuration(
  run: Pick<AzureBlobRun, 'startedAt' | 'finishedAt'>,
): string | undefined {
  const start = Date.parse(run.startedAt ?? '');
  const seconds = Math.round((Date.parse(run.finishedAt ?? '') - start) / 1000);
  if (!(seconds >= 0)) {
    return undefined;
  }
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return [
    hours && `${hours} h`,
    minutes && `${minutes} m`,
    hours === 0 && `${seconds % 60} s`,
  ]
    .filter(Boolean)
    .join(' ');
}

/** The time that a run is sorted and shown by. */
export function runTime(run: AzureBlobRun): string | undefined {
  return run.finishedAt ?? run.startedAt;
}
