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

import { AzureBlobLogSearchEvent } from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../../access';
import { LogIndexes } from '../LogIndexes';
import { openLogText } from '../text';
import { LineMatcher } from './LineMatcher';
import { SearchBudget } from './SearchBudget';
import { openTextSearch, TextSearch } from './searchText';

const PROGRESS_MILLISECONDS = 250;
const FIRST_LINE = { line: 1, offset: 0 };

/** Options of {@link openLogSearch}. */
export interface LogSearchOptions {
  session: AccessSession;
  indexes: LogIndexes;
  path: string;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  /** Of the log that is meant; the one there is now by default. */
  revision?: string;
  matcher: LineMatcher;
  /** The line to begin at. */
  from: number;
  /** How many hits are sent; all are counted. */
  limit: number;
  budget: SearchBudget;
  signal: AbortSignal;
}

/**
 * Looks through one log, from a line to its end. No index is needed: lines are
 * counted on the way, and one that covers `from` only saves the way there.
 *
 * @remarks
 * A line of more than 1 MiB is looked through as far as that; `isComplete` is
 * false then, and where the time or the bytes of the budget were used up.
 *
 * @throws as long as nothing has been looked through, as {@link openLogText}.
 */
export async function openLogSearch(
  options: LogSearchOptions,
): Promise<AsyncGenerator<AzureBlobLogSearchEvent>> {
  const { session, indexes, path, from } = options;
  const { blobs, scope } = session;
  const text = await openLogText({ ...options, blobs });
  const { revision } = text;
  const known =
    from > 1 ? await indexes.get({ scope, path, revision }) : undefined;
  const start = known?.index?.findLine(from) ?? FIRST_LINE;
  const search = await openTextSearch({ ...options, text, start });
  return toEvents(search, options.budget);
}

async function* toEvents(
  search: TextSearch,
  budget: SearchBudget,
): AsyncGenerator<AzureBlobLogSearchEvent> {
  const { lines } = search;
  const run = search.run();
  let shownAt = 0;
  try {
    yield toProgress(search, budget);
    for (;;) {
      const { done, value: isComplete } = await run.next();
      const hits = lines.takeHits();
      if (hits.length > 0) {
        yield { type: 'hits', hits };
      }
      if (done) {
        yield toProgress(search, budget);
        yield { type: 'end', count: lines.count, isComplete };
        return;
      }
      if (budget.milliseconds - shownAt >= PROGRESS_MILLISECONDS) {
        shownAt = budget.milliseconds;
        yield toProgress(search, budget);
      }
    }
  } finally {
    await run.return(false);
  }
}

function toProgress(
  { lines, totalBytes }: TextSearch,
  { readBytes, milliseconds }: SearchBudget,
): AzureBlobLogSearchEvent {
  const left = totalBytes === undefined ? 0 : totalBytes - readBytes;
  const isKnown = totalBytes !== undefined && readBytes > 0;
  return {
    type: 'progress',
    readBytes,
    ...(totalBytes !== undefined && { totalBytes }),
    count: lines.count,
    ...(isKnown && {
      remaining: Math.max(0, Math.round((milliseconds * left) / readBytes)),
    }),
  };
}
