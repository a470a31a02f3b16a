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
import { SchedulerService } from '@backstage/backend-plugin-api';
import {
  AzureBlobDownload,
  AzureBlobErrorCode,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { Knex } from 'knex';
import { withTimeout } from '../withTimeout';
import { databaseAgo, databaseNow } from '../database';
import { RunningDownload } from './RunningDownload';

const TABLE = 'download_states';
const TIMEOUT_MS = 5_000;
const KEPT_SECONDS = 60 * 60;
/** Longer than a link can be waited for. */
const WAITING_SECONDS = 90;
/** Longer than a replica that is alive says nothing. */
const SILENT_SECONDS = 30;

interface StateRow {
  id: string;
  user_ref: string;
  state: AzureBlobDownload['state'];
  /** PostgreSQL hands big integers out as strings. */
  bytes: number | string;
  size: number | string;
  code: AzureBlobErrorCode | null;
  message: string | null;
  updated_at: Date | string;
}

/** How a download ended. */
export interface DownloadEnd {
  state: 'succeeded' | 'failed';
  bytes: number;
  code?: AzureBlobErrorCode;
  message?: string;
}

/**
 * How downloads go, for those who began them. Any replica tells, and any ends
 * one: the replica that sends it finds that in the row.
 */
export class DownloadStates {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DownloadStates {
    return new DownloadStates(options.database);
  }

  /** With one replica at a time clearing away what is over. */
  static async start(options: {
    database: Knex;
    scheduler: SchedulerService;
  }): Promise<DownloadStates> {
    const states = DownloadStates.create(options);
    await options.scheduler.scheduleTask({
      id: 'sweep-download-states',
      frequency: { minutes: 10 },
      timeout: { minutes: 1 },
      initialDelay: { minutes: 1 },
      scope: 'global',
      fn: () => states.sweep(),
    });
    return states;
  }

  /** @returns the ids, in the order of the sizes. */
  async create(userRef: string, sizes: number[]): Promise<string[]> {
    const rows = sizes.map(size => ({
      id: randomBytes(16).toString('base64url'),
      user_ref: userRef,
      state: 'waiting',
      bytes: 0,
      size,
      updated_at: databaseNow(this.#knex),
    }));
    await withTimeout(this.#knex(TABLE).insert(rows), TIMEOUT_MS);
    return rows.map(({ id }) => id);
  }

  /**
   * Marks a download as under way; it is told of once a second until it ends.
   * `undefined` where its user has ended it already.
   */
  async begin(id: string): Promise<RunningDownload | undefined> {
    const begun = await withTimeout(
      this.#knex<StateRow>(TABLE)
        .where({ id, state: 'waiting' })
        .update({ state: 'running', updated_at: databaseNow(this.#knex) }),
      TIMEOUT_MS,
    );
    return begun === 1
      ? RunningDownload.start({
          report: bytes => this.#update(id, { bytes }),
          end: end => this.#update(id, end),
        })
      : undefined;
  }

  /**
   * What one of a user's own has come to.
   *
   * @throws `AzureBlobError` with `LinkNotFound` where there is none.
   */
  async get(id: string, userRef: string): Promise<AzureBlobDownload> {
    const row:
      | (StateRow & { is_waiting: unknown; is_alive: unknown })
      | undefined = await withTimeout(
      this.#knex<StateRow>(TABLE)
        .where({ id, user_ref: userRef })
        .first(
          '*',
          this.#isSince('is_waiting', WAITING_SECONDS),
          this.#isSince('is_alive', SILENT_SECONDS),
        ),
      TIMEOUT_MS,
    );
    if (!row) {
      throw downloadNotFound();
    }
    const known = {
      id,
      state: row.state,
      bytes: Number(row.bytes),
      size: Number(row.size),
    };
    if (row.state === 'waiting' && !row.is_waiting) {
      const { code, message } = linkNotFollowed();
      return { ...known, state: 'failed', code, message };
    }
    if (row.state === 'running' && !row.is_alive) {
      const message =
        'The portal has stopped sending, and does not tell why. Begin again.';
      return { ...known, state: 'failed', message };
    }
    return {
      ...known,
      ...(row.code && { code: row.code }),
      ...(row.message && { message: row.message }),
    };
  }

  /**
   * Ends one of a user's own, wherever it is; one that is over stays as it is.
   *
   * @throws `AzureBlobError` with `LinkNotFound` where there is none.
   */
  async cancel(id: string, userRef: string): Promise<void> {
    await withTimeout(
      this.#knex<StateRow>(TABLE)
        .where({ id, user_ref: userRef })
        .whereIn('state', ['waiting', 'running'])
        .update({ state: 'canceled', updated_at: databaseNow(this.#knex) }),
      TIMEOUT_MS,
    );
    await this.get(id, userRef);
  }

  async sweep(): Promise<void> {
    await this.#knex<StateRow>(TABLE)
      .where('updated_at', '<=', databaseAgo(this.#knex, KEPT_SECONDS))
      .delete();
  }

  /** @returns whether it is still under way. */
  async #update(
    id: string,
    { bytes, ...end }: Partial<DownloadEnd> & { bytes: number },
  ): Promise<boolean> {
    const updated = await withTimeout(
      this.#knex<StateRow>(TABLE)
        .where({ id, state: 'running' })
        .update({ ...end, bytes, updated_at: databaseNow(this.#knex) }),
      TIMEOUT_MS,
    );
    return updated === 1;
  }

  #isSince(name: string, seconds: number): Knex.Raw {
    return this.#knex.raw('updated_at > ? as ??', [
      databaseAgo(this.#knex, seconds),
      name,
    ]);
  }
}

/** Somebody else's, over for long, or made up: nobody is told which. */
export function downloadNotFound(): AzureBlobError {
  return new AzureBlobError(
    'LinkNotFound',
    'You have no such download, or it was over an hour ago.',
  );
}

function linkNotFollowed(): AzureBlobError {
  return new AzureBlobError(
    'LinkNotFound',
    'The link was not followed in time. Make a new one.',
  );
}
