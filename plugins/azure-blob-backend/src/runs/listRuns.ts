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
  AzureBlobRunPage,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { z } from 'zod';
import { AccessSession } from '../access';
import { mapConcurrently } from '../mapConcurrently';
import { assertHasRuns } from './assertHasRuns';
import { fitsFilter } from './runFilter';
import { OpenRunIndex, RunIndexes, RunIndexResult } from './RunIndexes';
import { RunPlace } from './RunRows';

const READS_AT_ONCE = 8;
/** Runs that are gone or do not fit any more are made up for, up to a point. */
const MAX_ROUNDS = 8;

const keptPlace = z.tuple([z.string(), z.string()]);

/** Options of {@link listRuns}. */
export interface ListRunsOptions {
  session: AccessSession;
  indexes: RunIndexes;
  filter?: AzureBlobRunFilter;
  cursor?: string;
  limit: number;
  signal?: AbortSignal;
}

/**
 * Lists runs, newest first. The index says which ones may come next; each of
 * them has been read in this very request as this very caller.
 */
export async function listRuns(
  options: ListRunsOptions,
): Promise<RunIndexResult<AzureBlobRunPage>> {
  const { session, indexes, filter = {}, cursor, limit, signal } = options;
  const { cursors, scope } = session;
  assertHasRuns(scope);
  const list = `runs ${JSON.stringify(toOrdered(filter))}`;
  const after =
    cursor === undefined
      ? undefined
      : toPlace(await cursors.decode(list, cursor));
  return indexes.use(session, async index => {
    const { items, next } = await findRuns(index, {
      ...{ filter, after, limit, signal },
    });
    // The index was filled by others too: where this caller is refused runs,
    // she is told of no branch, as it could be one of theirs.
    const hasBranches = !after && index.reader.refused.size === 0;
    const [described, branches] = await Promise.all([
      index.describe(),
      hasBranches ? index.rows.listBranches(index.scope.id) : undefined,
    ]);
    const place = next && JSON.stringify([next.sortKey, next.key]);
    return {
      items,
      ...(place && { nextCursor: await cursors.encode(list, place) }),
      index: described,
      ...(branches && { branches }),
    };
  });
}

interface FindRunsOptions {
  filter?: AzureBlobRunFilter;
  after?: RunPlace;
  limit: number;
  signal?: AbortSignal;
}

interface FoundRuns {
  items: AzureBlobRun[];
  next?: RunPlace;
}

/**
 * The runs that come next and fit a filter, as they are right now. Those that
 * storage refuses to this caller are left out, as long as she can read others.
 */
export async function findRuns(
  index: OpenRunIndex,
  options: FindRunsOptions,
): Promise<FoundRuns> {
  const { refusal, ...found } = await collectRuns(index, options);
  if (refusal) {
    const { filter = {}, after, limit, signal } = options;
    if (!after && toOrdered(filter).every(field => field === undefined)) {
      throw refusal;
    }
    // Whether a filter fits runs that she cannot read is not to be told either.
    await findRuns(index, { limit, signal });
  }
  return found;
}

/** `refusal` is there where runs were refused, and none could be read. */
async function collectRuns(
  index: OpenRunIndex,
  options: FindRunsOptions,
): Promise<FoundRuns & { refusal?: AzureBlobError }> {
  const { rows, scope, reader } = index;
  const { filter = {}, limit, signal } = options;
  const items: AzureBlobRun[] = [];
  let { after } = options;
  let isAnyRead = false;
  let refusal: AzureBlobError | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const wanted = limit - items.length;
    const found = await rows.list(scope.id, {
      ...{ filter, after },
      limit: wanted + 1,
    });
    const batch = found.slice(0, wanted);
    const reads = await mapConcurrently(batch, READS_AT_ONCE, async run => {
      signal?.throwIfAborted();
      return reader.refresh(run);
    });
    items.push(
      ...reads.flatMap(read =>
        read && fitsFilter(read.run, filter) ? [read.run] : [],
      ),
    );
    isAnyRead ||= reads.some(read => read !== undefined);
    for (const { key } of batch) {
      refusal ??= reader.refused.get(key);
    }
    if (found.length <= wanted) {
      return { items, ...(!isAnyRead && { refusal }) };
    }
    after = batch[batch.length - 1];
    if (items.length >= limit) {
      break;
    }
  }
  return { items, next: after, ...(!isAnyRead && { refusal }) };
}

function toPlace(text: string): RunPlace {
  const [sortKey, key] = keptPlace.parse(JSON.parse(text));
  return { sortKey, key };
}

/** The same filter has the same cursors, however it was written. */
function toOrdered(filter: AzureBlobRunFilter) {
  const { branch, status, version, since, until, text } = filter;
  return [branch, status, version, since, until, text];
}
