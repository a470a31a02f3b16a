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

import { Knex } from 'knex';
import { SchedulerService } from '@backstage/backend-plugin-api';
import { AzureBlobRunPage } from 'backstage-plugin-azure-blob-common';
import { AzureBlobChange } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../access';
import { AuditOutcome } from '../audit';
import { mapConcurrently } from '../mapConcurrently';
import { applyChanges } from './applyChanges';
import { findNewRunFolders } from './findRunFolders';
import { RunPass } from './RunPass';
import { RunReader } from './RunReader';
import { RunRows } from './RunRows';
import { RunScopes } from './RunScopes';
import { RunScope } from './types';

/** How long what was listed counts as all there is. */
const MAX_AGE_MS = 15_000;
/** How often everything is listed anew, where that takes long. */
const FULL_AGE_MS = 120_000;
const FORGET_AFTER_MS = 30 * 24 * 60 * 60 * 1000;
const MAX_WORK_MS = 120_000;
/** At once, on this replica. */
const MAX_PASSES = 8;
const DEFAULT_LIMITS = { calls: 4, runs: 500, reads: 64 };
const READS_AT_ONCE = 8;
/** Of the newest runs, those that may have ended or been described since. */
const REREAD = { running: 16, unknown: 4 };
const RECENT_RUNS = 50;

/** What is done before the answer; the rest goes on behind it. */
export interface RunIndexLimits {
  /** Lists of folders. */
  calls: number;
  /** Runs that are found by those. */
  runs: number;
  /** Runs whose metadata is read. */
  reads: number;
}

/** The index of one scope, under the access of whoever asks. */
export interface OpenRunIndex {
  scope: RunScope;
  reader: RunReader;
  rows: RunRows;
  describe(): Promise<AzureBlobRunPage['index']>;
}

/** What came of the work on an index. */
export interface RunIndexResult<T> {
  result: T;
  /** Settles where an index is being made under the session after that. */
  ended?: Promise<AuditOutcome>;
}

interface Work extends OpenRunIndex {
  /** Aborts when the access ends, or the work has gone on for too long. */
  signal: AbortSignal;
  /** Whether a pass over all runs is quick enough to wait for it. */
  isQuick: boolean;
}

/** What goes on behind the answer, if anything. */
type Going = Pick<RunIndexResult<unknown>, 'ended'>;

/**
 * What is known of runs, in the database that all replicas share. It is filled
 * by the listings of those who ask and by change events, and says in what order
 * runs come and which ones may fit a filter: never that there is a run.
 */
export class RunIndexes {
  readonly #scopes: RunScopes;
  readonly #rows: RunRows;
  readonly #now: () => number;
  readonly #limits: RunIndexLimits;
  readonly #closing = new AbortController();
  #passes = 0;

  static create(options: {
    database: Knex;
    /** Milliseconds since 1970; `Date.now` by default. */
    now?: () => number;
    limits?: RunIndexLimits;
  }): RunIndexes {
    const { database, now = Date.now, limits = DEFAULT_LIMITS } = options;
    return new RunIndexes(database, now, limits);
  }

  /** With one replica at a time forgetting what nobody asks for any more. */
  static async start(options: {
    database: Knex;
    scheduler: SchedulerService;
  }): Promise<RunIndexes> {
    const indexes = RunIndexes.create(options);
    await options.scheduler.scheduleTask({
      id: 'sweep-run-indexes',
      frequency: { hours: 24 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 10 },
      scope: 'global',
      fn: () => indexes.sweep(),
    });
    return indexes;
  }

  private constructor(
    database: Knex,
    now: () => number,
    limits: RunIndexLimits,
  ) {
    this.#limits = limits;
    this.#scopes = RunScopes.create(database);
    this.#rows = RunRows.create(database);
    this.#now = now;
  }

