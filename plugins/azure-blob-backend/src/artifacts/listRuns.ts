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
  AzureBlobItem,
  AzureBlobPage,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../access';
import { BlobStore } from '../storage';
import { compareRunIds } from './compareRunIds';
import { mapConcurrently } from '../mapConcurrently';
import { readRun } from './readRun';

const PAGE_SIZE = 1_000;
const MAX_PAGES = 5;
const CONCURRENCY = 8;
/** What its cursors are bound to. */
const LIST = 'runs';

/** Options of {@link listRuns}. */
export interface ListRunsOptions {
  session: AccessSession;
  cursor?: string;
  limit: number;
  signal?: AbortSignal;
}

/**
 * Lists runs, newest first. Storage lists by name only, so the folders are
 * read and put in order here; where there are more than can be, `truncated`
 * says that newer ones may be missing.
 */
export async function listRuns(
  options: ListRunsOptions,
): Promise<AzureBlobPage<AzureBlobRun>> {
  const { session, limit, signal } = options;
  const { blobs, cursors, scope } = session;
  if (scope.location.layout !== '{run}/{path}') {
    throw new AzureBlobError(
      'InvalidRequest',
      `The location "${scope.location.id}" has no runs.`,
    );
  }
  const { cursor } = options;
  const last =
    cursor === undefined ? undefined : await cursors.decode(LIST, cursor);
  const { folders, truncated } = await listFolders(blobs, signal);
  const rest = folders
    .sort((one, other) => compareRunIds(one.name, other.name))
    .filter(({ name }) => last === undefined || compareRunIds(last, name) < 0);
  const page = rest.slice(0, limit);
  const items = await mapConcurrently(page, CONCURRENCY, folder =>
    readRun(blobs, folder, signal),
  );
  return {
    items,
    ...(rest.length > limit && {
      nextCursor: await cursors.encode(LIST, items[limit - 1].id),
    }),
    ...(truncated && { truncated }),
  };
}

async function listFolders(blobs: BlobStore, signal?: AbortSignal) {
  const folders: AzureBlobItem[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const { items, nextCursor } = await blobs.list({
      path: '',
      cursor,
      limit: PAGE_SIZE,
      signal,
    });
    folders.push(...items.filter(({ kind }) => kind === 'folder'));
    if (!nextCursor) {
      return { folders, truncated: false };
    }
    cursor = nextCursor;
  }
  return { folders, truncated: true };
}
