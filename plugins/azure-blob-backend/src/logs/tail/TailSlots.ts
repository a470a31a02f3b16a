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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';

const RETRY_AFTER_SECONDS = 10;

/** How many logs may be followed at once. */
export interface TailLimits {
  perUser: number;
  /** On this replica. */
  total: number;
}

/** Counts who follows logs. */
export class TailSlots {
  readonly #limits: TailLimits;
  readonly #held = new Map<string, number>();
  #total = 0;

  constructor(limits: TailLimits) {
    this.#limits = limits;
  }

  /**
   * @returns what gives the slot back.
   * @throws `AzureBlobError` with `RateLimited`.
   */
  take(userRef: string): () => void {
    const { perUser, total } = this.#limits;
    const held = this.#held.get(userRef) ?? 0;
    if (held >= perUser) {
      throw tooMany(
        `You follow ${perUser} logs, and may not follow more at once. Close one of them.`,
      );
    }
    if (this.#total >= total) {
      throw tooMany(
        'More logs are being followed than the portal can serve. Try again in a moment.',
      );
    }
    this.#held.set(userRef, held + 1);
    this.#total += 1;
    return () => this.#release(userRef);
  }

  #release(userRef: string): void {
    const held = this.#held.get(userRef) ?? 0;
    this.#total -= 1;
    if (held > 1) {
      this.#held.set(userRef, held - 1);
    } else {
      this.#held.delete(userRef);
    }
  }
}

function tooMany(message: string): AzureBlobError {
  return new AzureBlobError('RateLimited', message, {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
