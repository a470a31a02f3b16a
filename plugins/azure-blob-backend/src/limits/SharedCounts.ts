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

import { CacheService, LoggerService } from '@backstage/backend-plugin-api';
import { z } from 'zod';
import { withTimeout } from '../withTimeout';
import {
  addUp,
  getWindow,
  WINDOW_MILLISECONDS,
  WindowCount,
} from './slidingWindow';

/** A cache that hangs must not hold up requests. */
const CACHE_TIMEOUT_MS = 500;
/** For how long a cache that failed is left alone. */
const PAUSE_MS = 10_000;

const amount = z.number().int().min(0);
const slotsSchema = z.record(
  z.string(),
  z.strictObject({ window: amount, current: amount, previous: amount }),
);

/** What an exchange has found. */
export interface SharedCount {
  /** Of this replica, as it was last published. */
  own?: WindowCount;
  /** Of all the others together. */
  others: WindowCount;
}

/**
 * What each replica has counted, in the cache that they share. The cache knows
 * no increment, so each replica has a slot of its own under a key, and writes
 * its whole count: a write that crosses another one's is made good by the next.
 */
export class SharedCounts {
  readonly #cache: CacheService;
  readonly #logger: LoggerService;
  readonly #replica: string;
  #pausedUntil = 0;
  #isWarned = false;

  private constructor(options: SharedCountsOptions) {
    this.#cache = options.cache;
    this.#logger = options.logger;
    this.#replica = options.replica;
  }

  static create(options: SharedCountsOptions): SharedCounts {
    return new SharedCounts(options);
  }

  /** Whether it makes sense to ask the cache now. */
  get isAvailable(): boolean {
    return Date.now() >= this.#pausedUntil;
  }

  /**
   * Reads all slots of a key and writes that of this replica, as `getOwn` says
   * once the slots have been read. Never throws.
   *
   * @returns `undefined` where the cache did not answer, or has lost a key that
   * `isKept` says it must have: then what was known before still holds.
   */
  async exchange(
    key: string,
    getOwn: (found: SharedCount) => WindowCount,
    isKept: boolean,
  ): Promise<SharedCount | undefined> {
    try {
      const kept = await this.#ask(cache => cache.get(key));
      const { [this.#replica]: own, ...others } =
        slotsSchema.safeParse(kept).data ?? {};
      const window = getWindow(Date.now());
      const shared = { own, others: addUp(window, Object.values(others)) };
      const slots = Object.entries(others)
        .filter(([, slot]) => slot.window >= window - 1)
        .concat([[this.#replica, { ...getOwn(shared) }]]);
      await this.#ask(cache =>
        cache.set(key, Object.fromEntries(slots), {
          ttl: 2 * WINDOW_MILLISECONDS,
        }),
      );
      // Backstage's client keeps the errors of its store to itself.
      if (isKept && kept === undefined) {
        return this.#pause('does not keep what is written to it');
      }
      if (own) {
        this.#resume();
      }
      return shared;
    } catch (error) {
      const isSlow = error instanceof Error && error.name === 'TimeoutError';
      return this.#pause(isSlow ? 'does not answer' : 'fails');
    }
  }

  async #ask<T>(question: (cache: CacheService) => Promise<T>): Promise<T> {
    return withTimeout(question(this.#cache), CACHE_TIMEOUT_MS);
  }

  #pause(problem: string): undefined {
    this.#pausedUntil = Date.now() + PAUSE_MS;
    if (!this.#isWarned) {
      this.#isWarned = true;
      this.#logger.warn(
        `The cache ${problem}, so each replica counts requests for itself until that is over.`,
      );
    }
  }

  #resume(): void {
    if (this.#isWarned) {
      this.#isWarned = false;
      this.#logger.info('The replicas share their rate limits again.');
    }
  }
}

/** What {@link SharedCounts} are made of. */
export interface SharedCountsOptions {
  cache: CacheService;
  logger: LoggerService;
  /** Differs from that of each other replica. */
  replica: string;
}
