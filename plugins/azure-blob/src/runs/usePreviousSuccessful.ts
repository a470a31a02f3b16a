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
import { useRequest } from '../common';

/** The id of the newest run before another on its branch that succeeded. */
export function usePreviousSuccessful(
  entityRef: string,
  location: string,
  run: AzureBlobRun,
): string | undefined {
  const api = useApi(azureBlobApiRef);
  const { id, branch, startedAt } = run;
  const { value } = useRequest(
    useCallback(
      async signal => {
        if (!branch) {
          return undefined;
        }
        // Two, as the run itself is among them without a time of its own.
        const { items } = await api.listRuns(
          {
            ...{ entityRef, location, branch, until: startedAt },
            status: 'succeeded',
            limit: 2,
          },
          { signal },
        );
        return items.find(candidate => candidate.id !== id)?.id;
      },
      [api, entityRef, location, id, branch, startedAt],
    ),
  );
  return value;
}
