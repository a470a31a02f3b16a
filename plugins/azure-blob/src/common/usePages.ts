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

import { useCallback, useEffect, useRef, useState } from 'react';
import { AzureBlobPage } from 'backstage-plugin-azure-blob-common';

/** A list that is read a page at a time. */
export interface PagesState<T> {
  /** Absent until the first page is there. */
  items?: T[];
  hasMore: boolean;
  isPending: boolean;
  error?: unknown;
  loadMore(): void;
  /** Asks again for the page that failed. */
  retry(): void;
}

interface Pages<T> {
  items?: T[];
  cursor?: string;
  isPending: boolean;
  error?: unknown;
}

/**
 * Reads a list a page at a time.
 *
 * @param load - has to stay the same function as long as it reads the same list
 */
export function usePages<T>(
  load: (
    cursor: string | undefined,
    signal: AbortSignal,
  ) => Promise<AzureBlobPage<T>>,
): PagesState<T> {
  const [state, setState] = useState<Pages<T> & { load: typeof load }>({
    load,
    isPending: true,
  });
  const request = useRef<AbortController>();

  const read = useCallback(
    async (before: Pick<Pages<T>, 'items' | 'cursor'>) => {
      request.current?.abort();
      const controller = new AbortController();
      request.current = controller;
      const update = (change: Omit<Pages<T>, 'load'>) => {
        if (!controller.signal.aborted) {
          setState({ load, ...change });
        }
      };
      update({ ...before, isPending: true });
      try {
        const page = await load(before.cursor, controller.signal);
        update({
          items: [...(before.items ?? []), ...page.items],
          cursor: page.nextCursor,
          isPending: false,
        });
      } catch (error) {
        update({ ...before, isPending: false, error });
      }
    },
    [load],
  );

  useEffect(() => {
    read({});
    return () => request.current?.abort();
  }, [read]);

  const current: Pages<T> = state.load === load ? state : { isPending: true };
  const { items, cursor, isPending, error } = current;
  const readOn = () => {
    if (!isPending) {
      read({ items, cursor });
    }
  };
  return {
    items,
    hasMore: cursor !== undefined,
    isPending,
    error,
    loadMore: readOn,
    retry: readOn,
  };
}
