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

/** Which lines of a log are shown, and in which rows; both count from 1. */
export interface RowMap {
  /** The number of rows. */
  readonly rows: number;
  lineOf(row: number): number;
  /** The row of a line, or of the one above that stands for it. */
  rowOf(line: number): number;
  has(line: number): boolean;
}

/** Every line in a row of its own. */
export function allLines(lines: number): RowMap {
  return {
    rows: lines,
    lineOf: row => row,
    rowOf: line => Math.max(1, Math.min(line, lines)),
    has: line => line >= 1 && line <= lines,
  };
}

/** The place of the last of sorted numbers that is not above one; or -1. */
export function findLast(
  sorted: ArrayLike<number>,
  value: number,
  length = sorted.length,
): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    [low, high] = sorted[middle] <= value ? [middle + 1, high] : [low, middle];
  }
  return low - 1;
}
