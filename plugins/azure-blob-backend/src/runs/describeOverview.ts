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
  AzureBlobOverview,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../access';
import { DownloadHistory } from '../audit';
import { RunLayout } from '../config/RunLayout';
import { findRuns } from './listRuns';
import { OpenRunIndex, RunIndexes, RunIndexResult } from './RunIndexes';

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;
const MAX_RECENT = 5;
const MAIN_BRANCHES = ['main', 'master'];

/** Options of {@link describeOverview}. */
export interface DescribeOverviewOptions {
  session: AccessSession;
  indexes: RunIndexes;
  history: DownloadHistory;
  entityRef: string;
  signal?: AbortSignal;
}

/** What an entity has in a location, in a few lines. */
export async function describeOverview(
  options: DescribeOverviewOptions,
): Promise<RunIndexResult<AzureBlobOverview>> {
  const { session, indexes, signal } = options;
  const { location } = session.scope;
  const downloads = await describeDownloads(options);
  if (!RunLayout.parse(location.layout).hasRuns) {
    return { result: { location: location.id, downloads } };
  }
  return indexes.use(session, async index => {
    const { items } = await findRuns(index, { limit: 1, signal });
    const [latest] = items;
    const latestSuccessful = await findLatestSuccessful(index, signal);
    return {
      location: location.id,
      ...(latest && { latest }),
      ...(latestSuccessful && { latestSuccessful }),
      downloads,
    };
  });
}

async function findLatestSuccessful(
  index: OpenRunIndex,
  signal: AbortSignal | undefined,
): Promise<AzureBlobRun | undefined> {
  for (const branch of MAIN_BRANCHES) {
    const filter = { branch, status: 'succeeded' as const };
    const { items } = await findRuns(index, { filter, limit: 1, signal });
    if (items.length > 0) {
      return items[0];
    }
  }
  return undefined;
}

/** Who has downloaded what is for owners; how much, for all who may read. */
async function describeDownloads({
  session,
  history,
  entityRef,
}: DescribeOverviewOptions): Promise<AzureBlobOverview['downloads']> {
  const { decision, scope } = session;
  const since = new Date(Date.now() - WEEK_MS);
  const query = { entityRef, location: scope.location.id, since };
  const [lastWeek, last] = await Promise.all([
    history.count(query),
    decision.role === 'owner' ? history.list(query, MAX_RECENT) : [],
  ]);
  const recent = last
    .filter(({ blob }) => blob.startsWith(scope.prefix))
    .map(({ at, blob, by }) => {
      return { at, path: blob.slice(scope.prefix.length), by };
    });
  return { lastWeek, recent };
}
