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
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { LogSource } from './LogSource';
import { LineHint, LogOpening, readOpening } from './readOpening';
import { wait } from './wait';

/** What is known of a log. */
export interface LogState {
  log?: AzureBlobLog;
  /** Some lines to begin with, while not all lines have been counted. */
  opening?: LogOpening;
  error?: unknown;
}

const FIRST_POLL = 400;
const SLOWEST_POLL = 2000;

/** Follows a log until all its lines have been counted. */
export function useLog(
  source: LogSource,
  attempt: number,
  hint: LineHint | undefined,
): LogState {
  const [state, setState] = useState<LogState>({});
  const latestHint = useRef(hint);
  latestHint.current = hint;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setState({});
    follow(source, latestHint.current, signal, change => {
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
  hint: LineHint | undefined,
  signal: AbortSignal,
  update: (change: LogState) => void,
) {
  try {
    const first = await source.getLog(signal);
    update({ log: first });
    let log = first;
    const isOpenAnywhere = !log.compression && log.size > 0;
    if (log.index.state === 'building' && isOpenAnywhere) {
      const opening = await readOpening(source, log, hint, signal);
      update({ opening });
    }
    let pause = FIRST_POLL;
    while (log.index.state === 'building' && !signal.aborted) {
      await wait(pause, signal);
      pause = Math.min(pause * 1.5, SLOWEST_POLL);
      const next = await source.getLog(signal);
      // Another log under the path is no answer to how far this one has been
      // counted; reading on says that it was replaced.
      if (next.revision !== first.revision) {
        break;
      }
      log = next;
      update({ log });
    }
  } catch (error) {
    update({ error });
  }
}
