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
import { LogSource } from '../source';
import { LogTail, LogTailHandlers, LogTailState } from './LogTail';

/** Options of {@link useLogTail}. */
export interface UseLogTailOptions extends LogTailHandlers {
  source: LogSource;
  /** The log as it was when it was opened. */
  log: AzureBlobLog;
  /** Whether it is to be followed. */
  isEnabled: boolean;
  /**
   * The byte at which the first line to come begins. Where it is left out, the
   * last line that the log had comes again, as it may have been unfinished.
   */
  after?: number;
}

/** How a log is followed. */
export interface LogTailStatus {
  state: LogTailState;
  /** Why it `ended` before the log did. */
  error?: unknown;
}

const OFF: LogTailStatus = { state: 'off' };
const HIDDEN_FOR = 5 * 60 * 1000;

/**
 * Follows a log that grows, across connections that end. It lets go while the
 * page has not been looked at for some minutes, and goes on where it was.
 */
export function useLogTail(options: UseLogTailOptions): LogTailStatus {
  const { source, log, after } = options;
  const isEnabled = options.isEnabled && source.tail !== undefined;
  const [status, setStatus] = useState<LogTailStatus>(OFF);
  const latest = useRef(options);
  const first = useRef({ log, after });

  useEffect(() => {
    latest.current = options;
  });
  first.current = { log, after };

  useEffect(() => {
    if (!isEnabled) {
      setStatus(OFF);
      return undefined;
    }
    const tail = LogTail.open({
      source,
      ...first.current,
      handlers: {
        onLines: (...lines) => latest.current.onLines(...lines),
        onOpen: line => latest.current.onOpen(line),
        onReset: reason => latest.current.onReset(reason),
        onEnd: reason => latest.current.onEnd(reason),
      },
      onState: (state, error) => setStatus({ state, error }),
    });
    const stopWatching = watchPage(tail);
    return () => {
      stopWatching();
      tail.close();
    };
  }, [isEnabled, source, log.revision]);

  return isEnabled ? status : OFF;
}

function watchPage(tail: LogTail): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onChange = () => {
    clearTimeout(timer);
    if (document.visibilityState === 'hidden') {
      timer = setTimeout(() => tail.pause(), HIDDEN_FOR);
    } else {
      tail.resume();
    }
  };
  document.addEventListener('visibilitychange', onChange);
  window.addEventListener('online', onChange);
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', onChange);
    window.removeEventListener('online', onChange);
  };
}
