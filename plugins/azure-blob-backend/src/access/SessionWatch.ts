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

const TICK_MS = 1_000;

/** An access that is under way. */
export interface WatchedAccess {
  /**
   * Called about once a second.
   *
   * @throws `AzureBlobError` where the access has ended.
   */
  check(): void;
}

/** Ends accesses that are under way as soon as they are not allowed any more. */
export class SessionWatch {
  readonly #open = new Map<WatchedAccess, AbortController>();
  #timer?: NodeJS.Timeout;

  static create(): SessionWatch {
    return new SessionWatch();
  }

  private constructor() {}

  /** The signal aborts with the error that ended the access. */
  watch(access: WatchedAccess): AbortSignal {
    const controller = new AbortController();
    this.#open.set(access, controller);
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS).unref();
    return controller.signal;
  }

  unwatch(access: WatchedAccess): void {
    this.#open.delete(access);
    if (this.#open.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #tick(): void {
    for (const [access, controller] of this.#open) {
      try {
        access.check();
      } catch (error) {
        this.unwatch(access);
        controller.abort(toReason(error));
      }
    }
  }
}

/** What is thrown by mistake must end the access as well. */
function toReason(error: unknown): AzureBlobError {
  return error instanceof AzureBlobError
    ? error
    : new AzureBlobError(
        'CatalogUnavailable',
        'It cannot be told any more whether this access is allowed. Try again in a moment.',
        { cause: error },
      );
}
