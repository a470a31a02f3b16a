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

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { PreviewFile, runSliced } from '../open';
import { CsvRows } from './CsvRows';

/** The rows of a table, and how reading them goes. */
export interface CsvState {
  rows: CsvRows;
  /** How many there are by now. */
  count: number;
  isReading: boolean;
  error?: unknown;
  /** Reads until there are so many rows. */
  readTo(rows: number): void;
  stop(): void;
}

/** Reads the rows of a table as far as they are wanted. */
export function useCsvRows(file: PreviewFile): CsvState {
  const rows = useMemo(() => new CsvRows(file), [file]);
  const [state, setState] = useState({
    count: 0,
    isReading: true,
    error: undefined as unknown,
  });
  const wanted = useRef(0);
  const reading = useRef<AbortController>();

  const stop = useCallback(() => {
    wanted.current = 0;
    reading.current?.abort();
    reading.current = undefined;
    setState({ count: rows.count, isReading: false, error: undefined });
  }, [rows]);

  const readTo = useCallback(
    async (target: number) => {
      wanted.current = Math.max(wanted.current, target);
      if (reading.current || rows.isAtEnd || rows.count >= target) {
        return;
      }
      const controller = new AbortController();
      const { signal } = controller;
      reading.current = controller;
      let error: unknown;
      try {
        while (!rows.isAtEnd && rows.count < wanted.current) {
          setState({ count: rows.count, isReading: true, error: undefined });
          const bytes = await rows.fetch(signal);
          await runSliced(rows.take(bytes), signal);
        }
      } catch (thrown) {
        error = thrown;
      }
      if (!signal.aborted) {
        reading.current = undefined;
        setState({ count: rows.count, isReading: false, error });
      }
    },
    [rows],
  );

  useEffect(() => {
    readTo(1);
    return () => {
      reading.current?.abort();
      reading.current = undefined;
    };
  }, [readTo]);

  return { rows, ...state, readTo, stop };
}
