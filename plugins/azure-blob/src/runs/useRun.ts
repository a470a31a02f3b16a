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
import { AzureBlobRunDetails } from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../api';
import { RequestState, useRequest } from '../common';
import { usePolling } from './usePolling';

const RUNNING_POLL_MS = 15_000;

/** One run, by its id, with what its files come to; kept up to date while it runs. */
export function useRun(
  entityRef: string,
  location: string,
  run: string | undefined,
): RequestState<AzureBlobRunDetails | undefined> {
  const api = useApi(azureBlobApiRef);
  const state = useRequest(
    useCallback(
      async signal =>
        run === undefined
          ? undefined
          : api.getRun({ entityRef, location, run }, { signal }),
      [api, entityRef, location, run],
    ),
  );
  const { value, retry } = state;
  usePolling(
    useCallback(async () => retry(), [retry]),
    value?.status === 'running' ? RUNNING_POLL_MS : undefined,
  );
  return state;
}
