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
  AzureBlobArchiveEntries,
  AzureBlobArchiveEntry,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { isArchiveError, toArchiveError, unreadable } from './archiveErrors';
import { BlobBytes } from './BlobBytes';
import { BlobTarSource } from './BlobTarSource';
import { findOverlap } from './findOverlap';
import { GunzipTarSource } from './GunzipTarSource';
import { ArchiveRequest, openArchive } from './openArchive';
import { TarReader, TarSource } from './TarReader';
import { ZipDirectory, ZipEntry } from './ZipDirectory';

/** The list of a compressed tar is only had by unpacking it. */
const LIST_LIMITS = { maxBytes: 2 ** 30, maxMilliseconds: 20_000 };

/** Options of {@link listArchiveEntries}. */
export interface ListArchiveEntriesOptions extends ArchiveRequest {
  cursor?: string;
  limit: number;
}

/** Where a list goes on: two numbers that the format knows the meaning of. */
interface Place {
  position: number;
  left: number;
}

interface Listed {
  items: AzureBlobArchiveEntry[];
  total?: number;
  next?: Place;
  problem?: string;
}

interface PageOptions {
  path: string;
  bytes: BlobBytes;
  place?: Place;
  limit: number;
}

/**
 * One page of what is in an archive. An archive that is damaged further on
 * is listed as far as it goes.
 *
 * @throws `AzureBlobError` with `ArchiveUnreadable`, `DecompressionLimit` or
 * `BlobChanged`, or as reading does.
 */
export async function listArchiveEntries(
  options: ListArchiveEntriesOptions,
): Promise<AzureBlobArchiveEntries> {
  const { session, path, version, cursor, limit } = options;
  const { format, details, bytes } = await openArchive(options);
  const { etag } = details;
  const list = JSON.stringify(['archive', path, version ?? '']);
  const place =
    cursor === undefined
      ? undefined
      : parsePlace(await session.cursors.decode(list, cursor), etag, path);
  const page = { path, bytes, place, limit };
  const { next, ...listed } = await (format === 'zip'
    ? listZip(page)
    : listTar(page, format === 'tgz'));
  return {
    format,
    etag,
    ...listed,
    ...(next && {
      nextCursor: await session.cursors.encode(
        list,
        `${next.position} ${next.left} ${etag}`,
      ),
    }),
  };
}

function parsePlace(text: string, etag: string, path: string): Place {
  const [, position, left, of] = /^(\d+) (\d+) (.*)$/s.exec(text) ?? [];
  if (of !== etag) {
    throw new AzureBlobError(
      'BlobChanged',
      `${quote(path)} has changed since its list was begun. Begin again.`,
    );
  }
  return { position: Number(position), left: Number(left) };
}

async function listZip(page: PageOptions): Promise<Listed> {
  const { path, bytes, place, limit } = page;
  const entries: ZipEntry[] = [];
  let count: number | undefined;
  const listed = await collect(page, async items => {
    const directory = await ZipDirectory.open(bytes, place);
    count = directory.count;
    if (count === 0) {
      return undefined;
    }
    for await (const entry of directory.entries()) {
      entries.push(entry);
      items.push(entry.shown);
      if (items.length === limit) {
        break;
      }
    }
    const last = entries.at(-1);
    return last && last.next.left > 0 ? last.next : undefined;
  });
  const overlap = findOverlap(entries.map(({ raw }) => raw));
  return {
    ...listed,
    // What the zip says of itself, where it can be true.
    ...(!place &&
      count !== undefined &&
      count * 46 <= bytes.size && { total: count }),
    ...(overlap && {
      next: undefined,
      problem: `${quote(
        path,
      )} is damaged, or a trap: files in it lie over each other.`,
    }),
  };
}

async function listTar(
  page: PageOptions,
  isCompressed: boolean,
): Promise<Listed> {
  const { path, bytes, place, limit } = page;
  const gunzip = isCompressed
    ? GunzipTarSource.create(bytes, { path, limits: LIST_LIMITS })
    : undefined;
  try {
    return await collect(page, async items => {
      const source: TarSource = gunzip ?? BlobTarSource.create(bytes);
      await source.skip(place?.position ?? 0);
      const reader = TarReader.create(source);
      if (bytes.size === 0) {
        throw unreadable(path, 'it is empty');
      }
      for (;;) {
        const entry = await reader.next();
        if (!entry) {
          return undefined;
        }
        items.push(entry.shown);
        if (items.length === limit) {
          return { position: entry.next, left: 0 };
        }
        await source.skip(entry.next - source.position);
      }
    });
  } finally {
    gunzip?.close();
  }
}

/** What was found before something went wrong is still shown. */
async function collect(
  { path, place }: PageOptions,
  work: (items: AzureBlobArchiveEntry[]) => Promise<Place | undefined>,
): Promise<Listed> {
  const items: AzureBlobArchiveEntry[] = [];
  try {
    const next = await work(items);
    return { items, ...(next && { next }) };
  } catch (thrown) {
    const error = toArchiveError(path, thrown);
    if (!isArchiveError(error) || (items.length === 0 && !place)) {
      throw error;
    }
    return { items, problem: error.message };
  }
}
