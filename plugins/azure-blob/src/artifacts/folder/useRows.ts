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

import { useCallback, useEffect, useMemo, useState } from 'react';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { filterItems, Sort, sortItems } from './sortItems';
import { FolderState } from './useFolder';

/** How many items are read before an order or a filter says anything. */
export const READ_AHEAD = 5000;

const BY_NAME: Sort = { column: 'name', direction: 'ascending' };

/** The rows of a folder, as they are to be shown. */
export interface FolderRows {
  shown: AzureBlobItem[];
  /** `undefined` where rows are in the order of storage. */
  sort: Sort | undefined;
  filter: string;
  isFiltered: boolean;
  /** Whether the rows say something of the whole folder: by order or filter. */
  isWhole: boolean;
  setSort(sort: Sort): void;
  setFilter(filter: string): void;
  /** Reads on, where that only adds rows at the end. */
  onNearEnd(): void;
}

/**
 * Sorts and filters a folder. Of one that comes in many pages, rows stay in the
 * order of storage until somebody asks for another: else they would jump.
 */
export function useRows(
  state: FolderState,
  folder: string | undefined,
): FolderRows {
  const { items, hasMore, isSinglePage, want } = state;
  const [chosen, setSort] = useState<Sort>();
  const [search, setSearch] = useState({ folder, text: '' });
  const filter = search.folder === folder ? search.text : '';
  const sort = chosen ?? (isSinglePage ? BY_NAME : undefined);
  const isFiltered = filter.trim() !== '';
  const isWhole = chosen !== undefined || isFiltered;

  useEffect(() => {
    if (isWhole && hasMore) {
      want(READ_AHEAD);
    }
  }, [isWhole, hasMore, want]);

  const setFilter = useCallback(
    (text: string) => setSearch({ folder, text }),
    [folder],
  );
  const sorted = useMemo(
    () => (sort ? sortItems(items ?? [], sort) : items ?? []),
    [items, sort],
  );
  const shown = useMemo(
    () => (isFiltered ? filterItems(sorted, filter.trim()) : sorted),
    [sorted, filter, isFiltered],
  );
  const count = items?.length ?? 0;
  const onNearEnd = useCallback(() => {
    if (!isWhole) {
      want(count + 1);
    }
  }, [isWhole, count, want]);

  return {
    ...{ shown, sort, filter, isFiltered, isWhole },
    ...{ setSort, setFilter, onNearEnd },
  };
}
