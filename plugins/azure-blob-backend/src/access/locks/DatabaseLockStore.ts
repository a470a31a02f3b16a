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

import {
  AzureBlobLock,
  AzureBlobLockTarget,
} from 'backstage-plugin-azure-blob-common';
import { Knex } from 'knex';

/** A row of `locks`. */
interface LockRow {
  id: string;
  target_type: AzureBlobLockTarget['type'];
  target: string;
  reason: string;
  created_by: string;
  created_at: Date | string;
  expires_at: Date | string | null;
  ended_at: Date | string | null;
  ended_by: string | null;
}

/** What a new lock is made of. */
export interface NewLock {
  /** A UUID, version 7. */
  id: string;
  target: AzureBlobLockTarget;
  reason: string;
  createdBy: string;
  expiresAt?: Date;
}

/** The locks in the plugin's own database. */
export class DatabaseLockStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(options: { database: Knex }): DatabaseLockStore {
    return new DatabaseLockStore(options.database);
  }

  /** Those that have neither been taken away nor expired. */
  async list(): Promise<AzureBlobLock[]> {
    const rows = await this.#knex<LockRow>('locks')
      .whereNull('ended_at')
      .andWhere(held =>
        held
          .whereNull('expires_at')
          .orWhere('expires_at', '>', new Date().toISOString()),
      )
      .orderBy('id');
    return rows.map(toLock);
  }

  async create(lock: NewLock): Promise<AzureBlobLock> {
    const { id, target, reason, createdBy, expiresAt } = lock;
    const row = {
      id,
      target_type: target.type,
      target: target.type === 'location' ? target.location : target.entityRef,
      reason,
      created_by: createdBy,
      created_at: new Date().toISOString(),
      expires_at: expiresAt?.toISOString() ?? null,
      ended_at: null,
      ended_by: null,
    };
    await this.#knex<LockRow>('locks').insert(row);
    return toLock(row);
  }

  /** Does nothing where it has been taken away already. */
  async end(id: string, endedBy: string): Promise<void> {
    await this.#knex<LockRow>('locks')
      .where({ id })
      .whereNull('ended_at')
      .update({ ended_at: new Date().toISOString(), ended_by: endedBy });
  }
}

function toLock(row: LockRow): AzureBlobLock {
  const { id, reason, target, target_type: type } = row;
  return {
    id,
    target:
      type === 'location'
        ? { type, location: target }
        : { type, entityRef: target },
    reason,
    createdBy: row.created_by,
    createdAt: toText(row.created_at),
    ...(row.expires_at && { expiresAt: toText(row.expires_at) }),
  };
}

function toText(time: Date | string): string {
  return new Date(time).toISOString();
}
