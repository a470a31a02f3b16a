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

import { setImmediate as breathe } from 'node:timers/promises';

/** Of the time of the process, before others get theirs. */
const MAX_BUSY_MILLISECONDS = 8;

/** How much one search may take. */
export interface SearchLimits {
  bytes: number;
  milliseconds: number;
}

const DEFAULT_LIMITS: SearchLimits = {
  bytes: 32 * 1024 ** 3,
  milliseconds: 5 * 60_000,
};

/** What a search has taken so far. */
export class SearchBudget {
  readonly #limits: SearchLimits;
  readonly #begun = performance.now();
  #busySince = this.#begun;
  #readBytes = 0;

  static create(limits: SearchLimits = DEFAULT_LIMITS): SearchBudget {
    return new SearchBudget(limits);
  }

  private constructor(limits: SearchLimits) {
    this.#limits = limits;
  }

  get readBytes(): number {
    return this.#readBytes;
  }

  get milliseconds(): number {
    return performance.now() - this.#begun;
  }

  /** Whether no more may be taken. */
  get isSpent(): boolean {
    const { bytes, milliseconds } = this.#limits;
    return this.#readBytes >= bytes || this.milliseconds >= milliseconds;
  }

  spend(bytes: number): void {
    this.#readBytes += bytes;
  }

  /** Lets everybody else have their turn, where it is time for that. */
  async pause(): Promise<void> {
    if (performance.now() - this.#busySince >= MAX_BUSY_MILLISECONDS) {
      await breathe();
      this.#busySince = performance.now();
    }
  }
}
