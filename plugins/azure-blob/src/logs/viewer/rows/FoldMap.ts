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

import { AzureBlobLogGroups } from 'backstage-plugin-azure-blob-common';
import { findLast, RowMap } from './RowMap';

/** The rows of a log of which some groups are folded. */
export class FoldMap implements RowMap {
  readonly rows: number;
  /** First and last lines of stretches that are not shown. */
  readonly #first: Uint32Array;
  readonly #last: Uint32Array;
  /** Lines that are not shown up to the end of each stretch. */
  readonly #hidden: Uint32Array;
  /** The row that each stretch is folded into. */
  readonly #heading: Uint32Array;
  readonly #count: number;

  /**
   * @param lines - how many there are
   * @param isFolded - whether the group at a place is
   */
  constructor(
    lines: number,
    { first, last }: Pick<AzureBlobLogGroups, 'first' | 'last'>,
    isFolded: (place: number) => boolean,
  ) {
    const size = first.length;
    this.#first = new Uint32Array(size);
    this.#last = new Uint32Array(size);
    this.#hidden = new Uint32Array(size);
    this.#heading = new Uint32Array(size);
    let count = 0;
    let covered = 0;
    let hidden = 0;
    for (let place = 0; place < size; place += 1) {
      const to = Math.min(last[place], lines);
      const isShown = first[place] > covered;
      if (isShown && to > first[place] && isFolded(place)) {
        this.#heading[count] = first[place] - hidden;
        this.#first[count] = first[place] + 1;
        this.#last[count] = to;
        hidden += to - first[place];
        this.#hidden[count] = hidden;
        covered = to;
        count += 1;
      }
    }
    this.#count = count;
    this.rows = lines - hidden;
  }

  lineOf(row: number): number {
    const stretch = findLast(this.#heading, row - 1, this.#count);
    return stretch < 0 ? row : row + this.#hidden[stretch];
  }

  rowOf(line: number): number {
    const stretch = findLast(this.#first, line, this.#count);
    if (stretch < 0) {
      return Math.max(1, Math.min(line, this.rows));
    }
    return line <= this.#last[stretch]
      ? this.#heading[stretch]
      : Math.min(line - this.#hidden[stretch], this.rows);
  }

  has(line: number): boolean {
    const row = this.rowOf(line);
    return row >= 1 && row <= this.rows && this.lineOf(row) === line;
  }
}
