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

import { SharedCount, SharedCounts } from './SharedCounts';
import {
  addUp,
  getWait,
  getWindow,
  moveTo,
  WindowCount,
  WINDOW_MILLISECONDS,
} from './slidingWindow';

/** How old the counts of the others may be before they are asked for again. */
const MAX_AGE_MS = 1_000;
/** The part of a limit that a replica may admit before it tells the others. */
const UNPUBLISHED_SHARE = 1 / 20;

/**
 * Counts the requests of one user and class. What this replica has admitted is
 * counted at once; what the others have is as old as the last exchange.
 *
 * A replica admits at most a {@link getStep | step} between two exchanges, or
 * one request that counts for more, so that `n` replicas together admit
 * `limit + (n - 1) * step` at most where no writes to the cache cross, and
 * `n * limit` whatever the cache does.
 */
export class RequestCounter {
  readonly #key: string;
  readonly #shared: SharedCounts;
  #own: WindowCount = { window: 0, current: 0, previous: 0 };
  #others: WindowCount = { window: 0, current: 0, previous: 0 };
  #unpublished = 0;
  #exchangedAt = 0;
  #publishedAt = 0;
  #exchange?: Promise<void>;

  private constructor(key: string, shared: SharedCounts) {
    this.#key = key;
    this.#shared = shared;
  }

  static create(options: {
    key: string;
    shared: SharedCounts;
  }): RequestCounter {
    return new RequestCounter(options.key, options.shared);
  }

  /**
   * Takes a request in where it fits.
   *
   * @param amount - for how many it counts, no more than the limit
   * @returns 0, or after how many milliseconds it would fit.
   */
  async take(limit: number, amount = 1): Promise<number> {
    const room = Math.max(0, getStep(limit) - amount);
    while (this.#unpublished > room && this.#shared.isAvailable) {
      await this.#exchangeOnce();
    }
    const now = Date.now();
    if (now - this.#exchangedAt >= MAX_AGE_MS && this.#shared.isAvailable) {
      this.#exchangeOnce();
    }
    const window = getWindow(now);
    const count = addUp(window, [this.#own, this.#others]);
    // As much fits as one request would, were the limit lower by the others.
    const wait = getWait(count, limit - amount + 1, now);
    if (wait === 0) {
      this.#own = moveTo(window, this.#own);
      this.#own.current += amount;
      this.#unpublished += amount;
    }
    return wait;
  }

  /** Those who come while an exchange is under way wait for the same one. */
  async #exchangeOnce(): Promise<void> {
    this.#exchange ??= this.#publish().finally(() => {
      this.#exchange = undefined;
    });
    return this.#exchange;
  }

  async #publish(): Promise<void> {
    const startedAt = Date.now();
    this.#exchangedAt = startedAt;
    let published = 0;
    const shared = await this.#shared.exchange(
      this.#key,
      found => {
        this.#recall(found);
        published = this.#unpublished;
        return this.#own;
      },
      startedAt - this.#publishedAt < WINDOW_MILLISECONDS,
    );
    if (shared) {
      this.#unpublished -= published;
      this.#publishedAt = startedAt;
      this.#others = shared.others;
    }
  }

  /** A counter that was forgotten finds what it had published. */
  #recall({ own }: SharedCount): void {
    if (own && this.#publishedAt === 0) {
      this.#own = addUp(getWindow(Date.now()), [this.#own, own]);
    }
  }
}

/** How many requests a replica admits at most without the others knowing. */
export function getStep(limit: number): number {
  return Math.max(1, Math.floor(limit * UNPUBLISHED_SHARE));
}
