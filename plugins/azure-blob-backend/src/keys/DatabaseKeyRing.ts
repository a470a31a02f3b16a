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

import { randomBytes } from 'node:crypto';
import { Knex } from 'knex';
import { KeyRing, SharedKey } from './types';

const HOUR_MS = 60 * 60 * 1000;
/** For how long a key is the one to sign with. */
const PERIOD_MS = 24 * HOUR_MS;
/** For how long what it signed may be used, and an hour for the clocks. */
const OVERLAP_MS = 25 * HOUR_MS;
const RELOAD_MS = HOUR_MS;

interface KeyRow {
  id: string;
  purpose: string;
  secret: string;
  created_at: string;
  retires_at: Date | string;
}

interface LoadedKeys {
  period: number;
  reloadAt: number;
  keys: Promise<SharedKey[]>;
}

/**
 * Keeps the keys in the plugin's own database. There is one for each day, and
 * it is there a day ahead: a replica whose clock goes fast never signs with a
 * key that another one does not know.
 */
export class DatabaseKeyRing implements KeyRing {
  readonly #database: Knex;
  readonly #now: () => number;
  readonly #loaded = new Map<string, LoadedKeys>();

  private constructor(database: Knex, now: () => number) {
    this.#database = database;
    this.#now = now;
  }

  static create(options: {
    database: Knex;
    /** Milliseconds since 1970; `Date.now` by default. */
    now?: () => number;
  }): DatabaseKeyRing {
    return new DatabaseKeyRing(options.database, options.now ?? Date.now);
  }

  async getKeys(purpose: string): Promise<SharedKey[]> {
    const now = this.#now();
    const period = Math.floor(now / PERIOD_MS);
    const known = this.#loaded.get(purpose);
    if (known && known.period === period && now < known.reloadAt) {
      return known.keys;
    }
    const loaded = {
      period,
      reloadAt: now + RELOAD_MS,
      keys: this.#load(purpose, period, now),
    };
    this.#loaded.set(purpose, loaded);
    loaded.keys.catch(() => {
      if (this.#loaded.get(purpose) === loaded) {
        this.#loaded.delete(purpose);
      }
    });
    return loaded.keys;
  }

  async #load(
    purpose: string,
    period: number,
    now: number,
  ): Promise<SharedKey[]> {
    const periods = [period, period + 1];
    const table = () => this.#database<KeyRow>('keys');
    let rows = await this.#read(purpose, now);
    const missing = periods.filter(
      wanted => !rows.some(({ id }) => id === toId(purpose, wanted)),
    );
    if (missing.length > 0) {
      // Replicas may all do this at once: the first row of an id stays.
      await table()
        .insert(missing.map(wanted => createRow(purpose, wanted, now)))
        .onConflict('id')
        .ignore();
      await table()
        .where('retires_at', '<=', new Date(now).toISOString())
        .delete();
      rows = await this.#read(purpose, now);
    }
    const current = toId(purpose, period);
    return rows
      .sort(
        (one, other) =>
          Number(other.id === current) - Number(one.id === current),
      )
      .map(({ id, secret }) => ({ id, secret: Buffer.from(secret, 'base64') }));
  }

  #read(purpose: string, now: number): Promise<KeyRow[]> {
    return this.#database<KeyRow>('keys')
      .where({ purpose })
      .andWhere('retires_at', '>', new Date(now).toISOString())
      .orderBy('id', 'desc');
  }
}

function toId(purpose: string, period: number): string {
  return `${purpose}:${new Date(period * PERIOD_MS)
    .toISOString()
    .slice(0, 10)}`;
}

function createRow(purpose: string, period: number, now: number): KeyRow {
  return {
    id: toId(purpose, period),
    purpose,
    secret: randomBytes(32).toString('base64'),
    created_at: new Date(now).toISOString(),
    retires_at: new Date((period + 1) * PERIOD_MS + OVERLAP_MS).toISOString(),
  };
}
