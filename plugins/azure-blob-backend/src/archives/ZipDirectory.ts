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

import { setImmediate } from 'node:timers/promises';
import {
  Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  ZipFile,
} from 'yauzl';
import { AzureBlobArchiveEntry } from 'backstage-plugin-azure-blob-common';
import { BlobBytes } from './BlobBytes';
import { BlobReader } from './BlobReader';

/** So that others get their turn while a long list is in memory. */
const ENTRIES_AT_ONCE = 200;
const MADE_ON_UNIX = 3;
const FILE_TYPE = 0xf000;
const SYMBOLIC_LINK = 0xa000;

/** A place in the list of a zip. */
export interface ZipPlace {
  /** Of the next entry, in bytes. */
  position: number;
  /** How many entries there are from there on. */
  left: number;
}

/** An entry of a zip, and where the list goes on after it. */
export interface ZipEntry {
  raw: Entry;
  shown: AzureBlobArchiveEntry;
  next: ZipPlace;
}

/**
 * The list at the end of a zip, which is all that is read of it. What it says
 * is not believed: sizes and places are held against the zip when it matters.
 */
export class ZipDirectory {
  readonly #reader: BlobReader;
  readonly #zip: ZipFile;

  private constructor(reader: BlobReader, zip: ZipFile) {
    this.#reader = reader;
    this.#zip = zip;
  }

  /** At the beginning of the list, or at a place that it was left at. */
  static async open(bytes: BlobBytes, place?: ZipPlace): Promise<ZipDirectory> {
    const reader = new BlobReader(bytes);
    const zip = place
      ? createZipFile(reader, bytes.size, place)
      : await reader.guard(
          fromRandomAccessReaderPromise(reader, bytes.size, {
            autoClose: false,
            decodeStrings: false,
            validateEntrySizes: false,
          }),
        );
    return new ZipDirectory(reader, zip);
  }

  /** How many entries the zip says that there are from here on. */
  get count(): number {
    return this.#zip.entryCount;
  }

  async *entries(): AsyncGenerator<ZipEntry, void> {
    let left = this.count;
    for await (const raw of this.#zip.eachEntry()) {
      left -= 1;
      if (left % ENTRIES_AT_ONCE === 0) {
        await setImmediate();
      }
      const next = { position: this.#reader.position, left };
      yield { raw, shown: toArchiveEntry(raw), next };
    }
  }

  /**
   * Where the bytes of an entry begin, once its own header says that it is the
   * same entry.
   */
  async locate(entry: Entry): Promise<number | undefined> {
    const header = await this.#reader.guard(
      this.#zip.readLocalFileHeaderPromise(entry),
    );
    return header.fileName.equals(entry.fileNameRaw)
      ? header.fileDataStart
      : undefined;
  }
}

/** As yauzl makes them itself, but from the middle of a list on. */
function createZipFile(
  reader: RandomAccessReader,
  size: number,
  { position, left }: ZipPlace,
): ZipFile {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false };
  return new ZipFile(
    reader,
    position,
    size,
    left,
    '',
    options.autoClose,
    options.lazyEntries,
    options.decodeStrings,
    false,
  );
}

function toArchiveEntry(entry: Entry): AzureBlobArchiveEntry {
  const path = getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    true,
  );
  const modified = toTime(entry);
  return {
    path,
    kind: toKind(path, entry),
    size: toSize(entry.uncompressedSize),
    compressedSize: toSize(entry.compressedSize),
    ...(modified && { modified }),
    ...(entry.isEncrypted() && { encrypted: true }),
  };
}

function toKind(path: string, entry: Entry): AzureBlobArchiveEntry['kind'] {
  const mode = entry.externalFileAttributes >>> 16;
  const isUnix = entry.versionMadeBy >>> 8 === MADE_ON_UNIX;
  if (isUnix && (mode & FILE_TYPE) === SYMBOLIC_LINK) {
    return 'link';
  }
  return path.endsWith('/') ? 'folder' : 'file';
}

/** Numbers of 64 bits may be anything. */
function toSize(size: number): number {
  return Math.min(size, Number.MAX_SAFE_INTEGER);
}

function toTime(entry: Entry): string | undefined {
  const date = entry.getLastModDate({ timezone: 'UTC' });
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
