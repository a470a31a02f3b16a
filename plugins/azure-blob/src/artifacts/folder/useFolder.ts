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

import { useCallback, useEffect, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../api';

const PAGE_SIZE = 1000;
const REMEMBERED_FOLDERS = 20;

/** Where somebody was in a folder; it is changed in place. */
export interface FolderPlace {
  top: number;
  /** The path of the row that the keyboard is at. */
  active?: string;
}

/** A folder as far as it has been read. */
export interface FolderState {
  /** In the order in which storage lists them; absent until there are some. */
  items?: AzureBlobItem[];
  hasMore: boolean;
  /** Of the `AzureBlobFolderPage` that the items are on. */
  storageUrl: string | undefined;
  /** Whether one page was all that there is. */
  isSinglePage: boolean;
  isPending: boolean;
  error?: unknown;
  place: FolderPlace;
  /** Reads on until so many are there, or all. */
  want(count: number): void;
  /** Asks again for the page that failed. */
  retry(): void;
  /** Reads it anew, from its beginning. */
  refresh(): void;
}

interface Loaded {
  items: AzureBlobItem[];
  storageUrl?: string;
  cursor?: string;
  pages: number;
  place: FolderPlace;
}

interface Reading {
  folder?: string;
  loaded?: Loaded;
  error?: unknown;
  wanted: number;
}

/**
 * Reads a folder as far as it is wanted. Folders that were looked at before
 * are there at once, with one's place in them.
 */
export function useFolder(request: {
  entityRef: string;
  location: string;
  /** `undefined` while it is not known. */
  folder: string | undefined;
}): FolderState {
  const { entityRef, location, folder } = request;
  const api = useApi(azureBlobApiRef);
  const [memory] = useState(() => new Map<string, Loaded>());
  const [state, setState] = useState<Reading>({ wanted: 1 });
  const [firstPlace] = useState<FolderPlace>(() => ({ top: 0 }));
  const reading: Reading =
    state.folder === folder
      ? state
      : { folder, loaded: memory.get(folder ?? ''), wanted: 1 };
  const { loaded, error, wanted } = reading;
  const hasMore = loaded?.cursor !== undefined;
  const isPending =
    error === undefined &&
    (loaded === undefined || (hasMore && loaded.items.length < wanted));

  useEffect(() => {
    if (folder === undefined || !isPending) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const read = async () => {
      const change: Partial<Reading> = {};
      try {
        const { items, nextCursor, storageUrl } = await api.listArtifacts(
          {
            ...{ entityRef, location, path: folder },
            ...{ cursor: loaded?.cursor, limit: PAGE_SIZE },
          },
          { signal },
        );
        change.loaded = {
          items: [...(loaded?.items ?? []), ...items],
          storageUrl,
          cursor: nextCursor,
          pages: (loaded?.pages ?? 0) + 1,
          place: loaded?.place ?? { top: 0 },
        };
      } catch (cause) {
        change.error = cause;
      }
      if (!signal.aborted) {
        if (change.loaded) {
          remember(memory, folder, change.loaded);
        }
        setState(current => ({
          loaded,
          wanted: current.folder === folder ? current.wanted : 1,
          folder,
          ...change,
        }));
      }
    };
    read();
    return () => controller.abort();
  }, [api, entityRef, location, folder, loaded, isPending, memory]);

  const change = useCallback(
    (update: (current: Reading) => Partial<Reading>) =>
      setState(current => {
        const now =
          current.folder === folder
            ? current
            : { folder, loaded: memory.get(folder ?? ''), wanted: 1 };
        return { ...now, ...update(now) };
      }),
    [folder, memory],
  );
  const want = useCallback(
    (count: number) =>
      change(current => ({ wanted: Math.max(current.wanted, count) })),
    [change],
  );
  const retry = useCallback(
    () => change(() => ({ error: undefined })),
    [change],
  );
  const refresh = useCallback(() => {
    memory.delete(folder ?? '');
    change(() => ({ error: undefined, loaded: undefined }));
  }, [change, folder, memory]);

  return {
    items: folder === undefined ? undefined : loaded?.items,
    hasMore,
    storageUrl: loaded?.storageUrl,
    isSinglePage: loaded?.pages === 1 && !hasMore,
    isPending,
    error,
    place: loaded?.place ?? firstPlace,
    want,
    retry,
    refresh,
  };
}

function remember(
  memory: Map<string, Loaded>,
  folder: string,
  loaded: Loaded,
): void {
  memory.delete(folder);
  memory.set(folder, loaded);
  const [oldest] = memory.keys();
  if (memory.size > REMEMBERED_FOLDERS) {
    memory.delete(oldest);
  }
}
