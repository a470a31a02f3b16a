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

import { setTimeout as wait } from 'node:timers/promises';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';

const POLL_MILLISECONDS = 50;
const RETRY_AFTER_SECONDS = 5;

/** How many searches may go on at once, on this replica. */
export interface SearchTurnLimits {
  perUser: number;
  total: number;
  /** How long one more waits before it is refused. */
  waitMilliseconds: number;
}

const DEFAULT_LIMITS: SearchTurnLimits = {
  perUser: 2,
  total: 16,
  waitMilliseconds: 3_000,
};

/** Lets so many search at a time, and refuses those who would wait for long. */
export class SearchTurns {
  readonly #limits: SearchTurnLimits;
  readonly #held = new Map<string, number>();
  #total = 0;

  static create(limits: SearchTurnLimits = DEFAULT_LIMITS): SearchTurns {
    return new SearchTurns(limits);
  }

  private constructor(limits: SearchTurnLimits) {
    this.#limits = limits;
  }

  /** @throws `AzureBlobError` with `RateLimited`, or as the work does. */
  async take<T>(
    work: () => Promise<T>,
    userRef: string,
    signal?: AbortSignal,
  ): Promise<T> {
    const deadline = Date.now() + this.#limits.waitMilliseconds;
    while (this.#isTaken(userRef)) {
      if (Date.now() >= deadline) {
        throw this.#refuse(userRef);
      }
      await wait(POLL_MILLISECONDS, undefined, { signal });
    }
    this.#count(userRef, 1);
    try {
      return await work();
    } finally {
      this.#count(userRef, -1);
    }
  }

  #isTaken(userRef: string): boolean {
    const { perUser, total } = this.#limits;
    return this.#total >= total || this.#getHeld(userRef) >= perUser;
  }

  #count(userRef: string, change: number): void {
    const held = this.#getHeld(userRef) + change;
    this.#total += change;
    if (held > 0) {
      this.#held.set(userRef, held);
    } else {
      this.#held.delete(userRef);
    }
  }

  #getHeld(userRef: string): number {
    return this.#held.get(userRef) ?? 0;
  }

  #refuse(userRef: string): AzureBlobError {
    const { perUser } = this.#limits;
    const message =
      this.#getHeld(userRef) >= perUser
        ? `You search ${perUser} times at once already. End one of the searches, or wait for it.`
        : 'More is being searched than the portal can do at once. Try again in a moment.';
    return new AzureBlobError('RateLimited', message, {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
}
