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

/** Counts lines, and keeps the numbers of the first of them. */
export class LineNumbers {
  /** The numbers of the first ones, in order. */
  readonly first: number[];
  count: number;

  readonly #max: number;

  constructor(max: number, first: number[] = [], count = 0) {
    this.#max = max;
    this.first = first;
    this.count = count;
  }

  add(line: number): void {
    this.count += 1;
    if (this.first.length < this.#max) {
      this.first.push(line);
    }
  }

  copy(): LineNumbers {
    const { first, count } = this;
    return new LineNumbers(this.#max, first.slice(), count);
  }
}
