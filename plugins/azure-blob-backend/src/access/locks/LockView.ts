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

import { LoggerService } from '@backstage/backend-plugin-api';
import { AzureBlobLock } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { withTimeout } from '../../withTimeout';

const POLL_MS = 1_000;
/** One look may hang, and the next still be in time. */
const TIMEOUT_MS = 1_500;
/**
 * Who does not know the locks of now must not let anybody pass. What is under
 * way is looked at every second, and so has ended after five.
 */
const MAX_AGE_MS = 4_000;

/** Options of {@link LockView.start}. */
export interface LockViewOptions {
  store: { list(): Promise<AzureBlobLock[]> };
  logger: LoggerService;
}

/**
 * The locks as this replica knows them: those of the last two seconds, while
 * the database answers; without an answer those of the last four, and then none
 * at all, which refuses everybody.
 */
export class LockView {
  readonly #options: LockViewOptions;
  #locks: AzureBlobLock[] = [];
  #knownAt = -Infinity;
  #timer?: NodeJS.Timeout;
  #stopped = false;
  #failing = false;

  private constructor(options: LockViewOptions) {
    this.#options = options;
  }

  /** Knows the locks once it settles, if the store answers. */
  static async start(options: LockViewOptions): Promise<LockView> {
    const view = new LockView(options);
    await view.#poll();
    return view;
  }

  /**
   * @throws `AzureBlobError` with `AuditUnavailable` where the database has not
   * answered for so long that there may be locks which are not known.
   */
  list(): AzureBlobLock[] {
    if (performance.now() - this.#knownAt > MAX_AGE_MS) {
      throw new AzureBlobError(
        'AuditUnavailable',
        'The portal cannot look up right now whether access has been stopped, so it is not given. Try again in a moment.',
      );
    }
    return this.#locks;
  }

  /** Looks now, and not only with the next poll. */
  async refresh(): Promise<void> {
    const askedAt = performance.now();
    const locks = await withTimeout(this.#options.store.list(), TIMEOUT_MS);
    // An older look that took longer must not undo a newer one
    if (askedAt > this.#knownAt) {
      this.#locks = locks;
      this.#knownAt = askedAt;
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async #poll(): Promise<void> {
    try {
      await this.refresh();
      this.#failing = false;
    } catch (error) {
      if (!this.#failing) {
        this.#failing = true;
        this.#options.logger.error(
          'The locks cannot be read; without them, no access is given',
          { reason: error instanceof Error ? error.name : 'unknown' },
        );
      }
    }
    if (!this.#stopped) {
      this.#timer = setTimeout(() => this.#poll(), POLL_MS).unref();
    }
  }
}
