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

import { useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  AzureBlobApi,
  AzureBlobLogHit,
  AzureBlobLogQuery,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../../api';
import { toStreamError } from '../../live';

/** Options of {@link useFindLog}. */
export interface UseFindLogOptions {
  entityRef: string;
  location: string;
  /** The folder to look in; `undefined` while it is not known. */
  root: string | undefined;
  /** The run to look in, where the location has runs. */
  run?: string;
  /** What to look for; nothing where it is left out. */
  query: AzureBlobLogQuery | undefined;
  onFound(found: { path: string; hit: AzureBlobLogHit }): void;
}

/** How looking for a log stands. */
export interface FindLogState {
  state: 'off' | 'looking' | 'found' | 'notFound' | 'failed';
  error?: unknown;
}

const OFF: FindLogState = { state: 'off' };

/** Looks through the logs of a run for the first that has something in it. */
export function useFindLog(options: UseFindLogOptions): FindLogState {
  const { entityRef, location, root, run, query } = options;
  const api = useApi(azureBlobApiRef);
  const [settled, setSettled] = useState<FindLogState & { key: string }>();
  const onFound = useRef(options.onFound);
  onFound.current = options.onFound;
  const isWanted = query !== undefined && root !== undefined;
  const { q = '', regex, case: isCase, word } = query ?? {};
  const key = JSON.stringify([location, root, run, q, regex, isCase, word]);

  useEffect(() => {
    if (!isWanted) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const request = {
      ...{ entityRef, location, q, regex, case: isCase, word, limit: 1 },
      ...(run === undefined ? { path: root } : { run }),
    };
    findLog(api, request, signal).then(
      found => {
        if (!signal.aborted) {
          setSettled({ key, state: found ? 'found' : 'notFound' });
          if (found) {
            onFound.current(found);
          }
        }
      },
      error => {
        if (!signal.aborted) {
          setSettled({ key, state: 'failed', error });
        }
      },
    );
    return () => controller.abort();
  }, [
    api,
    entityRef,
    location,
    root,
    run,
    isWanted,
    q,
    regex,
    isCase,
    word,
    key,
  ]);

  if (!isWanted) {
    return OFF;
  }
  return settled?.key === key ? settled : { state: 'looking' };
}

async function findLog(
  api: AzureBlobApi,
  request: Parameters<AzureBlobApi['searchLogs']>[0],
  signal: AbortSignal,
) {
  for await (const event of api.searchLogs(request, { signal })) {
    if (event.type === 'error') {
      throw await toStreamError(event);
    }
    if (event.type === 'log' && event.hits.length > 0) {
      return { path: event.path, hit: event.hits[0] };
    }
  }
  return undefined;
}
