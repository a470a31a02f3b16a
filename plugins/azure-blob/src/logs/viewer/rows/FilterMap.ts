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

import { findLast, RowMap } from './RowMap';

/** The rows of a log of which only some lines are shown. */
export class FilterMap implements RowMap {
  readonly rows: number;
  readonly #lines: readonly number[];

  /** @param lines - those that are shown, in their order */
  constructor(lines: readonly number[]) {
    this.#lines = lines;
    this.rows = lines.length;
  }

  lineOf(row: number): number {
    return this.#lines[row - 1] ?? 1;
  }

  rowOf(line: number): number {
    return Math.max(1, findLast(this.#lines, line) + 1);
  }

  has(line: number): boolean {
    return this.#lines[findLast(this.#lines, line)] === line;
  }
}
