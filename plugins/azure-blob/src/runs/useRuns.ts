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

import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { PagesState, usePages } from '../common';

const PAGE_SIZE = 50;

/** The runs of a location, newest first. */
export function useRuns(
  entityRef: string,
  location: string,
): PagesState<AzureBlobRun> {
  const api = useApi(azureBlobApiRef);
  return usePages(
    useCallback(
      (cursor, signal) =>
        api.listRuns(
          { entityRef, location, cursor, limit: PAGE_SIZE },
          { signal },
        ),
      [api, entityRef, location],
    ),
  );
}
