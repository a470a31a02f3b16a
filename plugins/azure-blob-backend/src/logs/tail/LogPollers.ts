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

import { AzureBlobRunStatus } from 'backstage-plugin-azure-blob-common';
import { LogPoller } from './LogPoller';
import { findLineStart } from './readGrowth';
import { TailedLog } from './TailedLog';
import { PollerMember, TailTiming } from './types';

/** One that began farther back would send to all what a single one has missed. */
const MAX_START_BYTES = 256 * 1024;

/** Options of {@link LogPollers}. */
export interface LogPollersOptions {
  timing: TailTiming;
  readStatus(
    log: TailedLog,
    member: PollerMember,
  ): Promise<AzureBlobRunStatus | undefined>;
}

/** Has one poller for each log that is followed on this replica. */
export class LogPollers {
  readonly #options: LogPollersOptions;
  readonly #pollers = new Map<string, Promise<LogPoller>>();

  constructor(options: LogPollersOptions) {
    this.#options = options;
  }

  /** The one for this very log, whoever has begun it. */
  async open(
    log: TailedLog,
    next: number,
    signal: AbortSignal,
  ): Promise<LogPoller> {
    for (;;) {
      signal.throwIfAborted();
      const known = this.#pollers.get(log.key);
      if (!known) {
        return this.#start(log, next, signal);
      }
      // Whoever began it may have left before it was there.
      const poller = await known.catch(() => undefined);
      if (poller) {
        return poller;
      }
    }
  }

  #start(
    log: TailedLog,
    next: number,
    signal: AbortSignal,
  ): Promise<LogPoller> {
    const { timing, readStatus } = this.#options;
    const { key, size = 0, text } = log;
    const isNear = next <= size && size - next <= MAX_START_BYTES;
    const forget = () => {
      this.#pollers.delete(key);
    };
    const starting = findLineStart(text, isNear ? next : size, signal).then(
      offset =>
        LogPoller.start({
          log,
          offset,
          timing,
          readStatus: member => readStatus(log, member),
          onEnd: forget,
        }),
    );
    this.#pollers.set(key, starting);
    starting.catch(forget);
    return starting;
  }
}
