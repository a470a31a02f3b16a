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
import {
  AzureBlobRunFilter,
  AzureBlobRunStatus,
} from 'backstage-plugin-azure-blob-common';
import { Knex } from 'knex';
import { toSearched } from './runFilter';
import { IndexedRun } from './types';

const TABLE = 'runs';
/** Few enough to leave the event loop to others in between. */
const ROWS_PER_INSERT = 250;
const KEYS_PER_QUERY = 500;
const MAX_BRANCHES = 100;
/** Beyond them, which branch is the most recent is not looked up. */
const MAX_BRANCHES_SEEN = 1_000;

const BRANCHES = `(
  with recursive seen(branch) as (
    select min(branch) from ${TABLE} where scope_id = :scopeId
    union all
    select (
      select min(branch) from ${TABLE}
      where scope_id = :scopeId and branch > seen.branch
    ) from seen where seen.branch is not null
  )
  select branch, (
    select max(sort_key) from ${TABLE}
    where scope_id = :scopeId and branch = first_ones.branch
  ) as newest from (select branch from seen limit ${MAX_BRANCHES_SEEN}) first_ones
) as branches`;

interface RunRow {
  scope_id: string;
  run_key: string;
  run_id: string;
  parent_key: string;
  sort_key: string;
  branch: string | null;
  status: AzureBlobRunStatus;
  version: string | null;
  started_at: Date | string | null;
  search: string;
  etag: string | null;
  pending: boolean | number;
  marks: number;
  seen_at: Date | string;
}

/** A run as its folder alone shows it. */
export type FoundRun = Pick<
  IndexedRun,
  'id' | 'sortKey' | 'branch' | 'version' | 'startedAt' | 'search'
> & {
  /** The folder that its own is in. */
  parent: string;
};

/** A place in the order of runs. */
export type RunPlace = Pick<IndexedRun, 'sortKey' | 'key'>;

/** The table of runs. What it says is a hint: storage has the last word. */
export class RunRows {
  readonly #database: Knex;

  static create(database: Knex): RunRows {
    return new RunRows(database);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  /** Adds what is new, and notes of the rest that it is still there. */
  async add(scopeId: string, runs: FoundRun[], now: number): Promise<void> {
    const rows = runs
      .map(run => toNewRow(scopeId, run, now))
      // In one order, so that no two replicas wait for each other.
      .sort((one, other) => (one.run_key < other.run_key ? -1 : 1));
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await this.#database(TABLE)
        .insert(rows.slice(start, start + ROWS_PER_INSERT))
        .onConflict(['scope_id', 'run_key'])
        .merge(['seen_at']);
    }
  }

  /** Drops what was not there any more when everything was listed. */
  async removeUnseen(scopeId: string, before: number): Promise<void> {
    await this.#of(scopeId)
      .where('seen_at', '<', new Date(before).toISOString())
      .delete();
  }

  /** Drops a run that is gone, unless storage has told of it meanwhile. */
  async remove(scopeId: string, { key, marks }: IndexedRun): Promise<void> {
    await this.#of(scopeId).where({ run_key: key, marks }).delete();
  }

  /** Keeps what was read, unless storage has told of a change meanwhile. */
  async update(
    scopeId: string,
    { key, marks }: IndexedRun,
    read: Omit<IndexedRun, 'key' | 'id' | 'pending' | 'marks'>,
  ): Promise<void> {
    await this.#of(scopeId)
      .where({ run_key: key, marks })
      .update({
        sort_key: read.sortKey,
        branch: read.branch ?? null,
        status: read.status,
        version: read.version ?? null,
        started_at: read.startedAt ?? null,
        search: read.search,
        etag: read.etag ?? null,
        pending: false,
      });
  }

