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
  AzureBlobComparedFile,
  AzureBlobComparison,
  AzureBlobDifference,
} from 'backstage-plugin-azure-blob-common';
import { z } from 'zod';
import { AccessSession } from '../access';
import { isBlobPath } from '../blobName';
import { RunLayout } from '../config/RunLayout';
import { assertHasRuns } from './assertHasRuns';
import { runNotFound } from './findRun';
import { FilePair, joinFiles } from './joinFiles';
import { FileWalk, isBefore, walkFiles, WalkedFile } from './walkFiles';

/** The last path, and whether both sides have to be put in order. */
const keptPlace = z.tuple([z.string(), z.boolean()]);

/** Options of {@link compareRuns}. */
export interface CompareRunsOptions {
  session: AccessSession;
  /** The ids of the runs. */
  base: string;
  head: string;
  cursor?: string;
  limit: number;
  signal?: AbortSignal;
}

/**
 * Compares the files of two runs by their paths below them. Both are walked in
 * the order of storage side by side, so that neither is ever held as a whole
 * unless storage has another order than this.
 *
 * @throws `AzureBlobError` with `RunNotFound`.
 */
export async function compareRuns(
  options: CompareRunsOptions,
): Promise<AzureBlobComparison> {
  const { session, base, head, cursor, limit, signal } = options;
  const { blobs, cursors, scope } = session;
  assertHasRuns(scope);
  const layout = RunLayout.parse(scope.location.layout);
  for (const id of [base, head]) {
    if (!layout.read(id) || !isBlobPath(`${id}/`, { kind: 'folder' })) {
      throw runNotFound(id);
    }
  }
  const list = `comparison ${JSON.stringify([base, head])}`;
  const place =
    cursor === undefined
      ? undefined
      : toPlace(await cursors.decode(list, cursor));

  let isSorted = place?.isSorted ?? false;
  const compare = () => {
    const walk = { blobs, isSorted, signal };
    return collectPage({
      before: walkFiles({ ...walk, run: base }),
      after: walkFiles({ ...walk, run: head }),
      place: place?.path,
      limit,
    });
  };
  let page = await compare();
  if (page.isOutOfOrder) {
    isSorted = true;
    page = await compare();
  }
  const { items, isMore, counts, totals, complete } = page;
  if (counts.before === 0 || counts.after === 0) {
    throw runNotFound(counts.before === 0 ? base : head);
  }
  const last = items[items.length - 1];
  const next = isMore && JSON.stringify([last.path, isSorted]);
  return {
    items,
    ...(next && { nextCursor: await cursors.encode(list, next) }),
    base,
    head,
    ...(place === undefined && { totals }),
    complete,
  };
}

/** The differences that come next; of the first page, what all come to. */
async function collectPage(options: {
  before: FileWalk;
  after: FileWalk;
  /** The path of the last difference of the page before. */
  place?: string;
  limit: number;
}) {
  const { before, after, place, limit } = options;
  const items: AzureBlobDifference[] = [];
  const changes = { added: 0, removed: 0, changed: 0, unchanged: 0 };
  const sizes = { baseSize: 0, headSize: 0 };
  let isMore = false;
  for await (const pair of joinFiles(before, after)) {
    const change = toChange(pair);
    changes[change] += 1;
    sizes.baseSize += pair.before?.size ?? 0;
    sizes.headSize += pair.after?.size ?? 0;
    const isListed = place !== undefined && !isBefore(place, pair.path);
    if (change === 'unchanged' || isListed) {
      continue;
    }
    if (items.length < limit) {
      items.push(toDifference(change, pair));
      continue;
    }
    isMore = true;
    if (place !== undefined) {
      break;
    }
  }
  return {
    items,
    isMore,
    totals: { ...changes, ...sizes },
    counts: { before: before.count, after: after.count },
    isOutOfOrder: before.isOutOfOrder || after.isOutOfOrder,
    complete: !before.isCut && !after.isCut,
  };
}

function toPlace(text: string) {
  const [path, isSorted] = keptPlace.parse(JSON.parse(text));
  return { path, isSorted };
}

function toChange({ before, after }: FilePair) {
  if (!before || !after) {
    return before ? 'removed' : 'added';
  }
  return isSame(before, after) ? 'unchanged' : 'changed';
}

function isSame(before: WalkedFile, after: WalkedFile): boolean {
  if (before.sha256 !== undefined && after.sha256 !== undefined) {
    return before.sha256 === after.sha256;
  }
  if (before.contentMd5 !== undefined && after.contentMd5 !== undefined) {
    return before.contentMd5 === after.contentMd5;
  }
  // Of two files that nobody has a digest of, equal sizes prove nothing.
  return before.etag !== undefined && before.etag === after.etag;
}

function toDifference(
  change: AzureBlobDifference['change'],
  { path, before, after }: FilePair,
): AzureBlobDifference {
  return {
    path,
    change,
    ...(before && { before: toComparedFile(before) }),
    ...(after && { after: toComparedFile(after) }),
  };
}

function toComparedFile(file: WalkedFile): AzureBlobComparedFile {
  const { size = 0, lastModified = '', sha256 } = file;
  return { size, lastModified, ...(sha256 && { sha256 }) };
}
