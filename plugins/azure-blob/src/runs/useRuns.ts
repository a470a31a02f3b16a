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

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  AzureBlobRun,
  AzureBlobRunFilter,
  AzureBlobRunPage,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { PagesState } from '../common';
import { appendRuns, mergeRuns } from './mergeRuns';
import { usePolling } from './usePolling';

const PAGE_SIZE = 100;
const BUILDING_POLL_MS = 2000;
const RUNNING_POLL_MS = 15_000;
const ALL: AzureBlobRunFilter = {};

/** The runs of a location, as far as they have been read. */
export interface RunsState extends PagesState<AzureBlobRun> {
  /** What can be shown until `items` are there: the runs of the filter before. */
  before?: AzureBlobRun[];
  /** How far the backend has found the runs. */
  index?: AzureBlobRunPage['index'];
  /** Of all runs, most recent first; empty until they are known. */
  branches: string[];
}

interface Runs {
  query: object;
  items?: AzureBlobRun[];
  before?: AzureBlobRun[];
  cursor?: string;
  isPending: boolean;
  error?: unknown;
}

/**
 * The runs of a location that a filter leaves, newest first. They are read
 * anew as long as the backend still finds some, or one of them is running.
 */
export function useRuns(
  entityRef: string,
  location: string,
  filter: AzureBlobRunFilter = ALL,
): RunsState {
  const api = useApi(azureBlobApiRef);
  const { branch, status, version, since, until, text } = filter;
  const query = useMemo(
    () => ({
      ...{ entityRef, location },
      ...{ branch, status, version, since, until, text },
    }),
    [entityRef, location, branch, status, version, since, until, text],
  );
  const [state, setState] = useState<Runs>({ query, isPending: true });
  const [index, setIndex] = useState<AzureBlobRunPage['index']>();
  const [branches, setBranches] = useState<string[]>([]);
  const request = useRef<AbortController>();

  const list = useCallback(
    async (cursor: string | undefined, signal: AbortSignal) => {
      const page = await api.listRuns(
        { ...query, cursor, limit: PAGE_SIZE },
        { signal },
      );
      signal.throwIfAborted();
      setIndex(page.index);
      setBranches(known => page.branches ?? known);
      return page;
    },
    [api, query],
  );

  const read = useCallback(
    async (cursor?: string) => {
      request.current?.abort();
      const controller = new AbortController();
      request.current = controller;
      setState(({ items, before, ...current }) =>
        current.query === query
          ? { ...current, items, before, isPending: true, error: undefined }
          : { query, before: items ?? before, isPending: true },
      );
      try {
        const page = await list(cursor, controller.signal);
        setState(({ items = [] }) => ({
          query,
          items: appendRuns(items, page.items),
          cursor: page.nextCursor,
          isPending: false,
        }));
      } catch (error) {
        if (!controller.signal.aborted) {
          setState(current => ({ ...current, isPending: false, error }));
        }
      }
    },
    [query, list],
  );

  useEffect(() => {
    read();
    return () => request.current?.abort();
  }, [read]);

  const isBuilding = index?.state === 'building';
  const refresh = useCallback(
    async (signal: AbortSignal) => {
      const page = await list(undefined, signal);
      setState(current => {
        if (current.query !== query || !current.items) {
          return current;
        }
        // Runs found late belong anywhere: between the pages there are, too.
        const isComplete = isBuilding && page.index.state === 'ready';
        const items = isComplete ? page.items : mergeRuns(current.items, page);
        const isFirst = items.length === page.items.length;
        const cursor = isFirst ? page.nextCursor : current.cursor;
        return { ...current, items, cursor };
      });
    },
    [list, query, isBuilding],
  );

  const current: Runs =
    state.query === query
      ? state
      : { query, before: state.items ?? state.before, isPending: true };
  const { items, before, cursor, isPending, error } = current;
  usePolling(refresh, pollingDelay(items, isBuilding));

  const readOn = () => {
    if (!isPending) {
      read(cursor);
    }
  };
  return {
    ...{ items, before, index, branches, isPending, error },
    hasMore: cursor !== undefined,
    loadMore: readOn,
    retry: readOn,
  };
}

function pollingDelay(
  items: AzureBlobRun[] | undefined,
  isBuilding: boolean,
): number | undefined {
  if (!items) {
    return undefined;
  }
  if (isBuilding) {
    return BUILDING_POLL_MS;
  }
  const isRunning = items
    .slice(0, PAGE_SIZE)
    .some(({ status }) => status === 'running');
  return isRunning ? RUNNING_POLL_MS : undefined;
}
