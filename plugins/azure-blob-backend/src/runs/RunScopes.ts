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
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { getRunsConfig } from '../config/getRunsConfig';
import { RunsConfig, Scope } from '../types';
import { RunScope } from './types';

const TABLE = 'run_scopes';
const LEASE_MS = 60_000;
const MAX_PREFIX_LENGTH = 1024;

interface RunScopeRow {
  id: string;
  account: string;
  container: string;
  prefix: string;
  layout: string;
  listed_at: Date | string | null;
  full_at: Date | string | null;
  full_calls: number | null;
  full_runs: number | null;
  lease: string | null;
  leased_until: Date | string | null;
}

/** A scope that holds a blob. */
export interface RunHolder {
  id: string;
  prefix: string;
  /** As written in the app-config. */
  layout: string;
  source: RunsConfig;
}

const keptLayout = z.tuple([
  z.string(),
  z.object({
    metadata: z.enum(['manifest', 'blobMetadata', 'tags']),
    blob: z.string(),
  }),
]);

/** Which scopes are indexed, how far, and by whom right now. */
export class RunScopes {
  readonly #database: Knex;

  static create(database: Knex): RunScopes {
    return new RunScopes(database);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  /** The very scope, which is added where nobody has asked for it yet. */
  async open(scope: Scope): Promise<RunScope> {
    const key = toKey(scope);
    const find = () => this.#database<RunScopeRow>(TABLE).where(key).first();
    const known = await find();
    if (known) {
      return toRunScope(known);
    }
    await this.#database(TABLE)
      .insert({ ...key, id: uuid() })
      .onConflict(['account', 'container', 'prefix', 'layout'])
      .ignore();
    const added = await find();
    if (!added) {
      throw new Error('The database has not kept a scope');
    }
    return toRunScope(added);
  }

  async get(id: string): Promise<RunScope | undefined> {
    const row = await this.#database<RunScopeRow>(TABLE).where({ id }).first();
    return row && toRunScope(row);
  }

  /** Those that hold a blob, and the layouts of its runs there. */
  async findHolders(blob: {
    account: string;
    container: string;
    name: string;
  }): Promise<RunHolder[]> {
    const { account, container, name } = blob;
    if (name.length > MAX_PREFIX_LENGTH || /\p{Cc}|\p{Cs}/u.test(name)) {
      return [];
    }
    const folders = name.split('/').slice(0, -1);
    const rows = await this.#database<RunScopeRow>(TABLE)
      .where({ account, container })
      .whereIn(
        'prefix',
        folders.map((_, end) => `${folders.slice(0, end + 1).join('/')}/`),
      )
      .select('id', 'prefix', 'layout');
    return rows.map(({ id, prefix, layout }) => {
      const [pattern, source] = keptLayout.parse(JSON.parse(layout));
      return { id, prefix, layout: pattern, source };
    });
  }

  /** Whether it is for this caller to list a scope that is out of date. */
  async claim(scope: RunScope, now: number, maxAgeMs: number) {
    const claimed = await this.#database(TABLE)
      .where({ id: scope.id })
      .andWhere(query =>
        query
          .whereNull('listed_at')
          .orWhere('listed_at', '<', toTime(now - maxAgeMs)),
      )
      .update({ listed_at: toTime(now) });
    return claimed === 1;
  }

  /** Has the next caller list a scope, since this one could not. */
  async unclaim(scope: RunScope): Promise<void> {
    await this.#database(TABLE)
      .where({ id: scope.id })
      .update({ listed_at: null });
  }

  /** A lease on a scope, for one pass at a time over all replicas. */
  async acquire(scope: RunScope, now: number): Promise<string | undefined> {
    const lease = uuid();
    const acquired = await this.#database(TABLE)
      .where({ id: scope.id })
      .andWhere(query =>
        query
          .whereNull('leased_until')
          .orWhere('leased_until', '<', toTime(now)),
      )
      .update({ lease, leased_until: toTime(now + LEASE_MS) });
    return acquired === 1 ? lease : undefined;
  }

  /** @returns whether the lease still held */
  async renew(scope: RunScope, lease: string, now: number): Promise<boolean> {
    const renewed = await this.#database(TABLE)
      .where({ id: scope.id, lease })
      .update({ leased_until: toTime(now + LEASE_MS) });
    return renewed === 1;
  }

  async release(scope: RunScope, lease: string): Promise<void> {
    await this.#database(TABLE)
      .where({ id: scope.id, lease })
      .update({ lease: null, leased_until: null });
  }

  /** Says that a scope has been listed from its start to its end. */
  async finish(
    scope: RunScope,
    lease: string,
    full: { at: number; calls: number; runs: number },
  ): Promise<void> {
    await this.#database(TABLE)
      .where({ id: scope.id, lease })
      .update({
        listed_at: toTime(full.at),
        full_at: toTime(full.at),
        full_calls: full.calls,
        full_runs: full.runs,
      });
  }

  /** Forgets the scopes that nobody has asked for since then. */
  async sweep(before: number): Promise<void> {
    const unused = this.#database(TABLE)
      .where('listed_at', '<', toTime(before))
      .select('id');
    await this.#database('runs').whereIn('scope_id', unused).delete();
    await this.#database(TABLE)
      .where('listed_at', '<', toTime(before))
      .delete();
  }
}

function toKey({ account, container, prefix, location }: Scope) {
  const layout = JSON.stringify([location.layout, getRunsConfig(location)]);
  return { account: account.name, container, prefix, layout };
}

function toRunScope(row: RunScopeRow): RunScope {
  return {
    id: row.id,
    listedAt: toDate(row.listed_at),
    fullAt: toDate(row.full_at),
    fullCalls: row.full_calls ?? 0,
    fullRuns: row.full_runs ?? 0,
    leasedUntil: toDate(row.leased_until),
  };
}

function toDate(value: Date | string | null): Date | undefined {
  return value === null ? undefined : new Date(value);
}

function toTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
