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

/** How long a window is. */
export const WINDOW_MILLISECONDS = 60_000;

/** Requests of one window and of the one before it. */
export interface WindowCount {
  /** Which window, counted from 1970. */
  window: number;
  current: number;
  previous: number;
}

export function getWindow(now: number): number {
  return Math.floor(now / WINDOW_MILLISECONDS);
}

/**
 * The same count in a later window. What comes from a clock that is ahead is
 * taken for the current window: that errs on the side of refusing.
 */
export function moveTo(window: number, count: WindowCount): WindowCount {
  const age = window - count.window;
  if (age <= 0) {
    return { ...count, window };
  }
  return { window, current: 0, previous: age === 1 ? count.current : 0 };
}

export function addUp(window: number, counts: WindowCount[]): WindowCount {
  const sum = { window, current: 0, previous: 0 };
  for (const count of counts) {
    const { current, previous } = moveTo(window, count);
    sum.current += current;
    sum.previous += previous;
  }
  return sum;
}

/**
 * How long to wait until one more request fits into the last minute, in
 * milliseconds; 0 where it fits now. The window before counts by the part of
 * it that the last minute still covers, as if its requests had been spread
 * evenly.
 */
export function getWait(
  count: WindowCount,
  limit: number,
  now: number,
): number {
  const { window, current, previous } = moveTo(getWindow(now), count);
  const passed = now - window * WINDOW_MILLISECONDS;
  if (current < limit) {
    return Math.max(0, waitFor(previous, limit - 1 - current) - passed);
  }
  return WINDOW_MILLISECONDS - passed + waitFor(current, limit - 1);
}

/** How far a window has to pass until only `room` of the one before counts. */
function waitFor(previous: number, room: number): number {
  return previous <= room
    ? 0
    : Math.ceil((WINDOW_MILLISECONDS * (previous - room)) / previous);
}
