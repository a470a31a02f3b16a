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

import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AccessSession } from '../../access';
import { quote } from '../../config/quote';
import { mapConcurrently } from '../../mapConcurrently';
import { ArchivesConfig } from '../../types';
import { toZipNames } from './toZipNames';
import { RESERVED_NAMES } from './zipManifest';

const CONCURRENCY = 8;

/** A blob that goes into a zip. */
export interface PlannedFile {
  /** Relative to the scope. */
  path: string;
  /** In the zip. */
  name: string;
  size: number;
  /** Of the version that was listed, and that is put in. */
  etag: string;
  /** ISO 8601, UTC. */
  lastModified: string;
  sha256?: string;
  contentMd5?: string;
}

/** What goes into a zip. */
export interface ZipPlan {
  /** Nothing of what is above it shows in the zip. */
  folder: string;
  files: PlannedFile[];
  /** In bytes, of all files together. */
  size: number;
  /** Paths that cannot be read by anybody, for their names. */
  skipped: string[];
}

/** Options of {@link planZip}. */
export interface PlanZipOptions {
  session: Pick<AccessSession, 'blobs'>;
  /** Files, and folders that stand for all below them. */
  paths: string[];
  limits: ArchivesConfig;
  signal: AbortSignal;
}

type Found = Omit<PlannedFile, 'name'>;

/**
 * Finds all that a zip is to hold, before anything of it is read.
 *
 * @throws `AzureBlobError` with `ArchiveTooLarge`, with `BlobNotFound` where
 * there is nothing at one of the paths, or as listing does.
 */
export async function planZip(options: PlanZipOptions): Promise<ZipPlan> {
  const { session, paths, limits, signal } = options;
  const { blobs } = session;
  const found = new Map<string, Found>();
  const skipped = new Set<string>();
  let size = 0;
  const add = (item: AzureBlobItem) => {
    if (item.unsupportedName) {
      skipped.add(item.path);
    } else if (!found.has(item.path)) {
      const file = toFound(item);
      found.set(file.path, file);
      size += file.size;
    }
    assertWithin(limits, found.size + skipped.size, size);
  };

  const isFolder = (path: string) => path.endsWith('/');
  const single = [...new Set(paths)].filter(path => !isFolder(path));
  const details = await mapConcurrently(single, CONCURRENCY, path =>
    blobs.getDetails(path, { readable: true, signal }),
  );
  details.forEach(add);
  for (const path of new Set(paths.filter(isFolder))) {
    let isEmpty = true;
    for await (const items of blobs.walk({ path, signal })) {
      isEmpty &&= items.length === 0;
      items.forEach(add);
    }
    if (isEmpty) {
      throw new AzureBlobError(
        'BlobNotFound',
        `There is nothing in ${quote(path)}.`,
      );
    }
  }

  const folder = findCommonFolder(paths);
  const files = [...found.values()];
  const names = toZipNames(
    files.map(({ path }) => path.slice(folder.length)),
    RESERVED_NAMES,
  );
  return {
    folder,
    files: files.map((file, at) => ({ ...file, name: names[at] })),
    size,
    skipped: [...skipped],
  };
}

/** The deepest folder that all paths are in, or are; '' for the scope. */
export function findCommonFolder(paths: string[]): string {
  return paths.map(toFolder).reduce((common, folder) => {
    const [one, other] = [common, folder].map(path => path.split('/'));
    const end = one.findIndex((segment, at) => segment !== other[at]);
    return end < 0 ? common : toPath(one.slice(0, end));
  });
}

function toPath(segments: string[]): string {
  return segments.map(segment => `${segment}/`).join('');
}

function toFolder(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function toFound(item: AzureBlobItem): Found {
  const { path, size, etag, lastModified, sha256, contentMd5 } = item;
  if (size === undefined || etag === undefined || lastModified === undefined) {
    throw new Error('Storage has listed a file without its properties');
  }
  if (item.accessTier === 'Archive') {
    throw new AzureBlobError(
      'BlobArchived',
      `${quote(
        path,
      )} is in the archive tier and cannot be read. Have it rehydrated first, or leave it out.`,
    );
  }
  return { path, size, etag, lastModified, sha256, contentMd5 };
}

function assertWithin(
  { maxFiles, maxBytes }: ArchivesConfig,
  files: number,
  size: number,
): void {
  if (files > maxFiles) {
    throw new AzureBlobError(
      'ArchiveTooLarge',
      `There are more than ${maxFiles} files, which is the most that one zip may hold. Choose fewer.`,
    );
  }
  if (size > maxBytes) {
    throw new AzureBlobError(
      'ArchiveTooLarge',
      `The files are more than ${maxBytes} bytes together, which is the most that one zip may hold. Choose fewer.`,
    );
  }
}
