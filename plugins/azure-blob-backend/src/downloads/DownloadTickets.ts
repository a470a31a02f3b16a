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

import { SchedulerService } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { withTimeout } from '../withTimeout';
import { databaseNow, isSqlite } from '../database';
import {
  getTicketRowId,
  openTicket,
  sealTicket,
  TicketContents,
} from './sealTicket';

const TABLE = 'download_tickets';
const LIFETIME_SECONDS = 60;
const TIMEOUT_MS = 5_000;
const FOREVER = new Date('9999-12-31T00:00:00.000Z');

interface TicketRow {
  /** The SHA-256 of the id in the link, in hex. */
  id: string;
  sealed: string;
  expires_at: Date | string;
}

/**
 * Tickets that any replica redeems, and only one of them, once. What the table
 * holds opens nothing by itself: the key is in the link alone.
 */
export class DownloadTickets {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DownloadTickets {
    return new DownloadTickets(options.database);
  }

  /** With one replica at a time clearing away what has ended. */
  static async start(options: {
    database: Knex;
    scheduler: SchedulerService;
  }): Promise<DownloadTickets> {
    const tickets = DownloadTickets.create(options);
    await options.scheduler.scheduleTask({
      id: 'sweep-download-tickets',
      frequency: { minutes: 10 },
      timeout: { minutes: 1 },
      initialDelay: { minutes: 1 },
      scope: 'global',
      fn: () => tickets.sweep(),
    });
    return tickets;
  }

  /** All or none; for a minute, and never longer than `until`. */
  async issue(
    requests: Array<{ contents: TicketContents; until?: Date }>,
  ): Promise<Array<{ ticket: string; expiresAt: Date }>> {
    const tickets = requests.map(({ contents, until }) => ({
      ...sealTicket(contents),
      until,
    }));
    const rows = await withTimeout(
      this.#knex<TicketRow>(TABLE)
        .insert(
          tickets.map(({ row, until }) => ({
            ...row,
            expires_at: this.#expiry(until),
          })),
        )
        .returning(['id', 'expires_at']),
      TIMEOUT_MS,
    );
    const ends = new Map(rows.map(row => [row.id, new Date(row.expires_at)]));
    return tickets.map(({ ticket, row }) => {
      const expiresAt = ends.get(row.id);
      if (!expiresAt) {
        throw new Error('The database has not kept a ticket');
      }
      return { ticket, expiresAt };
    });
  }

  /**
   * Uses a ticket up, whatever becomes of it. `undefined` where it is used,
   * has ended or never was.
   */
  async redeem(ticket: string): Promise<TicketContents | undefined> {
    const id = getTicketRowId(ticket);
    if (id === undefined) {
      return undefined;
    }
    const row = await withTimeout(this.#take(id), TIMEOUT_MS);
    return row && openTicket(ticket, row);
  }

  /** Clears away what nobody has redeemed in time. */
  async sweep(): Promise<void> {
    await this.#knex<TicketRow>(TABLE)
      .where('expires_at', '<=', databaseNow(this.#knex))
      .delete();
  }

  /** Of two that come at once both may find the row, but one deletes it. */
  async #take(id: string): Promise<TicketRow | undefined> {
    const row = await this.#knex<TicketRow>(TABLE)
      .where({ id })
      .andWhere('expires_at', '>', databaseNow(this.#knex))
      .first();
    const deleted = row && (await this.#knex(TABLE).where({ id }).delete());
    return deleted === 1 ? row : undefined;
  }

  /** By the clock of the database, as all that is asked of it later. */
  #expiry(until?: Date): Knex.Raw {
    const latest = (until ?? FOREVER).toISOString();
    return isSqlite(this.#knex)
      ? this.#knex.raw("min(strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?), ?)", [
          `${LIFETIME_SECONDS} seconds`,
          latest,
        ])
      : this.#knex.raw(
          "least(clock_timestamp() + ? * interval '1 second', ?::timestamptz)",
          [LIFETIME_SECONDS, latest],
        );
  }
}
