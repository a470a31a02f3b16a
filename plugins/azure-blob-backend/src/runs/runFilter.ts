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
  AzureBlobRun,
  AzureBlobRunFilter,
} from 'backstage-plugin-azure-blob-common';

/** What text is looked for in, with a line for each field. */
export function toSearchText(run: AzureBlobRun): string {
  const { id, number, title, branch, commit, version, triggeredBy } = run;
  return [id, number, title, branch, commit, version, triggeredBy]
    .filter(field => field !== undefined)
    .map(field => toSearched(String(field)))
    .join('\n');
}

/** As text is compared with what is looked for. */
export function toSearched(text: string): string {
  return text.toLocaleLowerCase('en-US');
}

/** Whether a run is one of those that are asked for. */
export function fitsFilter(
  run: AzureBlobRun,
  filter: AzureBlobRunFilter,
): boolean {
  const { branch, status, version, since, until, text } = filter;
  const began = run.startedAt ? Date.parse(run.startedAt) : NaN;
  return (
    (branch === undefined || run.branch === branch) &&
    (status === undefined || run.status === status) &&
    (version === undefined || run.version === version) &&
    (since === undefined || began >= Date.parse(since)) &&
    (until === undefined || began < Date.parse(until)) &&
    (text === undefined || toSearchText(run).includes(toSearched(text)))
  );
}
