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

import { RefObject, useCallback, useLayoutEffect, useState } from 'react';

const OVERSCAN = 20;
const UNKNOWN_PX = 600;

/** The rows of a long list that are in sight. */
export interface RowWindow {
  first: number;
  /** Behind the last. */
  end: number;
  /** How many of them fit. */
  visible: number;
  onScroll(): void;
  /** Scrolls to a row. */
  reveal(row: number): void;
}

/** Says which rows of equal height to render, by where a region is scrolled to. */
export function useRowWindow(
  scroller: RefObject<HTMLElement>,
  rows: number,
  rowPx: number,
): RowWindow {
  const [view, setView] = useState({ top: 0, height: UNKNOWN_PX });
  const onScroll = useCallback(() => {
    const region = scroller.current;
    if (region) {
      // Sideways, the text moves below the numbers: no row renders for that.
      region.style.setProperty('--shift', `${-region.scrollLeft}px`);
      const top = region.scrollTop;
      const height = region.clientHeight || UNKNOWN_PX;
      setView(before =>
        before.top === top && before.height === height
          ? before
          : { top, height },
      );
    }
  }, [scroller]);
  useLayoutEffect(onScroll, [onScroll, rows]);

  const visible = Math.ceil(view.height / rowPx);
  const top = Math.min(Math.floor(view.top / rowPx), Math.max(rows - 1, 0));
  const reveal = useCallback(
    (row: number) => {
      const region = scroller.current;
      if (region) {
        region.scrollTop = Math.max(row * rowPx - region.clientHeight / 2, 0);
        onScroll();
      }
    },
    [scroller, rowPx, onScroll],
  );
  return {
    first: Math.max(top - OVERSCAN, 0),
    end: Math.min(top + visible + OVERSCAN, rows),
    visible,
    onScroll,
    reveal,
  };
}
