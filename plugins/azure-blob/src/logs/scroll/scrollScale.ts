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

/** The height of a line of a log in pixels. */
export const ROW_HEIGHT = 20;

/**
 * The greatest height that is asked of a browser. They give up at 16 to 33
 * million pixels, some of them at half of that on dense displays.
 */
export const MAX_SCROLL_HEIGHT = 8_000_000;

/**
 * How many lines there are and how much of them can be seen.
 *
 * @remarks
 * A place in the lines is their `top`: the pixels from the start of line one
 * to the upper edge of the viewport, as if height had no limit. The scroll bar
 * works on `scrollTop`, which is the same until the lines are too many; then
 * it is `top` scaled down.
 */
export interface ScrollGeometry {
  lines: number;
  viewportHeight: number;
  /** {@link ROW_HEIGHT} where it is left out. */
  rowHeight?: number;
  /** Pixels below the last line that can be scrolled to; none by default. */
  slack?: number;
}

/** The height of the element that is scrolled. */
export function scrollHeightOf(geometry: ScrollGeometry): number {
  return Math.min(contentHeightOf(geometry), MAX_SCROLL_HEIGHT);
}

/** Whether `scrollTop` is not `top`. */
export function isScaled(geometry: ScrollGeometry): boolean {
  return contentHeightOf(geometry) > MAX_SCROLL_HEIGHT;
}

/** The `top` that shows the last line at the lower edge. */
export function maxTopOf(geometry: ScrollGeometry): number {
  return Math.max(0, contentHeightOf(geometry) - geometry.viewportHeight);
}

/** Keeps a `top` where there is something to see. */
export function clampTop(geometry: ScrollGeometry, top: number): number {
  return Math.min(Math.max(0, top), maxTopOf(geometry));
}

/** Where the scroll bar stands for a `top`. */
export function topToScrollTop(geometry: ScrollGeometry, top: number): number {
  return isScaled(geometry) ? top / scaleOf(geometry) : top;
}

/** Which `top` the scroll bar stands for. */
export function scrollTopToTop(
  geometry: ScrollGeometry,
  scrollTop: number,
): number {
  const top = isScaled(geometry) ? scrollTop * scaleOf(geometry) : scrollTop;
  return clampTop(geometry, top);
}

/** The lines, counted from 1, of which any part can be seen. */
export function visibleLinesOf(
  geometry: ScrollGeometry,
  top: number,
): { first: number; last: number } {
  const height = rowHeightOf(geometry);
  const first = Math.floor(top / height) + 1;
  const last = Math.ceil((top + geometry.viewportHeight) / height);
  return { first, last: Math.max(0, Math.min(last, geometry.lines)) };
}

/** The `top` that shows a line, a third down the viewport. */
export function topOfLine(geometry: ScrollGeometry, line: number): number {
  const height = rowHeightOf(geometry);
  const above = Math.floor(geometry.viewportHeight / 3 / height);
  return clampTop(geometry, (line - 1 - above) * height);
}

/** The height of a line in pixels. */
export function rowHeightOf({ rowHeight }: ScrollGeometry): number {
  return rowHeight ?? ROW_HEIGHT;
}

function contentHeightOf(geometry: ScrollGeometry): number {
  return geometry.lines * rowHeightOf(geometry) + (geometry.slack ?? 0);
}

function scaleOf(geometry: ScrollGeometry): number {
  return (
    maxTopOf(geometry) /
    Math.max(1, MAX_SCROLL_HEIGHT - geometry.viewportHeight)
  );
}
