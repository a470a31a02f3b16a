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

import { RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { LogScroll, maxTopOf, ROW_HEIGHT, visibleLinesOf } from '../scroll';

/** The end of a log, wherever that is when lines wrap. */
export interface LogEnd {
  isAtEnd(top: number): boolean;
  goToEnd(): void;
  /** Has to be told when somebody has moved. */
  letGo(): void;
}

/**
 * Knows where the end is. Lines that wrap are as high as they come out, so
 * that their places, and the last line's above all, have to be measured.
 */
export function useLogEnd(
  scroll: LogScroll,
  isWrapped: boolean,
  body: RefObject<HTMLElement>,
): LogEnd {
  const { geometry, top, moveTo } = scroll;
  const measured = useRef<number>();
  const isHeld = useRef(false);
  const latest = useRef({ geometry, isWrapped });
  latest.current = { geometry, isWrapped };

  useLayoutEffect(() => {
    const element = body.current;
    if (!isWrapped || !element?.firstElementChild) {
      return;
    }
    const share = (top % ROW_HEIGHT) / ROW_HEIGHT;
    const height = element.firstElementChild.getBoundingClientRect().height;
    element.style.transform = `translateY(${-share * height}px)`;
    const { first, last } = visibleLinesOf(geometry, top);
    if (last < geometry.lines) {
      return;
    }
    measured.current = measureEnd(element, first, geometry.viewportHeight);
    if (isHeld.current && Math.abs(measured.current - top) > 0.5) {
      moveTo(measured.current);
    }
  });

  const goToEnd = useCallback(() => {
    isHeld.current = latest.current.isWrapped;
    const { slack = 0 } = latest.current.geometry;
    moveTo(maxTopOf(latest.current.geometry) - slack);
  }, [moveTo]);
  const isAtEnd = useCallback((place: number) => {
    const { geometry: current } = latest.current;
    const end = latest.current.isWrapped
      ? measured.current ?? maxTopOf(current)
      : maxTopOf(current);
    return end - place < ROW_HEIGHT;
  }, []);
  const letGo = useCallback(() => {
    isHeld.current = false;
  }, []);
  return { isAtEnd, goToEnd, letGo };
}

/** The `top` with which the last row ends at the lower edge. */
function measureEnd(element: HTMLElement, first: number, height: number) {
  let left = height;
  for (let index = element.children.length - 1; index >= 0; index -= 1) {
    const row = element.children[index].getBoundingClientRect().height;
    if (row >= left) {
      return (first - 1 + index + (row - left) / row) * ROW_HEIGHT;
    }
    left -= row;
  }
  return Math.max(0, first - 1 - Math.ceil(left / ROW_HEIGHT)) * ROW_HEIGHT;
}
