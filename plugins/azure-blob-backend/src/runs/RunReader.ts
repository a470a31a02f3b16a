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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../access';
import { getRunsConfig } from '../config/getRunsConfig';
import { RunFolder, RunLayout } from '../config/RunLayout';
import { BlobStore } from '../storage';
import { RunsConfig } from '../types';
import { toParent } from './findRunFolders';
import { ReadRun, readRun, toFolderFields } from './readRun';
import { toSearchText } from './runFilter';
import { FoundRun, RunRows } from './RunRows';
import { toSortKey } from './toSortKey';
import { IndexedRun } from './types';

/** Options of {@link RunReader.create}. */
export interface RunReaderOptions {
  session: AccessSession;
  rows: RunRows;
  scopeId: string;
  signal: AbortSignal;
}

/** Reads runs under one access, and keeps the index of them up to date. */
export class RunReader {
  readonly layout: RunLayout;
  readonly blobs: BlobStore;
  readonly #refused = new Map<string, AzureBlobError>();
  readonly #source: RunsConfig;
  readonly #options: RunReaderOptions;

  static create(options: RunReaderOptions): RunReader {
    return new RunReader(options);
  }

  private constructor(options: RunReaderOptions) {
    const { blobs, scope } = options.session;
    this.#options = options;
    this.blobs = blobs;
    this.layout = RunLayout.parse(scope.location.layout);
    this.#source = getRunsConfig(scope.location);
  }

  /** What a folder alone says of a run, or nothing where it is none of one. */
  readonly find = (id: string): FoundRun[] => toFoundRuns(this.layout, id);

  /** By the keys of runs, why storage has refused them to this caller. */
  get refused(): ReadonlyMap<string, AzureBlobError> {
    return this.#refused;
  }

  /**
   * Reads a run that is indexed.
   *
   * @returns `undefined` where it is gone, and then not indexed any more; or
   * where it is `refused`, which says nothing of it to the index.
   */
  async refresh(indexed: IndexedRun): Promise<ReadRun | undefined> {
    const { rows, scopeId } = this.#options;
    const { id, key } = indexed;
    const folder = this.layout.read(id);
    let read: ReadRun | undefined;
    try {
      read = folder && (await this.#read(id, folder));
      this.#refused.delete(key);
    } catch (error) {
      if (!isRefusalOfOne(error)) {
        throw error;
      }
      this.#refused.set(key, error);
      return undefined;
    }
    if (!folder || !read) {
      await rows.remove(scopeId, indexed);
      return undefined;
    }
    const { run, etag } = read;
    const { status, branch, version, startedAt } = run;
    const fresh = {
      sortKey: toSortKey(id, folder, startedAt),
      search: toSearchText(run),
      ...{ status, branch, version, startedAt, etag },
    };
    if (indexed.pending || isDifferent(indexed, fresh)) {
      await rows.update(scopeId, indexed, fresh);
    }
    return read;
  }

  #read(id: string, folder: RunFolder): Promise<ReadRun | undefined> {
    const { session, signal } = this.#options;
    const { blobs } = this;
    const { scope } = session;
    const source = this.#source;
    return readRun({ blobs, scope, source, id, folder, signal });
  }
}

/**
 * A condition of a role may refuse one blob of many. A firewall or a token that
 * is not taken is about all of them.
 */
function isRefusalOfOne(error: unknown): error is AzureBlobError {
  return (
    error instanceof AzureBlobError &&
    (error.code === 'StorageForbidden' ||
      error.code === 'StorageRoleMissing') &&
    error.reason !== 'FirewallBlocked' &&
    error.reason !== 'TokenRejected'
  );
}

/** What a folder alone says of a run, or nothing where it is none of one. */
export function toFoundRuns(layout: RunLayout, id: string): FoundRun[] {
  const folder = layout.read(id);
  if (!folder) {
    return [];
  }
  const fields = toFolderFields(folder);
  return [
    {
      id,
      ...fields,
      parent: toParent(layout, id),
      sortKey: toSortKey(id, folder, folder.startedAt),
      search: toSearchText({ id, status: 'unknown', ...fields }),
    },
  ];
}

function isDifferent(
  indexed: IndexedRun,
  fresh: Omit<IndexedRun, 'key' | 'id' | 'pending' | 'marks'>,
): boolean {
  return (Object.keys(fresh) as Array<keyof typeof fresh>).some(
    name => indexed[name] !== fresh[name],
  );
}
