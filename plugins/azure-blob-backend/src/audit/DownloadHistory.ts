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
import { AuditEventRow } from './auditEventRow';

/**
 * What an access is called that hands out a file or a zip. A part of a file is
 * read to look at it, and is no download.
 */
const DOWNLOADS = ['content', 'archive'];
/** That of a link into storage is the only one of its download. */
const LINK = 'download-link';
/** What the outcome of a link says that leads straight into storage. */
export const INTO_STORAGE = { mode: 'sas' };
/** More are not counted, so that a busy week takes no longer than a quiet one. */
const MAX_COUNTED = 10_000;

/** Whose downloads to look up. */
export interface DownloadHistoryQuery {
  entityRef: string;
  /** The id of the location. */
  location: string;
  since: Date;
}

/** One download that went out. */
export interface PastDownload {
  /** ISO 8601, UTC. */
  at: string;
  /** The full name in the container, or the folder that was asked for. */
  blob: string;
  /** A user's entity ref. */
  by: string;
}

/** Tells from the audit log what has been downloaded. */
export class DownloadHistory {
  readonly #database: Knex;

  static create(options: { database: Knex }): DownloadHistory {
    return new DownloadHistory(options.database);
  }

  private constructor(database: Knex) {
    this.#database = database;
  }

  /** How many there were, up to 10,000. */
  async count(query: DownloadHistoryQuery): Promise<number> {
    const counted = this.#find(query).limit(MAX_COUNTED).select('intent.id');
    const [{ total }] = await this.#database
      .from(counted.as('counted'))
      .count({ total: '*' });
    return Number(total);
  }

  /** The last ones, newest first. */
  async list(
    query: DownloadHistoryQuery,
    limit: number,
  ): Promise<PastDownload[]> {
    const rows: Array<Pick<AuditEventRow, 'time' | 'blob' | 'actor_ref'>> =
      await this.#find(query)
        .orderBy('intent.time', 'desc')
        .limit(limit)
        .select('intent.time', 'intent.blob', 'intent.actor_ref');
    return rows.map(row => ({
      at: new Date(row.time).toISOString(),
      blob: row.blob ?? '',
      by: row.actor_ref ?? '',
    }));
  }

  #find({ entityRef, location, since }: DownloadHistoryQuery) {
    return this.#database
      .from({ intent: 'audit_events' })
      .join({ outcome: 'audit_events' }, 'outcome.intent_id', 'intent.id')
      .where('intent.entity_ref', entityRef)
      .where('intent.time', '>=', since.toISOString())
      .where({ 'intent.phase': 'intent', 'intent.location': location })
      .where('outcome.result', 'succeeded')
      .where(download =>
        download
          .where(sent =>
            sent
              .whereIn('intent.operation', DOWNLOADS)
              .where('outcome.bytes', '>', 0),
          )
          .orWhere({
            'intent.operation': LINK,
            'outcome.details': JSON.stringify(INTO_STORAGE),
          }),
      );
  }
}
