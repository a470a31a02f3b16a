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

import {
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import {
  LogBlocks,
  LogEstimate,
  LogOpening,
  LogRow,
  LogSource,
} from '../source';
import { LogLive } from './useLogLive';

/** The lines of a log, counted or not. */
export interface LogLines {
  /** How many there are, or about how many. */
  count: number;
  /** Whether that, and which line is which, is only estimated. */
  isEstimated: boolean;
  getRow(line: number): LogRow | undefined;
  /** Tells which lines are looked at. */
  show(first: number, last: number): void;
  error: unknown;
  retry(): void;
  /** What the line in question was taken for, and turned out to be. */
  found?: { from: number; to: number };
}

/** Options of {@link useLogLines}. */
export interface UseLogLinesOptions {
  source: LogSource;
  log: AzureBlobLog;
  opening?: LogOpening;
  live: LogLive;
  /** The line that is to stay where it is when the lines have been counted. */
  getAnchor(): number;
}

/** Reads lines as they are looked at: by number, or while not counted by byte. */
export function useLogLines(options: UseLogLinesOptions): LogLines {
  const { source, log, opening, live, getAnchor } = options;
  const { revision } = log;
  const isReady = log.index.state === 'ready';
  const blocks = useMemo(
    () => new LogBlocks({ source, revision }),
    [source, revision],
  );
  const [estimate, setEstimate] = useState(() =>
    opening && !isReady
      ? new LogEstimate({ source, revision, size: log.size, opening })
      : undefined,
  );
  const [found, setFound] = useState<LogLines['found']>();
  useStore(blocks);
  useStore(estimate ?? blocks);
  useEffect(() => () => blocks.close(), [blocks]);
  useEffect(() => () => estimate?.close(), [estimate]);

  const counted = log.index.lines;
  estimate?.learn(counted);
  useEffect(() => {
    if (!estimate || !isReady) {
      return undefined;
    }
    const controller = new AbortController();
    const from = getAnchor();
    const finish = (to: number) => {
      if (!controller.signal.aborted) {
        setFound({ from, to });
        setEstimate(undefined);
      }
    };
    const offset = estimate.getRow(from)?.offset;
    if (offset === undefined) {
      finish(Math.round((from / estimate.lines) * counted));
    } else {
      source
        .getLines({ at: offset, count: 1 }, revision, controller.signal)
        .then(({ lines }) => finish(lines[0]?.number ?? from))
        .catch(() => finish(from));
    }
    return () => controller.abort();
  }, [estimate, isReady, source, revision, counted, getAnchor]);

  const known = live.lines ? live.lines.first - 1 : counted;
  const show = useCallback(
    (first: number, last: number) => {
      if (estimate) {
        estimate.show(first, last);
      } else if (first <= known) {
        blocks.show({ first, last: Math.min(last, known), lines: known });
      }
    },
    [estimate, blocks, known],
  );
  const { lines: liveLines } = live;
  const getRow = (line: number) =>
    estimate
      ? estimate.getRow(line)
      : liveLines?.getRow(line) ?? blocks.getRow(line);

  return {
    count: estimate?.lines ?? liveLines?.last ?? counted,
    isEstimated: estimate !== undefined,
    getRow,
    show,
    error: (estimate ?? blocks).error,
    retry: () => (estimate ?? blocks).retry(),
    found,
  };
}

function useStore(store: {
  subscribe(listener: () => void): () => void;
  getVersion(): number;
}) {
  useSyncExternalStore(store.subscribe, store.getVersion);
}
