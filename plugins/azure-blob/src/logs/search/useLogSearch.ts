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
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import {
  AzureBlobLogHit,
  AzureBlobLogQuery,
} from 'backstage-plugin-azure-blob-common';
import { LogSource } from '../source';
import { LogSearch, LogSearchProgress } from './LogSearch';

/** Options of {@link useLogSearch}. */
export interface UseLogSearchOptions {
  source: LogSource;
  revision: string;
  /** What to look for; nothing where it is left out. */
  query: AzureBlobLogQuery | undefined;
  /** How many lines the log has; those that are added are looked through too. */
  lines?: number;
}

/** A search through a log, and the ways to what it finds. */
export interface LogSearchStatus extends Omit<LogSearchProgress, 'state'> {
  state: 'idle' | LogSearchProgress['state'];
  /** Where in a line something was found, as far as is known. */
  rangesOf(line: number): AzureBlobLogHit['ranges'] | undefined;
  /** Which of all hits is the one in a line, from 1; where that is known. */
  indexOf(line: number): number | undefined;
  /** The line of the first hit behind another line, or else of the first. */
  next(line: number): Promise<number | undefined>;
  /** The line of the last hit before another line, or else of the last. */
  previous(line: number): Promise<number | undefined>;
  /** Finds out where something was found in lines that are looked at. */
  show(first: number, last: number): void;
  /** Has hits behind those in `hits` join them. */
  loadMore(): Promise<void>;
  /** Ends it; what was found stays. */
  cancel(): void;
  /** Searches once more, from the first line on. */
  again(): void;
}

const IDLE: Omit<LogSearchStatus, 'again'> = {
  ...{ state: 'idle', hits: [], count: 0 },
  ...{ isComplete: false, isStale: false },
  rangesOf: () => undefined,
  indexOf: () => undefined,
  next: async () => undefined,
  previous: async () => undefined,
  loadMore: async () => {},
  show: () => {},
  cancel: () => {},
};
const NO_PROGRESS: LogSearchProgress = {
  ...{ state: 'running', hits: [], count: 0 },
  ...{ isComplete: false, isStale: false },
};
/** Lines come in ones and twos, and every search is put on record. */
const GROWTH_PACE = 5000;

/** Looks for something in all of a log, and again for something else. */
export function useLogSearch(options: UseLogSearchOptions): LogSearchStatus {
  const { source, revision, lines = 0 } = options;
  const { q, regex, case: isCase, word } = options.query ?? {};
  const [attempt, setAttempt] = useState(0);
  const [started, setStarted] = useState<{ key: string; search: LogSearch }>();
  const latestLines = useRef(lines);
  latestLines.current = lines;
  const key = JSON.stringify([revision, q, regex, isCase, word, attempt]);

  useEffect(() => {
    if (!q || !source.search) {
      return undefined;
    }
    const search = LogSearch.start({
      ...{ source, revision, lines: latestLines.current },
      query: { q, regex, case: isCase, word },
    });
    setStarted({ key, search });
    return () => search.close();
  }, [source, revision, q, regex, isCase, word, key]);

  // What an earlier search found is not to be taken for what this one finds.
  const search = started?.key === key && q ? started.search : undefined;
  const progress = useSyncExternalStore(
    useCallback(
      listener => search?.subscribe(listener) ?? (() => {}),
      [search],
    ),
    () => search?.getSnapshot() ?? NO_PROGRESS,
  );

  useEffect(() => {
    if (!search) {
      return undefined;
    }
    const timer = setInterval(
      () => search.grow(latestLines.current),
      GROWTH_PACE,
    );
    return () => clearInterval(timer);
  }, [search]);

  const again = useCallback(() => setAttempt(count => count + 1), []);
  return useMemo(() => {
    if (!q) {
      return { ...IDLE, again };
    }
    return {
      ...progress,
      rangesOf: line => search?.rangesOf(line),
      indexOf: line => search?.indexOf(line),
      next: async line => search?.next(line),
      previous: async line => search?.previous(line),
      show: (first, last) => void search?.show(first, last),
      loadMore: async () => search?.loadMore(),
      cancel: () => search?.cancel(),
      again,
    };
  }, [q, progress, search, again]);
}
