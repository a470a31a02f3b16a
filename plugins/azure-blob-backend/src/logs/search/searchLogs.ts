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

import { setTimeout as wait } from 'node:timers/promises';
import {
  AzureBlobErrorCode,
  AzureBlobLogsSearchEvent,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../../access';
import { mapConcurrently } from '../../mapConcurrently';
import { openLogText } from '../text';
import { LineMatcher } from './LineMatcher';
import { SearchBudget } from './SearchBudget';
import { openTextSearch } from './searchText';

const MAX_LOGS = 1_000;
const LOGS_AT_ONCE = 4;
const PROGRESS_MILLISECONDS = 250;
/** What is wrong with one log, and says nothing of the others. */
const UNREADABLE: AzureBlobErrorCode[] = [
  'ArchiveUnreadable',
  'BlobArchived',
  'BlobChanged',
  'BlobNotFound',
  'DecompressionLimit',
  'RangeNotSatisfiable',
];

/** A folder of logs, and the run that it is of. */
export interface SearchedFolder {
  run?: string;
  /** Relative to the scope. */
  folder: string;
  /** The path of the file in it that is no log, where there is one. */
  manifest?: string;
}

/** Options of {@link searchLogs}. */
export interface LogsSearchOptions {
  session: AccessSession;
  /** In the order in which they are looked through. */
  folders: AsyncIterable<SearchedFolder> | Iterable<SearchedFolder>;
  matcher: LineMatcher;
  /** How many hits of each log are sent; all are counted. */
  limit: number;
  budget: SearchBudget;
  signal: AbortSignal;
}

type LogEvent = Extract<AzureBlobLogsSearchEvent, { type: 'log' }>;

interface SearchedLog {
  run?: string;
  path: string;
}

/**
 * Looks through all logs of some folders, one folder after the other. A log
 * that cannot be read counts as one without hits that was not looked through.
 */
export async function* searchLogs(
  options: LogsSearchOptions,
): AsyncGenerator<AzureBlobLogsSearchEvent> {
  const { budget, folders } = options;
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  let logs = 0;
  let runs = 0;
  let isComplete = true;
  let isCut = false;
  const toProgress = (): AzureBlobLogsSearchEvent => ({
    type: 'progress',
    ...{ logs, runs, readBytes: budget.readBytes },
  });
  try {
    yield toProgress();
    for await (const folder of folders) {
      for await (const batch of listLogs(folder, { ...options, signal })) {
        if (logs + batch.length > MAX_LOGS || budget.isSpent) {
          isCut = true;
          break;
        }
        const searching = mapConcurrently(batch, LOGS_AT_ONCE, log =>
          searchOne(log, { ...options, signal }),
        );
        // Its failure is told where it is awaited.
        searching.catch(() => {});
        while (!(await settlesSoon(searching))) {
          yield toProgress();
        }
        const found = await searching;
        logs += found.length;
        isComplete &&= found.every(log => log.isComplete);
        yield* found;
      }
      if (isCut) {
        break;
      }
      runs += folder.run === undefined ? 0 : 1;
      yield toProgress();
    }
    yield { type: 'end', logs, runs, isComplete: isComplete && !isCut };
  } finally {
    // What the others of a batch are at is for nobody any more.
    ended.abort();
  }
}

/** A few at a time. */
async function* listLogs(
  { run, folder, manifest }: SearchedFolder,
  { session, signal }: LogsSearchOptions,
): AsyncGenerator<SearchedLog[]> {
  for await (const page of session.blobs.walk({ path: folder, signal })) {
    const found = page.filter(({ path }) => path !== manifest);
    for (let start = 0; start < found.length; start += LOGS_AT_ONCE) {
      yield found
        .slice(start, start + LOGS_AT_ONCE)
        .map(({ path }) => ({ ...(run !== undefined && { run }), path }));
    }
  }
}

async function searchOne(
  log: SearchedLog,
  options: LogsSearchOptions,
): Promise<LogEvent> {
  const { session, matcher, limit, budget, signal } = options;
  const { blobs } = session;
  try {
    const text = await openLogText({ blobs, path: log.path, signal });
    const search = await openTextSearch({
      ...{ text, matcher, limit, budget, signal, from: 1 },
      start: { line: 1, offset: 0 },
    });
    const run = search.run();
    let step = await run.next();
    while (!step.done) {
      step = await run.next();
    }
    const { lines } = search;
    return {
      ...{ type: 'log', ...log, count: lines.count },
      ...{ hits: lines.takeHits(), isComplete: step.value },
    };
  } catch (error) {
    if (error instanceof AzureBlobError && UNREADABLE.includes(error.code)) {
      return { type: 'log', ...log, count: 0, hits: [], isComplete: false };
    }
    throw error;
  }
}

/** Whether it does before the next progress is due. */
async function settlesSoon(work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const { signal } = timer;
  try {
    return await Promise.race([
      work.then(() => true),
      wait(PROGRESS_MILLISECONDS, false, { signal }),
    ]);
  } finally {
    timer.abort();
  }
}
