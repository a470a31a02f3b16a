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

import { ByteScanner } from './ByteScanner';
import { LineMatcher } from './LineMatcher';
import { LiteralFilter } from './LiteralFilter';

// It holds what it has loaded for one synchronous step only.
let sharedScanner: ByteScanner | undefined;

/** Finds the places in UTF-8 that may belong to a match. */
export class CandidateFinder {
  readonly #filters: LiteralFilter[];
  readonly #scanner: ByteScanner;
  readonly #next: number[];
  #bytes: Buffer = Buffer.alloc(0);

  /** Returns undefined where there is nothing to tell them by. */
  static create(matcher: LineMatcher): CandidateFinder | undefined {
    const { literals, caseSensitive } = matcher;
    const filters = literals?.map(literal =>
      LiteralFilter.create(literal, { caseSensitive }),
    );
    return filters?.every(filter => filter !== undefined)
      ? new CandidateFinder(filters)
      : undefined;
  }

  private constructor(filters: LiteralFilter[]) {
    sharedScanner ??= ByteScanner.create();
    this.#scanner = sharedScanner;
    this.#filters = filters;
    this.#next = filters.map(() => -1);
  }

  /** Takes what the next calls are about, until anybody else takes something. */
  load(bytes: Buffer): void {
    this.#scanner.load(bytes);
    this.#bytes = bytes;
    this.#next.fill(-1);
  }

  /** The first place from `at` on; -1 for none. To be asked in order. */
  find(at: number): number {
    for (const [index, filter] of this.#filters.entries()) {
      if (this.#next[index] < at) {
        const next = filter.find(this.#scanner, this.#bytes, at);
        this.#next[index] = next === -1 ? Infinity : next;
      }
    }
    const first = Math.min(...this.#next);
    return first === Infinity ? -1 : first;
  }

  /** How often a byte occurs from `at` to `end`. */
  count(at: number, end: number, byte: number): number {
    return this.#scanner.count(at, end, byte);
  }
}
