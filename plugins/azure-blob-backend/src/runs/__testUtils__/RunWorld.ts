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

import { AzureBlobRunFilter } from 'backstage-plugin-azure-blob-common';
import { AzureBlobChange } from 'backstage-plugin-azure-blob-node';
import { Knex } from 'knex';
import { createTestSession } from '../../__testUtils__/createTestSession';
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import { AccessSession } from '../../access';
import { BlobStore } from '../../storage';
import { LocationConfig } from '../../types';
import { listRuns } from '../listRuns';
import { RunIndexes, RunIndexLimits } from '../RunIndexes';

/** One scope in memory, its index in a database, and a clock. */
export class RunWorld {
  readonly store = new MemoryBlobStore();
  readonly session: AccessSession;
  readonly indexes: RunIndexes;
  /** What storage was asked for: `list <path>` or `read <path>`. */
  readonly asked: string[] = [];
  /** Milliseconds since 1970. */
  now = Date.parse('2026-11-22T12:00:00.000Z');
  /** Thrown by storage instead of an answer. */
  failure?: (asked: string) => Error | undefined;

  constructor(
    database: Knex,
    options: Partial<Pick<LocationConfig, 'layout' | 'runs'>> & {
      limits?: RunIndexLimits;
    } = {},
  ) {
    const { limits } = options;
    this.session = createTestSession(this.#watch(), options);
    this.indexes = RunIndexes.create({ database, limits, now: () => this.now });
  }

  putRun(id: string, metadata?: object): void {
    this.store.put(`${id}/app.tgz`, id);
    if (metadata) {
      this.store.put(`${id}/run.json`, JSON.stringify(metadata));
    }
  }

  deleteRun(id: string): void {
    this.store.delete(`${id}/app.tgz`);
    this.store.delete(`${id}/run.json`);
  }

  /** One page, when all that goes on behind it has ended. */
  async list(
    filter: AzureBlobRunFilter = {},
    options: { cursor?: string; limit?: number; session?: AccessSession } = {},
  ) {
    const { result, ended } = await this.listNow(filter, options);
    const outcome = await ended;
    return { ...result, outcome };
  }

  /** One page, and what goes on behind it. */
  listNow(
    filter: AzureBlobRunFilter = {},
    options: { cursor?: string; limit?: number; session?: AccessSession } = {},
  ) {
    const { indexes, session } = this;
    return listRuns({ session, indexes, filter, limit: 25, ...options });
  }

  /** The ids of all pages, one after the other. */
  async listAll(filter: AzureBlobRunFilter = {}, limit = 25) {
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.list(filter, { cursor, limit });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return ids;
  }

  change(path: string, kind: AzureBlobChange['kind']): AzureBlobChange {
    const { account, container, prefix } = this.session.scope;
    return {
      account: account.name,
      container,
      blob: prefix + path,
      kind,
      time: new Date(this.now).toISOString(),
    };
  }

  #watch(): BlobStore {
    const { store } = this;
    const ask = (asked: string) => {
      this.asked.push(asked);
      const failure = this.failure?.(asked);
      if (failure) {
        throw failure;
      }
    };
    return {
      async list(options) {
        ask(`list ${options.path}`);
        return store.list(options);
      },
      walk: options => store.walk(options),
      listVersions: path => store.listVersions(path),
      getTags: path => store.getTags(path),
      getDetails: (path, options) => store.getDetails(path, options),
      async read(path, options) {
        ask(`read ${path}`);
        return store.read(path, options);
      },
      mintSas: path => store.mintSas(path),
    };
  }
}
