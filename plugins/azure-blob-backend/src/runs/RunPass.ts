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

import { AuditOutcome, toOutcome } from '../audit';
import { mapConcurrently } from '../mapConcurrently';
import { findRunFolders } from './findRunFolders';
import { RunReader } from './RunReader';
import { RunPlace, RunRows } from './RunRows';
import { RunScopes } from './RunScopes';
import { RunScope } from './types';

const READS_AT_ONCE = 8;
const BATCH = 64;
/** Runs that are refused stay to be read, by somebody who may. */
const MAX_REFUSED = 500;
/** Of those that may have ended or been described since, how many are reread. */
const REREAD = { running: 500, unknown: 16 };

/** Options of {@link RunPass.create}. */
export interface RunPassOptions {
  scopes: RunScopes;
  rows: RunRows;
  scope: RunScope;
  lease: string;
  reader: RunReader;
  /** Aborts when the access ends, or the work has gone on for too long. */
  signal: AbortSignal;
  now: () => number;
}

/**
 * Lists the runs of a scope from start to end and reads what has to be read,
 * under the access of whoever asked. It holds the lease of the scope.
 */
export class RunPass {
  readonly #options: RunPassOptions;
  readonly #startedAt: number;
  readonly #folders: AsyncGenerator<string[], void, undefined>;
  #calls = 0;
  #found = 0;
  #refused = 0;
  /** Behind the last run that was refused. */
  #after?: RunPlace;

  static create(options: RunPassOptions): RunPass {
    return new RunPass(options);
  }

  private constructor(options: RunPassOptions) {
    this.#options = options;
    this.#startedAt = options.now();
    this.#folders = findRunFolders({
      blobs: options.reader.blobs,
      layout: options.reader.layout,
      signal: options.signal,
    });
  }

  /** @returns whether everything has been listed, in so many requests */
  async list(maxCalls = Infinity, maxRuns = Infinity): Promise<boolean> {
    const { scopes, rows, scope, lease, reader, now } = this.#options;
    const lastCall = this.#calls + maxCalls;
    while (this.#calls < lastCall && this.#found < maxRuns) {
      const { done, value: ids } = await this.#folders.next();
      if (done) {
        await rows.removeUnseen(scope.id, this.#startedAt);
        await rows.markStatus(scope.id, 'running', REREAD.running);
        await rows.markStatus(scope.id, 'unknown', REREAD.unknown);
        await scopes.finish(scope, lease, {
          at: this.#startedAt,
          calls: this.#calls,
          runs: this.#found,
        });
        return true;
      }
      this.#calls += 1;
      this.#found += ids.length;
      await this.#renew();
      await rows.add(scope.id, ids.flatMap(reader.find), now());
    }
    return false;
  }

  /** @returns whether nothing is left that it can read, after so many */
  async readPending(maxRuns = Infinity): Promise<boolean> {
    const { rows, scope, reader, signal } = this.#options;
    const listPending = (limit: number) =>
      this.#refused < MAX_REFUSED
        ? rows.list(scope.id, { pending: true, after: this.#after, limit })
        : [];
    for (let read = 0; read < maxRuns; ) {
      const batch = await listPending(BATCH);
      if (batch.length === 0) {
        return true;
      }
      await this.#renew();
      await mapConcurrently(batch, READS_AT_ONCE, async run => {
        signal.throwIfAborted();
        await reader.refresh(run);
      });
      read += batch.length;
      const refused = batch.filter(({ key }) => reader.refused.has(key));
      if (refused.length > 0) {
        this.#refused += refused.length;
        this.#after = batch[batch.length - 1];
      }
    }
    return (await listPending(1)).length === 0;
  }

  /** All that is left; never rejects. */
  async finish(listed: boolean): Promise<AuditOutcome> {
    try {
      if (!listed) {
        await this.list();
      }
      await this.readPending();
      return { result: 'succeeded' };
    } catch (error) {
      return toOutcome(error, this.#options.signal);
    } finally {
      await this.release();
    }
  }

  /** Never rejects: a lease that stays runs out. */
  async release(): Promise<void> {
    const { scopes, scope, lease } = this.#options;
    await scopes.release(scope, lease).catch(() => undefined);
  }

  async #renew(): Promise<void> {
    const { scopes, scope, lease, signal, now } = this.#options;
    signal.throwIfAborted();
    if (!(await scopes.renew(scope, lease, now()))) {
      throw new Error('Another replica has taken over');
    }
  }
}
