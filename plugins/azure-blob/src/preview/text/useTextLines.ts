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
import { useRequest } from '../../common';
import { PreviewFile } from '../open';
import { TextLines } from './TextLines';

/** The lines of a file, and how reading on goes. */
export interface TextState {
  /** Absent until the first lines are there. */
  lines?: TextLines;
  error?: unknown;
  isReading: boolean;
  /** Whether reading on failed. */
  hasFailed: boolean;
  retry(): void;
  readOn(): void;
}

/** Reads the lines of a file, a window at a time. */
export function useTextLines(file: PreviewFile): TextState {
  const open = useCallback(
    (signal: AbortSignal) => TextLines.open(file, signal),
    [file],
  );
  const { value: lines, error, retry } = useRequest(open);
  const [state, setState] = useState({ isReading: false, hasFailed: false });
  const reading = useRef<AbortController>();

  useEffect(() => () => reading.current?.abort(), [lines]);

  const readOn = useCallback(async () => {
    if (!lines || lines.isAtEnd || reading.current?.signal.aborted === false) {
      return;
    }
    const controller = new AbortController();
    reading.current = controller;
    setState({ isReading: true, hasFailed: false });
    let hasFailed = false;
    try {
      await lines.readOn(controller.signal);
    } catch {
      hasFailed = true;
    }
    if (!controller.signal.aborted) {
      controller.abort();
      setState({ isReading: false, hasFailed });
    }
  }, [lines]);

  return { lines, error, retry, readOn, ...state };
}
