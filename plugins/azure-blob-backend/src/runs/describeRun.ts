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

import { AzureBlobRunDetails } from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../access';
import { assertHasRuns } from './assertHasRuns';
import { readRunById, runNotFound } from './findRun';

const MAX_FILES = 20_000;

/** Options of {@link describeRun}. */
export interface DescribeRunOptions {
  session: AccessSession;
  /** Its id. */
  run: string;
  signal?: AbortSignal;
}

/**
 * Reads a run, and counts its files.
 *
 * @throws `AzureBlobError` with `RunNotFound`.
 */
export async function describeRun(
  options: DescribeRunOptions,
): Promise<AzureBlobRunDetails> {
  const { session, run: id, signal } = options;
  assertHasRuns(session.scope);
  const run = await readRunById({ session, id, signal });
  if (!run) {
    throw runNotFound(id);
  }
  let size = 0;
  let files = 0;
  for await (const page of session.blobs.walk({ path: `${id}/`, signal })) {
    for (const file of page.slice(0, MAX_FILES - files)) {
      size += file.size ?? 0;
      files += 1;
    }
    if (files >= MAX_FILES) {
      return { ...run, size, files, complete: false };
    }
  }
  return { ...run, size, files, complete: true };
}
