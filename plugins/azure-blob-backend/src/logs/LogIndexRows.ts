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
import { Knex } from 'knex';
import { databaseAgo, databaseIn, databaseNow } from '../database';
import { withTimeout } from '../withTimeout';

const TABLE = 'log_indexes';
const TIMEOUT_MS = 5_000;
const LEASE_SECONDS = 20;
/** After a failure, the database is left alone for so long. */
const PAUSE_MS = 30_000;
const DAY_SECONDS = 24 * 60 * 60;
const KEPT_SECONDS = 30 * DAY_SECONDS;

interface IndexRow {
  id: string;
  data: Buffer | null;
  /** PostgreSQL hands big integers out as strings. */
  indexed_bytes: number | string;
  complete: boolean | number;
  lease: string | null;
  leased_until: Date | string | null;
  used_at: Date | string;
}

/** How far an index has come. */
export interface IndexProgress {
  indexedBytes: number;
  complete: boolean;
}

/** What the other replicas know of an index. */
export interface SharedIndex extends IndexProgress {
  /** Left out where it is what was known already. */
  data?: Buffer;
  /** Whether a pass is under way somewhere. */
  isLeased: boolean;
}

/**
 * The indexes that all replicas share. Each of them can make an index by
 * itself, so nothing here fails: what cannot be read is not there.
 */
export class LogIndexRows {
  readonly #database: Knex;
  readonly #logger: LoggerService;
  #pausedUntil = 0;

  static create(options: {
    database: Knex;
    logger: LoggerService;
  }): LogIndexRows {
    return new LogIndexRows(options);
  }

  private constructor(options: { database: Knex; logger: LoggerService }) {
    this.#database = options.database;
    this.#logger = options.logger;
  }

  async load(
    id: string,
    known: IndexProgress | undefined,
  ): Promise<SharedIndex | undefined> {
    const isUnknown = this.#database.raw(
      'case when indexed_bytes = ? and complete = ? then null else data end as data',
      [known?.indexedBytes ?? -1, known?.complete ?? false],
    );
    const isLeased = this.#database.raw(
      'lease is not null and leased_until > ? as is_leased',
      [databaseNow(this.#database)],
    );
    const row = await this.#try(async () => {
      const found: (IndexRow & { is_leased: unknown }) | undefined =
        await this.#database<IndexRow>(TABLE)
          .where({ id })
          .first('indexed_bytes', 'complete', isUnknown, isLeased);
      if (found && !known) {
        await this.#markUsed(id);
      }
      return found;
    });
    return (
      row && {
        indexedBytes: Number(row.indexed_bytes),
        complete: Boolean(row.complete),
        data: row.data ?? undefined,
        isLeased: Boolean(row.is_leased),
      }
    );
  }

  /**
   * Lets one pass at a time read a log.
   *
   * @returns undefined where nobody knows whether another one does.
   */
  async take(id: string, lease: string): Promise<boolean | undefined> {
    const leased = {
      lease,
      leased_until: databaseIn(this.#database, LEASE_SECONDS),
    };
    return this.#try(async () => {
      const now = databaseNow(this.#database);
      const taken = await this.#database<IndexRow>(TABLE)
        .where({ id })
        .andWhere(free =>
          free.whereNull('lease').orWhere('leased_until', '<=', now),
        )
        .update(leased);
      if (taken > 0) {
        return true;
      }
      const row = { id, ...leased, indexed_bytes: 0, complete: false };
      await this.#database(TABLE)
        .insert({ ...row, used_at: now })
        .onConflict('id')
        .ignore();
      const mine = await this.#database<IndexRow>(TABLE)
        .where({ id, lease })
        .first('id');
      return mine !== undefined;
    });
  }

  /**
   * Keeps what a pass has come to, and the lease with it.
   *
   * @returns false where another pass has taken over.
   */
  async save(
    id: string,
    lease: string,
    index: IndexProgress & { serialize(): Buffer },
  ): Promise<boolean> {
    const { indexedBytes, complete } = index;
    return this.#update(id, lease, {
      data: index.serialize(),
      indexed_bytes: indexedBytes,
      complete,
    });
  }

  async renew(id: string, lease: string): Promise<boolean> {
    return this.#update(id, lease, {});
  }

  async release(id: string, lease: string): Promise<void> {
    await this.#try(() =>
      this.#database<IndexRow>(TABLE)
        .where({ id, lease })
        .update({ lease: null, leased_until: null }),
    );
  }

  /** Forgets an index of something that is not there any more. */
  async delete(id: string): Promise<void> {
    await this.#try(() =>
      this.#database<IndexRow>(TABLE).where({ id }).delete(),
    );
  }

  async sweep(): Promise<void> {
    await this.#database<IndexRow>(TABLE)
      .where('used_at', '<=', databaseAgo(this.#database, KEPT_SECONDS))
      .delete();
  }

  async #update(
    id: string,
    lease: string,
    columns: Partial<IndexRow>,
  ): Promise<boolean> {
    const updated = await this.#try(() =>
      this.#database(TABLE)
        .where({ id, lease })
        .update({
          ...columns,
          leased_until: databaseIn(this.#database, LEASE_SECONDS),
        }),
    );
    return updated !== 0;
  }

  async #markUsed(id: string): Promise<void> {
    await this.#database<IndexRow>(TABLE)
      .where({ id })
      .andWhere('used_at', '<=', databaseAgo(this.#database, DAY_SECONDS))
      .update({ used_at: databaseNow(this.#database) });
  }

  async #try<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (Date.now() < this.#pausedUntil) {
      return undefined;
    }
    try {
      return await withTimeout(work(), TIMEOUT_MS);
    } catch (error) {
      this.#pausedUntil = Date.now() + PAUSE_MS;
      const { name } = error instanceof Error ? error : { name: 'Error' };
      this.#logger.warn(
        `The indexes of logs are not shared for now: the database failed (${name}).`,
      );
      return undefined;
    }
  }
}