  /**
   * Works with the index of a scope, which is brought up to date before, as far
   * as that is quickly done. Something of the scope is always listed as this
   * caller, so that nobody hears of runs of a scope that storage does not let
   * her list.
   */
  async use<T>(
    session: AccessSession,
    work: (index: OpenRunIndex) => Promise<T>,
  ): Promise<RunIndexResult<T>> {
    const failed = new AbortController();
    const signal = AbortSignal.any([
      session.signal,
      this.#closing.signal,
      failed.signal,
      AbortSignal.timeout(MAX_WORK_MS),
    ]);
    const opened = await this.#open(session, signal);
    const pass = await this.#openPass(opened);
    let ended: Promise<AuditOutcome> | undefined;
    try {
      if (pass && opened.isQuick) {
        ({ ended } = await this.#begin(pass));
      } else {
        ended = pass && this.#continue(pass, false);
        await this.#refresh(opened);
        const reading = await this.#readPending(opened);
        ended ??= reading.ended;
      }
      return { result: await work(opened), ended };
    } catch (error) {
      // Nothing may go on under an access that is about to be closed.
      failed.abort();
      await ended;
      throw error;
    }
  }

  /** Takes in what storage tells of, in any order and however often. */
  async apply(changes: AzureBlobChange[]): Promise<void> {
    await applyChanges({
      ...{ changes, scopes: this.#scopes, rows: this.#rows },
      now: this.#now(),
    });
  }

  async sweep(): Promise<void> {
    await this.#scopes.sweep(this.#now() - FORGET_AFTER_MS);
  }

  /** Ends every pass that is under way. */
  close(): void {
    this.#closing.abort();
  }

  async #open(session: AccessSession, signal: AbortSignal): Promise<Work> {
    const rows = this.#rows;
    const scope = await this.#scopes.open(session.scope);
    const { fullAt, fullCalls, fullRuns, id } = scope;
    const { calls, runs } = this.#limits;
    const isQuick =
      fullAt === undefined || (fullCalls <= calls && fullRuns <= runs);
    const reader = RunReader.create({ session, rows, scopeId: id, signal });
    const describe = () => this.#describe(id, reader);
    return { scope, rows, signal, isQuick, reader, describe };
  }

  /** Whether all runs that can be read have been, and when they were listed. */
  async #describe(
    scopeId: string,
    { refused }: RunReader,
  ): Promise<AzureBlobRunPage['index']> {
    const limit = refused.size + 1;
    const [scope, runs, pending] = await Promise.all([
      this.#scopes.get(scopeId),
      this.#rows.count(scopeId),
      this.#rows.list(scopeId, { pending: true, limit }),
    ]);
    const isRead = pending.every(({ key }) => refused.has(key));
    const isReady = scope?.fullAt !== undefined && isRead;
    return {
      state: isReady ? 'ready' : 'building',
      runs,
      ...(scope?.listedAt && { updatedAt: scope.listedAt.toISOString() }),
    };
  }

  /** A pass over all runs, where one is due and nobody else is at it. */
  async #openPass(work: Work): Promise<RunPass | undefined> {
    const { fullAt } = work.scope;
    const maxAge = work.isQuick ? MAX_AGE_MS : FULL_AGE_MS;
    const isDue = !fullAt || this.#now() - fullAt.getTime() > maxAge;
    return isDue ? this.#acquire(work) : undefined;
  }

  async #acquire(work: Work): Promise<RunPass | undefined> {
    if (this.#passes >= MAX_PASSES) {
      return undefined;
    }
    const scopes = this.#scopes;
    const lease = await scopes.acquire(work.scope, this.#now());
    return lease === undefined
      ? undefined
      : RunPass.create({ ...work, scopes, lease, now: this.#now });
  }

  async #begin(pass: RunPass): Promise<Going> {
    const { calls, runs, reads } = this.#limits;
    try {
      const listed = await pass.list(calls, runs);
      if (listed && (await pass.readPending(reads))) {
        await pass.release();
        return {};
      }
      return { ended: this.#continue(pass, listed) };
    } catch (error) {
      await pass.release();
      throw error;
    }
  }

  #continue(pass: RunPass, listed: boolean): Promise<AuditOutcome> {
    this.#passes += 1;
    return pass.finish(listed).finally(() => {
      this.#passes -= 1;
    });
  }

  /** Lists what may be new, or at least something as this caller. */
  async #refresh({ scope, reader, signal }: Work): Promise<void> {
    const { id } = scope;
    const { blobs, layout } = reader;
    const now = this.#now();
    if (!(await this.#scopes.claim(scope, now, MAX_AGE_MS))) {
      await blobs.list({ path: '', limit: 1, signal });
      return;
    }
    try {
      const newest = await this.#rows.list(id, { limit: RECENT_RUNS });
      const found = await findNewRunFolders(
        { blobs, layout, signal },
        newest.map(run => run.id),
        parents => this.#rows.findParents(id, parents),
      );
      await this.#rows.add(id, found.flatMap(reader.find), now);
      await this.#rows.markStatus(id, 'running', REREAD.running);
      await this.#rows.markStatus(id, 'unknown', REREAD.unknown);
    } catch (error) {
      await this.#scopes.unclaim(scope);
      throw error;
    }
  }

  /** Reads what is new, unless a pass was about to when this began. */
  async #readPending(work: Work): Promise<Going> {
    const { scope, rows, reader } = work;
    if (scope.leasedUntil && scope.leasedUntil.getTime() > this.#now()) {
      return {};
    }
    const limit = this.#limits.reads;
    const batch = await rows.list(scope.id, { pending: true, limit });
    await mapConcurrently(batch, READS_AT_ONCE, run => reader.refresh(run));
    const isMore =
      batch.length >= limit && batch.some(run => !reader.refused.has(run.key));
    const pass = isMore ? await this.#acquire(work) : undefined;
    return pass ? { ended: this.#continue(pass, true) } : {};
  }
}