  /** Has a run read again, unless its metadata is still that one. */
  async mark(scopeId: string, id: string, etag?: string): Promise<void> {
    await this.#of(scopeId)
      .where({ run_key: toRunKey(id) })
      .andWhere(query => {
        if (etag !== undefined) {
          query.whereNull('etag').orWhereNot({ etag }).orWhere('pending', true);
        }
      })
      .update({ pending: true, marks: this.#database.raw('marks + 1') });
  }

  /** Has the newest runs of a status read again. */
  async markStatus(
    scopeId: string,
    status: AzureBlobRunStatus,
    limit: number,
  ): Promise<void> {
    const keys = this.#of(scopeId)
      .where({ status, pending: false })
      .orderBy('sort_key', 'desc')
      .limit(limit)
      .select('run_key');
    await this.#of(scopeId).whereIn('run_key', keys).update({ pending: true });
  }

  /** Newest first. */
  async list(
    scopeId: string,
    options: {
      filter?: AzureBlobRunFilter;
      pending?: boolean;
      after?: RunPlace;
      limit: number;
    },
  ): Promise<IndexedRun[]> {
    const { filter = {}, pending, after, limit } = options;
    const { branch, status, version, since, until, text } = filter;
    const query = this.#of(scopeId)
      .orderBy([
        { column: 'sort_key', order: 'desc' },
        { column: 'run_key', order: 'desc' },
      ])
      .limit(limit);
    for (const [column, value] of Object.entries({
      ...{ branch, status, version, pending },
    })) {
      if (value !== undefined) {
        query.where(column, value);
      }
    }
    if (since !== undefined) {
      query.where('started_at', '>=', new Date(since).toISOString());
    }
    if (until !== undefined) {
      query.where('started_at', '<', new Date(until).toISOString());
    }
    if (text !== undefined) {
      const pattern = toSearched(text).replace(/[\\%_]/g, '\\$&');
      query.whereRaw("search like ? escape '\\'", [`%${pattern}%`]);
    }
    if (after) {
      query.whereRaw('(sort_key, run_key) < (?, ?)', [
        after.sortKey,
        after.key,
      ]);
    }
    const rows: RunRow[] = await query;
    return rows.map(toIndexedRun);
  }

  async count(scopeId: string): Promise<number> {
    const [{ total }] = await this.#of(scopeId).count({ total: '*' });
    return Number(total);
  }

  /** Of these folders those that a run is known in. */
  async findParents(scopeId: string, parents: string[]): Promise<Set<string>> {
    const byKey = new Map(parents.map(parent => [toRunKey(parent), parent]));
    const keys = [...byKey.keys()];
    const known = new Set<string>();
    for (let start = 0; start < keys.length; start += KEYS_PER_QUERY) {
      const rows = await this.#of(scopeId)
        .whereIn('parent_key', keys.slice(start, start + KEYS_PER_QUERY))
        .distinct('parent_key');
      for (const row of rows) {
        known.add(byKey.get(row.parent_key) ?? '');
      }
    }
    return known;
  }

  /**
   * Most recent first. One look into the index for each branch, however many
   * runs it has.
   */
  async listBranches(scopeId: string): Promise<string[]> {
    const query = this.#database
      .from(this.#database.raw(BRANCHES, { scopeId }))
      .whereNotNull('branch')
      .orderBy('newest', 'desc')
      .limit(MAX_BRANCHES)
      .select('branch');
    const rows: Array<{ branch: string }> = await query;
    return rows.map(({ branch }) => branch);
  }

  #of(scopeId: string): Knex.QueryBuilder {
    return this.#database(TABLE).where({ scope_id: scopeId });
  }
}

/** Ids can be longer than what an index of a database takes. */
export function toRunKey(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

function toNewRow(scopeId: string, run: FoundRun, now: number): RunRow {
  return {
    scope_id: scopeId,
    run_key: toRunKey(run.id),
    run_id: run.id,
    parent_key: toRunKey(run.parent),
    sort_key: run.sortKey,
    branch: run.branch ?? null,
    status: 'unknown',
    version: run.version ?? null,
    started_at: run.startedAt ?? null,
    search: run.search,
    etag: null,
    pending: true,
    marks: 0,
    seen_at: new Date(now).toISOString(),
  };
}

function toIndexedRun(row: RunRow): IndexedRun {
  return {
    key: row.run_key,
    id: row.run_id,
    sortKey: row.sort_key,
    branch: row.branch ?? undefined,
    status: row.status,
    version: row.version ?? undefined,
    startedAt: row.started_at
      ? new Date(row.started_at).toISOString()
      : undefined,
    search: row.search,
    etag: row.etag ?? undefined,
    pending: Boolean(row.pending),
    marks: row.marks,
  };
}
