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
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Response } from 'express';
import { AccessSession } from '../../access';
import { AuditOutcome, toOutcome } from '../../audit';
import { FreshCache } from '../../FreshCache';
import { LogFormat } from '../text';
import { EventStream } from './EventStream';
import { LogPollers } from './LogPollers';
import { openTailedLog, TailedLog } from './TailedLog';
import { TailLimits, TailSlots } from './TailSlots';
import { TailWatcher } from './TailWatcher';
import { DEFAULT_TIMING, RunStatusReader, TailTiming } from './types';

const DEFAULT_LIMITS: TailLimits = { perUser: 5, total: 1_000 };
const MAX_REMEMBERED = 1_000;

/** Options of {@link LogTails.follow}. */
export interface FollowOptions {
  session: AccessSession;
  /** Whose slot it takes. */
  userRef: string;
  path: string;
  version?: string;
  /** What the client has seen so far, and is to go on behind. */
  seen: { revision?: string; next: number };
  readStatus: RunStatusReader;
  res: Response;
  /** Aborts when the client goes away, or the access ends. */
  signal: AbortSignal;
}

/** Follows logs that grow, for as many as want to see them. */
export class LogTails {
  readonly #timing: TailTiming;
  readonly #slots: TailSlots;
  readonly #pollers: LogPollers;
  readonly #formats: FreshCache<LogFormat>;
  readonly #statuses: FreshCache<AzureBlobRunStatus | undefined>;
  readonly #closing = new AbortController();
  readonly #open = new Set<Promise<AuditOutcome>>();

  private constructor(timing: TailTiming, limits: TailLimits) {
    this.#timing = timing;
    this.#slots = new TailSlots(limits);
    const remembered = { max: MAX_REMEMBERED, maxAgeMs: timing.statusAge };
    this.#formats = FreshCache.create(remembered);
    this.#statuses = FreshCache.create(remembered);
    this.#pollers = new LogPollers({
      timing,
      readStatus: ({ key }, { readStatus, signal }) =>
        this.#statuses.get(key, () => readStatus(signal)),
    });
  }

  static create(
    options: { timing?: Partial<TailTiming>; limits?: TailLimits } = {},
  ): LogTails {
    const { timing, limits = DEFAULT_LIMITS } = options;
    return new LogTails({ ...DEFAULT_TIMING, ...timing }, limits);
  }

  /**
   * Answers with the log as it grows, until its end.
   *
   * @throws `AzureBlobError` with `RateLimited`, or as reading the log does, as
   * long as nothing has been answered.
   */
  async follow(options: FollowOptions): Promise<AuditOutcome> {
    const followed = this.#follow(options);
    this.#open.add(followed);
    try {
      return await followed;
    } finally {
      this.#open.delete(followed);
    }
  }

  /** Ends all of them; their clients come again, to another replica. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.allSettled(this.#open);
  }

  async #follow(options: FollowOptions): Promise<AuditOutcome> {
    const { res, session, userRef } = options;
    const release = this.#slots.take(userRef);
    const left = new AbortController();
    const signal = AbortSignal.any([
      options.signal,
      this.#closing.signal,
      left.signal,
    ]);
    try {
      const openLog = () => this.#openLog(options, signal);
      const log = await openLog();
      const events = EventStream.open(res, this.#timing.heartbeat);
      const watcher = TailWatcher.create(log, {
        blobs: session.blobs,
        readStatus: options.readStatus,
        seen: options.seen,
        events,
        signal,
        openLog,
        openPoller: (...which) => this.#pollers.open(...which, signal),
      });
      const outcome = await this.#run(watcher, options);
      events.end();
      return { ...outcome, bytes: watcher.bytes };
    } finally {
      left.abort();
      release();
    }
  }

  async #run(
    watcher: TailWatcher,
    { session, signal }: FollowOptions,
  ): Promise<AuditOutcome> {
    try {
      await watcher.run();
      return { result: 'succeeded' };
    } catch (error) {
      const cause = session.signal.aborted ? session.signal.reason : error;
      const isLeft = signal.aborted || this.#closing.signal.aborted;
      if (isLeft && !session.signal.aborted) {
        return { result: 'aborted' };
      }
      if (!(cause instanceof AzureBlobError)) {
        throw cause;
      }
      const { code, message } = cause;
      watcher.send({ type: 'error', code, message });
      return toOutcome(cause);
    }
  }

  #openLog(options: FollowOptions, signal: AbortSignal): Promise<TailedLog> {
    const { session, path, version, readStatus } = options;
    return openTailedLog({
      ...{ session, path, version, signal },
      formats: this.#formats,
      readStatus: key => this.#statuses.get(key, () => readStatus(signal)),
    });
  }
}
