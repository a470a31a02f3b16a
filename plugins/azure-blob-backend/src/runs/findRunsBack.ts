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

import { AccessSession } from '../access';
import { RunLayout } from '../config/RunLayout';
import { assertHasRuns } from './assertHasRuns';
import { readRunById, runNotFound } from './findRun';
import { findRuns } from './listRuns';
import { RunIndexes, RunIndexResult } from './RunIndexes';
import { RunPlace, toRunKey } from './RunRows';
import { toSortKey } from './toSortKey';

/** Options of {@link findRunsBack}. */
export interface FindRunsBackOptions {
  session: AccessSession;
  indexes: RunIndexes;
  /** The id of the run to begin at; the newest where it is left out. */
  run?: string;
  count: number;
  signal?: AbortSignal;
}

/**
 * Finds the ids of a run and of those before it, newest first. Each of them has
 * been read as this caller.
 *
 * @throws `AzureBlobError` with `RunNotFound`.
 */
export async function findRunsBack(
  options: FindRunsBackOptions,
): Promise<RunIndexResult<string[]>> {
  const { session, indexes, run, count, signal } = options;
  assertHasRuns(session.scope);
  const first =
    run === undefined ? [] : [await readPlace(session, run, signal)];
  const limit = count - first.length;
  if (limit === 0) {
    return { result: first.map(({ id }) => id) };
  }
  return indexes.use(session, async index => {
    const { items } = await findRuns(index, {
      ...{ after: first[0], limit, signal },
    });
    return [...first, ...items].map(({ id }) => id);
  });
}

/** Where a run stands in the order of all. */
async function readPlace(
  session: AccessSession,
  id: string,
  signal?: AbortSignal,
): Promise<RunPlace & { id: string }> {
  const run = await readRunById({ session, id, signal });
  const folder = RunLayout.parse(session.scope.location.layout).read(id);
  if (!run || !folder) {
    throw runNotFound(id);
  }
  return {
    id,
    sortKey: toSortKey(id, folder, run.startedAt),
    key: toRunKey(id),
  };
}
