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

import { createHash } from 'node:crypto';
import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { AuditOutcome } from '../audit';
import { Scope } from '../types';
import { LogIndex } from './lines';
import { LogIndexPassOptions } from './LogIndexPass';
import { LogIndexRows } from './LogIndexRows';
import { SharedLogIndex } from './SharedLogIndex';
import { Turns } from './Turns';

const MAX_BYTES = 96 * 1024 * 1024;
/** Whole logs that are read at a time, whoever asks for their indexes. */
const MAX_PASSES = 8;
/** Those of one user, who must not keep the others waiting. */
const MAX_PASSES_PER_USER = 2;

/** One revision of a log, wherever it is kept. */
export interface LogRevision {
  scope: Scope;
  path: string;
  revision: string;
}

/**
 * The indexes of logs: one pass for each revision of a log, however many ask,
 * and whichever replica they ask. This one keeps those that were asked for last
 * in bounded memory; losing one costs a look into the database.
 */
export class LogIndexes {
  readonly #indexes: LRUCache<string, SharedLogIndex>;
  readonly #turns = new Turns(MAX_PASSES, MAX_PASSES_PER_USER);
  readonly #rows?: LogIndexRows;

  static create(
    options: { maxBytes?: number; rows?: LogIndexRows } = {},
  ): LogIndexes {
    return new LogIndexes(options);
  }

  /** With one replica at a time clearing away what nobody uses. */
  static async start(options: {
    database: Knex;
    logger: LoggerService;
    scheduler: SchedulerService;
  }): Promise<LogIndexes> {
    const rows = LogIndexRows.create(options);
    await options.scheduler.scheduleTask({
      id: 'sweep-log-indexes',
      frequency: { hours: 6 },
      timeout: { minutes: 5 },
      initialDelay: { minutes: 5 },
      scope: 'global',
      fn: () => rows.sweep(),
    });
    return LogIndexes.create({ rows });
  }

  private constructor(options: { maxBytes?: number; rows?: LogIndexRows }) {
    this.#rows = options.rows;
    this.#indexes = new LRUCache({
      maxSize: options.maxBytes ?? MAX_BYTES,
      // A pass nobody can find any more would only read on for nothing.
      dispose: index => index.close(),
    });
  }

  /** What is known of a log, here or by another replica. */
  async get(log: LogRevision): Promise<SharedLogIndex | undefined> {
    const id = toId(log);
    const known = this.#indexes.get(id);
    if (known) {
      return known;
    }
    const index = this.#createIndex(id, log);
    await index.refresh();
    const found = this.#indexes.get(id);
    if (!found && index.index) {
      this.#keep(id, index, index.index.indexedBytes);
    }
    return found ?? (index.index && index);
  }

  /** The same, and sees to it that all of the log gets indexed. */
  async open(
    log: LogRevision,
    options: LogIndexPassOptions,
  ): Promise<{ index: SharedLogIndex; ended?: Promise<AuditOutcome> }> {
    const id = toId(log);
    const index = this.#indexes.get(id) ?? this.#createIndex(id, log);
    this.#keep(id, index, options.size);
    return { index, ...(await index.open(options)) };
  }

  /** Ends every pass that is under way; settles once they have ended. */
  async close(): Promise<void> {
    const closed = [...this.#indexes.values()].map(index => index.close());
    await Promise.all(closed);
    this.#indexes.clear();
  }

  #createIndex(id: string, { path, revision }: LogRevision): SharedLogIndex {
    return new SharedLogIndex({
      id,
      path,
      revision,
      rows: this.#rows,
      turns: this.#turns,
    });
  }

  #keep(id: string, index: SharedLogIndex, size: number): void {
    this.#indexes.set(id, index, { size: LogIndex.estimateBytes(size) });
  }
}

/** Not even its name stands in the database. */
function toId({ scope, path, revision }: LogRevision): string {
  const { account, container, prefix } = scope;
  const key = [account.endpoint, container, prefix + path, revision];
  return createHash('sha256').update(JSON.stringify(key)).digest('hex');
}
