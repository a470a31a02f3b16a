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

import { useEffect, useState } from 'react';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { LogRow } from './LogRow';
import { LogSource } from './LogSource';
import { readTail } from './readTail';
import { wait } from './wait';

/** What is known of a log. */
export interface LogState {
  log?: AzureBlobLog;
  /** The last lines, while not all lines have been counted. */
  tail?: LogRow[];
  error?: unknown;
}

const FIRST_POLL = 400;
const SLOWEST_POLL = 2000;

/** Follows a log until all its lines have been counted. */
export function useLog(source: LogSource, attempt: number): LogState {
  const [state, setState] = useState<LogState>({});

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState({});
    follow(source, signal, change => {
      if (!signal.aborted) {
        setState(current => ({ ...current, ...change }));
      }
    });
    return () => controller.abort();
  }, [source, attempt]);

  return state;
}

async function follow(
  source: LogSource,
  signal: AbortSignal,
  update: (change: LogState) => void,
) {
  try {
    const first = await source.getLog(signal);
    update({ log: first });
    let log = first;
    if (log.index.state === 'building' && log.size > 0) {
      update({ tail: await readTail(source, log, signal) });
    }
    let pause = FIRST_POLL;
    while (log.index.state === 'building' && !signal.aborted) {
      await wait(pause, signal);
      pause = Math.min(pause * 1.5, SLOWEST_POLL);
      const next = await source.getLog(signal);
      // Another version is another log: what is shown stays what was opened,
      // and reading on from it says that it was replaced.
      log = { ...next, etag: first.etag };
      update({ log });
    }
  } catch (error) {
    update({ error });
  }
}
