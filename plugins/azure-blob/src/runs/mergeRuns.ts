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
  AzureBlobPage,
  AzureBlobRun,
} from 'backstage-plugin-azure-blob-common';

/**
 * Puts the newest page of runs before those that were read earlier.
 *
 * @param loaded - newest first, from any number of pages
 * @param fresh - the first page as it is now
 */
export function mergeRuns(
  loaded: AzureBlobRun[],
  fresh: AzureBlobPage<AzureBlobRun>,
): AzureBlobRun[] {
  if (fresh.nextCursor === undefined) {
    return fresh.items;
  }
  const ids = new Set(fresh.items.map(({ id }) => id));
  // What the fresh page spans and does not have, is gone.
  const covered = loaded.findLastIndex(({ id }) => ids.has(id));
  const older = loaded.slice(covered + 1).filter(({ id }) => !ids.has(id));
  return [...fresh.items, ...older];
}

/** Puts a further page behind those that were read earlier. */
export function appendRuns(
  loaded: AzureBlobRun[],
  page: AzureBlobRun[],
): AzureBlobRun[] {
  const ids = new Set(loaded.map(({ id }) => id));
  return [...loaded, ...page.filter(({ id }) => !ids.has(id))];
}
