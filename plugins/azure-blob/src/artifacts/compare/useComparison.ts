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
import { useApi } from '@backstage/core-plugin-api';
import {
  AzureBlobComparison,
  AzureBlobDifference,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../api';
import { PagesState, usePages } from '../../common';

const PAGE_SIZE = 500;

/** What differs between two runs, as far as it has been read. */
export interface ComparisonState extends PagesState<AzureBlobDifference> {
  totals?: AzureBlobComparison['totals'];
  /** False where a run has more files than are compared. */
  isComplete: boolean;
}

/** Compares two runs, which are named by their ids. */
export function useComparison(request: {
  entityRef: string;
  location: string;
  base: string;
  head: string;
}): ComparisonState {
  const { entityRef, location, base, head } = request;
  const api = useApi(azureBlobApiRef);
  const [first, setFirst] = useState<AzureBlobComparison>();
  const pages = usePages(
    useCallback(
      async (cursor, signal) => {
        const page = await api.compareRuns(
          { entityRef, location, base, head, cursor, limit: PAGE_SIZE },
          { signal },
        );
        if (cursor === undefined && !signal.aborted) {
          setFirst(page);
        }
        return page;
      },
      [api, entityRef, location, base, head],
    ),
  );
  return {
    ...pages,
    totals: first?.totals,
    isComplete: first?.complete ?? true,
  };
}
