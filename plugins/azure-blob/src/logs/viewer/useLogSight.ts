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

import { useEffect } from 'react';
import { useSettled } from './useSettled';

const PAUSE = 150;

/** Options of {@link useLogSight}. */
export interface LogSightOptions {
  /** The line that was jumped to, where it is in sight. */
  current?: number;
  /** The lines in sight. */
  first: number;
  last: number;
  /** Whether somebody has scrolled since. */
  hasLeft: boolean;
  isAtEnd: boolean;
  /** Whether it is known which line is which. */
  isKnown: boolean;
  onSight?(line: number): void;
}

/** Tells which line is looked at, once that stays the same for a moment. */
export function useLogSight(options: LogSightOptions): void {
  const { current, first, last, isKnown, onSight } = options;
  // The last lines never get up to the upper edge.
  const scrolled = options.isAtEnd ? last : first;
  const line = useSettled(
    current === undefined || options.hasLeft ? scrolled : current,
    PAUSE,
  );
  useEffect(() => {
    if (isKnown) {
      onSight?.(line);
    }
  }, [line, isKnown, onSight]);
}
