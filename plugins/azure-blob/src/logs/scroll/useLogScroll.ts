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
  KeyboardEvent,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import {
  clampTop,
  isScaled,
  maxTopOf,
  ROW_HEIGHT,
  rowHeightOf,
  ScrollGeometry,
  scrollTopToTop,
  topToScrollTop,
} from './scrollScale';

/** A scroller whose lines may be more than a browser can make room for. */
export interface LogScroll {
  /** For the element that scrolls. */
  ref(element: HTMLDivElement | null): void;
  geometry: ScrollGeometry;
  top: number;
  /** Where it was moved to, which may not have been rendered yet. */
  getTop(): number;
  moveTo(top: number): void;
  onScroll(): void;
  onKeyDown(event: KeyboardEvent): void;
}

// What a window shows before it has been measured.
const DEFAULT_HEIGHT = 600;
const SETTLED_AFTER = 150;

/** How the lines of a {@link LogScroll} differ from those of a log. */
export interface LogScrollOptions {
  /** Of a row in pixels. */
  height?: number;
  /** Pixels that stand above the rows in the scroller. */
  inset?: number;
  /** Whether the last row can be scrolled up to the upper edge. */
  hasSlack?: boolean;
  /** Called where somebody, and not the page itself, has moved. */
  onUserMove?(top: number): void;
}

/**
 * Keeps `top` and the scroll bar together, and moves them by keys.
 *
 * @param startAt - gives the `top` to begin with
 */
export function useLogScroll(
  lines: number,
  startAt: (geometry: ScrollGeometry) => number,
  options: LogScrollOptions = {},
): LogScroll {
  const { height: rowHeight, inset = 0, hasSlack } = options;
  const onUserMove = useRef(options.onUserMove);
  onUserMove.current = options.onUserMove;
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const viewportHeight = useViewportHeight(element) - inset;
  const geometry = useMemo(
    () => ({
      ...{ lines, viewportHeight, rowHeight },
      slack: hasSlack
        ? Math.max(0, viewportHeight - (rowHeight ?? ROW_HEIGHT))
        : 0,
    }),
    [lines, viewportHeight, rowHeight, hasSlack],
  );
  const [top, setTop] = useState(() => startAt(geometry));
  const current = useRef({ top, scrollTop: 0, mustSync: true });
  const settled = useRef<ReturnType<typeof setTimeout>>();

  const moveTo = useCallback(
    (next: number) => {
      current.current.top = clampTop(geometry, next);
      current.current.mustSync = true;
      setTop(current.current.top);
    },
    [geometry],
  );

  // Only a move of ours is carried over: writing back what the browser
  // scrolled to would fight with a scroll that is under way.
  useLayoutEffect(() => {
    if (element && current.current.mustSync) {
      element.scrollTop = topToScrollTop(geometry, current.current.top);
      current.current.scrollTop = element.scrollTop;
      current.current.mustSync = false;
    }
  });

  useLayoutEffect(() => {
    moveTo(current.current.top);
  }, [moveTo]);

  const onScroll = useCallback(() => {
    if (!element) {
      return;
    }
    const state = current.current;
    const delta = element.scrollTop - state.scrollTop;
    state.scrollTop = element.scrollTop;
    // The echo of a move before must not undo one that is on its way.
    if (Math.abs(delta) < 1 && (isScaled(geometry) || state.mustSync)) {
      return;
    }
    const isNear = Math.abs(delta) < geometry.viewportHeight;
    if (isScaled(geometry) && isNear) {
      // A finger moves lines one to one; the bar follows when it rests.
      state.top = clampTop(geometry, state.top + delta);
      clearTimeout(settled.current);
      settled.current = setTimeout(() => moveTo(state.top), SETTLED_AFTER);
    } else {
      state.top = scrollTopToTop(geometry, element.scrollTop);
    }
    setTop(state.top);
    if (Math.abs(delta) >= 1) {
      onUserMove.current?.(state.top);
    }
  }, [element, geometry, moveTo]);

  useEffect(() => () => clearTimeout(settled.current), []);

  useEffect(() => {
    if (!element || !isScaled(geometry)) {
      return undefined;
    }
    const onWheel = (event: WheelEvent) => {
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (event.ctrlKey || event.shiftKey || isSideways) {
        return;
      }
      event.preventDefault();
      const unit = [1, rowHeightOf(geometry), geometry.viewportHeight][
        event.deltaMode
      ];
      moveTo(current.current.top + event.deltaY * unit);
      onUserMove.current?.(current.current.top);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [element, geometry, moveTo]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const height = rowHeightOf(geometry);
      const page = geometry.viewportHeight - height;
      const targets: Record<string, number> = {
        ArrowUp: current.current.top - height,
        ArrowDown: current.current.top + height,
        PageUp: current.current.top - page,
        PageDown: current.current.top + page,
        Home: 0,
        End: maxTopOf(geometry),
      };
      const isOurs = event.target === event.currentTarget;
      if (isOurs && !event.altKey && Object.hasOwn(targets, event.key)) {
        event.preventDefault();
        moveTo(targets[event.key]);
        onUserMove.current?.(current.current.top);
      }
    },
    [geometry, moveTo],
  );

  const getTop = useCallback(() => current.current.top, []);

  return {
    ...{ ref: setElement, geometry, top, getTop, moveTo },
    ...{ onScroll, onKeyDown },
  };
}

function useViewportHeight(element: HTMLDivElement | null): number {
  const [height, setHeight] = useState(DEFAULT_HEIGHT);
  useLayoutEffect(() => {
    if (!element || typeof ResizeObserver === 'undefined') {
      return undefined;
    }
    const measure = () => setHeight(element.clientHeight || DEFAULT_HEIGHT);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return height;
}
