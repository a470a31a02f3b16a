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
import { useApi } from '@backstage/core-plugin-api';
import {
  AzureBlobLogQuery,
  AzureBlobLogsSearchEvent,
} from 'backstage-plugin-azure-blob-common';
import { azureBlobApiRef } from '../../../api';
import { toStreamError } from '../../live';

/** A log in which something was found. */
export type FoundLog = Extract<AzureBlobLogsSearchEvent, { type: 'log' }>;

/** Where to look, and for what. */
export interface LogsSearchRequest {
  query: AzureBlobLogQuery;
  /** The newest of the runs, where the location has runs. */
  run?: string;
  /** How many runs, from that one back. */
  runs?: number;
  /** The folder, where the location has no runs. */
  path?: string;
}

/** How a search through many logs stands. */
export interface LogsSearchState {
  state: 'idle' | 'running' | 'done' | 'stopped' | 'failed';
  /** What is being looked for, or was. */
  request?: LogsSearchRequest;
  found: FoundLog[];
  /** Logs, runs and bytes that have been looked through. */
  logs: number;
  runs: number;
  readBytes: number;
  /** Whether all that was asked for was looked through. */
  isComplete: boolean;
  error?: unknown;
}

/** A search through many logs. */
export interface LogsSearchControl extends LogsSearchState {
  start(request: LogsSearchRequest): void;
  stop(): void;
}

const IDLE: LogsSearchState = {
  ...{ state: 'idle', found: [], logs: 0, runs: 0, readBytes: 0 },
  isComplete: false,
};
const HITS = 3;
const PACE = 100;

/** Looks through all logs of some runs, when it is told to. */
export function useLogsSearch(
  entityRef: string,
  location: string,
): LogsSearchControl {
  const api = useApi(azureBlobApiRef);
  const [state, setState] = useState(IDLE);
  const controller = useRef<AbortController>();

  const start = useCallback(
    async (request: LogsSearchRequest) => {
      controller.current?.abort();
      const current = new AbortController();
      controller.current = current;
      const { signal } = current;
      let next: LogsSearchState = { ...IDLE, state: 'running', request };
      let shownAt = 0;
      const change = (changes: Partial<LogsSearchState>) => {
        next = { ...next, ...changes };
        const isDue = Date.now() - shownAt >= PACE || next.state !== 'running';
        if (!signal.aborted && isDue) {
          shownAt = Date.now();
          setState(next);
        }
      };
      change({});
      try {
        const { query, ...where } = request;
        const events = api.searchLogs(
          { ...{ entityRef, location, limit: HITS }, ...query, ...where },
          { signal },
        );
        for await (const event of events) {
          signal.throwIfAborted();
          if (event.type === 'error') {
            throw await toStreamError(event);
          } else if (event.type === 'log') {
            change(event.count > 0 ? { found: [...next.found, event] } : {});
          } else {
            const { type, ...progress } = event;
            change({ ...progress, ...(type === 'end' && { state: 'done' }) });
          }
        }
        change({ state: 'done' });
      } catch (error) {
        change({ state: 'failed', error });
      }
    },
    [api, entityRef, location],
  );
  const stop = useCallback(() => {
    controller.current?.abort();
    setState(before =>
      before.state === 'running' ? { ...before, state: 'stopped' } : before,
    );
  }, []);
  useEffect(() => () => controller.current?.abort(), []);
  return { ...state, start, stop };
}
