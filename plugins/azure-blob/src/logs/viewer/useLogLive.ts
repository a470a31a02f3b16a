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

import { useMemo, useRef, useState } from 'react';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { LogTailState, useLogTail } from '../live';
import { LiveLines, LogSource } from '../source';

/** What is written to a log while it is looked at. */
export interface LogLive {
  state: LogTailState;
  error?: unknown;
  /** Absent until something has been written. */
  lines?: LiveLines;
  /** Set where the log is another one by now. */
  reset?: 'replaced' | 'truncated';
  end?: 'sealed' | 'finished' | 'gone';
}

/** Follows a log that grows, once its lines have been counted. */
export function useLogLive(source: LogSource, log: AzureBlobLog): LogLive {
  const [, setVersion] = useState(0);
  const [ended, setEnded] = useState<Pick<LogLive, 'reset' | 'end'>>({});
  const isEnabled =
    log.isGrowing && log.index.state === 'ready' && !ended.reset && !ended.end;
  const first = useRef(log);
  if (first.current.index.state !== 'ready') {
    first.current = log;
  }
  const { index } = first.current;
  const lines = useMemo(
    () => new LiveLines(index.lines, index.textBytes),
    [index.lines, index.textBytes],
  );
  const hasLines = useRef(false);
  const changed = () => {
    hasLines.current = true;
    setVersion(version => version + 1);
  };

  const { state, error } = useLogTail({
    source,
    log,
    isEnabled,
    onLines: added => {
      lines.append(added);
      changed();
    },
    onOpen: line => {
      lines.open(line);
      changed();
    },
    onReset: reset => setEnded({ reset }),
    onEnd: end => setEnded({ end }),
  });
  return {
    state,
    error,
    lines: hasLines.current ? lines : undefined,
    ...ended,
  };
}
