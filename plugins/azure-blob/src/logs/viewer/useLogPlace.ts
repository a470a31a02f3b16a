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

import { useLayoutEffect, useRef } from 'react';
import { LogScroll, ROW_HEIGHT } from '../scroll';
import { RowMap } from './rows';
import { LogEnd } from './useLogEnd';

/** Options of {@link useLogPlace}. */
export interface LogPlaceOptions {
  scroll: LogScroll;
  rowMap: RowMap;
  end: LogEnd;
  /** The line that is to stay in its place, where it is in sight. */
  anchor?: number;
  /** What a line was taken for, and turned out to be. */
  found?: { from: number; to: number };
}

interface Place {
  rowMap: RowMap;
  top: number;
  height: number;
  isAtEnd: boolean;
  found?: LogPlaceOptions['found'];
}

/**
 * Keeps what is in sight where it is when rows come and go above it. The end
 * stays in sight where it was, when the window changes its height, too.
 */
export function useLogPlace(options: LogPlaceOptions): void {
  const { scroll, rowMap, end, anchor, found } = options;
  const { isAtEnd, goToEnd } = end;
  const { geometry, moveTo } = scroll;
  const before = useRef<Place>();
  // The top as it still is in the rows there were before.
  const latest = useRef({ anchor, top: scroll.top });
  latest.current = { anchor, top: scroll.top };

  useLayoutEffect(() => {
    const { current: last } = before;
    if (!last) {
      return;
    }
    // A move that comes together with other rows is not taken back by them.
    const { top } = latest.current;
    const place = top === last.top ? last : { ...last, top, isAtEnd: false };
    const hasOtherRows = place.rowMap !== rowMap;
    const isResized = place.height !== geometry.viewportHeight;
    const hasGrown = !hasOtherRows || place.rowMap.rows <= rowMap.rows;
    const isFound = found !== place.found;
    if (place.isAtEnd && (isResized || isFound || !hasGrown)) {
      goToEnd();
    } else if (hasOtherRows && rowMap.rows > 0 && place.rowMap.rows > 0) {
      moveTo(findTop(place, rowMap, latest.current.anchor, found));
    }
  }, [rowMap, geometry, found, moveTo, goToEnd]);

  useLayoutEffect(() => {
    before.current = {
      ...{ rowMap, found },
      top: scroll.getTop(),
      height: geometry.viewportHeight,
      isAtEnd: isAtEnd(scroll.getTop()),
    };
  });
}

function findTop(
  place: Place,
  rowMap: RowMap,
  anchor: number | undefined,
  found: Place['found'],
): number {
  const topRow = Math.floor(place.top / ROW_HEIGHT) + 1;
  const lastRow = Math.ceil((place.top + place.height) / ROW_HEIGHT);
  const anchorRow = anchor === undefined ? 0 : place.rowMap.rowOf(anchor);
  const isInSight = anchorRow >= topRow && anchorRow <= lastRow;
  const line =
    isInSight && anchor !== undefined ? anchor : place.rowMap.lineOf(topRow);
  const shift = found && found !== place.found ? found.to - found.from : 0;
  const above = (place.rowMap.rowOf(line) - 1) * ROW_HEIGHT - place.top;
  return (rowMap.rowOf(line + shift) - 1) * ROW_HEIGHT - above;
}
