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

import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { LogScroll, ROW_HEIGHT, topOfLine } from '../scroll';
import { RowMap } from './rows';

/** Options of {@link useLogJump}. */
export interface LogJumpOptions {
  scroll: LogScroll;
  rowMap: RowMap;
  /** Unfolds whatever hides a line. */
  reveal(line: number): void;
  /** Whether it is known where a line is. */
  canReach(line: number): boolean;
  onArrive(line: number): void;
}

/**
 * Brings lines into sight, as soon as they can be.
 *
 * @returns a function that does, with the line
 */
export function useLogJump(options: LogJumpOptions) {
  const { scroll, rowMap, reveal, canReach, onArrive } = options;
  const [target, setTarget] = useState<{ line: number }>();
  const latest = useRef({ scroll, onArrive });
  useLayoutEffect(() => {
    latest.current = { scroll, onArrive };
  });
  const isReachable = target !== undefined && canReach(target.line);

  useLayoutEffect(() => {
    if (isReachable) {
      reveal(target.line);
    }
  }, [target, isReachable, reveal]);

  useEffect(() => {
    if (!isReachable || !rowMap.has(target.line)) {
      return;
    }
    const { getTop, geometry, moveTo } = latest.current.scroll;
    const top = getTop();
    const row = rowMap.rowOf(target.line);
    const rowTop = (row - 1) * ROW_HEIGHT;
    const isInSight =
      rowTop >= top && rowTop + ROW_HEIGHT <= top + geometry.viewportHeight;
    if (!isInSight) {
      moveTo(topOfLine(geometry, row));
    }
    setTarget(undefined);
    latest.current.onArrive(target.line);
  }, [target, isReachable, rowMap]);

  return setTarget;
}
