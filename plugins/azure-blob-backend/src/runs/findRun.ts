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
  AzureBlobRunStatus,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../access';
import { isBlobPath } from '../blobName';
import { getRunsConfig } from '../config/getRunsConfig';
import { RunLayout } from '../config/RunLayout';
import { quote } from '../config/quote';
import { assertHasRuns } from './assertHasRuns';
import { findRuns } from './listRuns';
import { readRun } from './readRun';
import { RunIndexes, RunIndexResult } from './RunIndexes';

/** Options of {@link findRun}. */
export interface FindRunOptions {
  session: AccessSession;
  indexes: RunIndexes;
  /** An id, or `latest`: the newest one that has the rest. */
  run: string;
  branch?: string;
  status?: AzureBlobRunStatus;
  version?: string;
  signal?: AbortSignal;
}

/**
 * Finds one run, by its id or as the newest one with a branch, a status or a
 * version. It has been read as this caller.
 */
export async function findRun(
  options: FindRunOptions,
): Promise<RunIndexResult<AzureBlobRun | undefined>> {
  const { session, indexes, run, branch, status, version, signal } = options;
  assertHasRuns(session.scope);
  if (run !== 'latest') {
    return { result: await readRunById({ session, id: run, signal }) };
  }
  const filter = { branch, status, version };
  return indexes.use(session, async index => {
    const { items } = await findRuns(index, { filter, limit: 1, signal });
    return items[0];
  });
}

/** Reads a run by its id, whether it is indexed or not. */
export async function readRunById(options: {
  session: AccessSession;
  id: string;
  signal?: AbortSignal;
}): Promise<AzureBlobRun | undefined> {
  const { session, id, signal } = options;
  const { blobs, scope } = session;
  const folder = RunLayout.parse(scope.location.layout).read(id);
  if (!folder || !isBlobPath(`${id}/`, { kind: 'folder' })) {
    return undefined;
  }
  const source = getRunsConfig(scope.location);
  return (await readRun({ blobs, scope, source, id, folder, signal }))?.run;
}

/** There is no such run. */
export function runNotFound(id: string): AzureBlobError {
  return new AzureBlobError('RunNotFound', `There is no run ${quote(id)}.`);
}
