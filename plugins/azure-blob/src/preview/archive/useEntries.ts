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

import { useCallback, useState } from 'react';
import {
  AzureBlobApi,
  AzureBlobArchiveEntry,
  AzureBlobVersionRequest,
} from 'backstage-plugin-azure-blob-common';
import { PagesState, usePages } from '../../common';

const PAGE_SIZE = 1000;

/** The members of an archive, a page at a time. */
export interface Entries extends PagesState<AzureBlobArchiveEntry> {
  /** Why the rest cannot be listed. */
  problem?: string;
  /** How many there are, where the archive tells. */
  total?: number;
}

/** Lists an archive as far as it is looked at. */
export function useEntries(
  api: AzureBlobApi,
  request: AzureBlobVersionRequest,
): Entries {
  const { entityRef, location, path, version } = request;
  const [facts, setFacts] = useState<Pick<Entries, 'problem' | 'total'>>({});
  const pages = usePages(
    useCallback(
      async (cursor: string | undefined, signal: AbortSignal) => {
        const page = await api.listArchiveEntries(
          { entityRef, location, path, version, cursor, limit: PAGE_SIZE },
          { signal },
        );
        setFacts(({ total }) => ({
          problem: page.problem,
          total: page.total ?? total,
        }));
        return page;
      },
      [api, entityRef, location, path, version],
    ),
  );
  return { ...pages, ...facts };
}
