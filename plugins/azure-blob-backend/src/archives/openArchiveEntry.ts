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

import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { AzureBlobArchiveEntry } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { quote } from '../config/quote';
import { tooMuch, unreadable } from './archiveErrors';
import { BlobBytes } from './BlobBytes';
import { BlobTarSource } from './BlobTarSource';
import { GunzipTarSource } from './GunzipTarSource';
import { OpenArchive } from './openArchive';
import { TarEntry, TarReader, TarSource } from './TarReader';
import { ZipDirectory } from './ZipDirectory';

const STORED = 0;
const DEFLATED = 8;
const MAX_RATIO = 100;
/** Up to here any ratio is harmless. */
const FREE_BYTES = 1024 * 1024;
const MAX_BYTES = 2 ** 32;
const SEARCH_MILLISECONDS = 30_000;

/** A member of an archive that is ready to be read. */
export interface OpenedEntry {
  shown: AzureBlobArchiveEntry;
  /** The bytes there have to be, where all are read. */
  crc32?: number;
  /** From the first on, and as many as are wanted at least. */
  open(): AsyncIterable<Buffer>;
  /** Lets go of storage, where it has not been opened. */
  close(): void;
}

/**
 * Finds a member by its exact name, the first that is called that.
 *
 * @param length - how many of its bytes are wanted; all by default
 * @throws `AzureBlobError` with `BlobNotFound`, `ArchiveUnreadable` or
 * `DecompressionLimit`, or as reading does.
 */
export async function openArchiveEntry(
  archive: OpenArchive,
  name: string,
  length = Infinity,
): Promise<OpenedEntry> {
  const { bytes, details, format } = archive;
  const { path } = details;
  if (format === 'zip') {
    return openZipEntry(bytes, { path, name, length });
  }
  if (format === 'tar') {
    const source = BlobTarSource.create(bytes);
    const { shown, size } = await findInTar(source, path, name);
    const count = Math.min(size, length);
    const start = source.position;
    return { shown, open: () => bytes.stream(start, count), close() {} };
  }
  const limits = { maxBytes: MAX_BYTES, maxMilliseconds: SEARCH_MILLISECONDS };
  const source = GunzipTarSource.create(bytes, { path, limits });
  try {
    const { shown, size } = await findInTar(source, path, name);
    const count = Math.min(size, length);
    return {
      shown,
      open: () => source.take(count, { until: Infinity }),
      close: () => source.close(),
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

async function openZipEntry(
  bytes: BlobBytes,
  options: { path: string; name: string; length: number },
): Promise<OpenedEntry> {
  const { path, name, length } = options;
  const directory = await ZipDirectory.open(bytes);
  const { raw, shown } = await findInZip(directory, path, name);
  assertFile(path, shown);
  const { compressedSize, compressionMethod } = raw;
  if (raw.isEncrypted()) {
    throw unreadable(path, `${quote(name)} in it needs a password`);
  }
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) {
    throw unreadable(
      path,
      `${quote(
        name,
      )} in it is packed by the method ${compressionMethod}, which is not known here`,
    );
  }
  if (compressionMethod === STORED && compressedSize !== shown.size) {
    throw unreadable(path, `it is damaged, or lies about ${quote(name)}`);
  }
  const count = Math.min(shown.size, length);
  if (compressionMethod === DEFLATED) {
    assertProportion(path, { name, count, compressedSize });
  }
  const start = await directory.locate(raw);
  if (start === undefined) {
    throw unreadable(path, `it is damaged, or lies about ${quote(name)}`);
  }
  return {
    shown,
    crc32: raw.crc32,
    open: () =>
      compressionMethod === STORED
        ? bytes.stream(start, count)
        : inflate(bytes.stream(start, compressedSize)),
    close() {},
  };
}

async function findInZip(directory: ZipDirectory, path: string, name: string) {
  const deadline = Date.now() + SEARCH_MILLISECONDS;
  if (directory.count > 0) {
    for await (const entry of directory.entries()) {
      if (entry.shown.path === name) {
        return entry;
      }
      assertInTime(path, deadline);
    }
  }
  throw notFound(path, name);
}

async function findInTar(
  source: TarSource,
  path: string,
  name: string,
): Promise<TarEntry> {
  const deadline = Date.now() + SEARCH_MILLISECONDS;
  const reader = TarReader.create(source);
  for (;;) {
    const entry = await reader.next();
    if (!entry) {
      throw notFound(path, name);
    }
    if (entry.shown.path === name) {
      assertFile(path, entry.shown);
      return entry;
    }
    await source.skip(entry.next - source.position);
    assertInTime(path, deadline);
  }
}

function inflate(packed: Readable): Readable {
  // What goes wrong is told by the stream that is read.
  return pipeline(packed, createInflateRaw(), () => {});
}

function assertFile(path: string, entry: AzureBlobArchiveEntry): void {
  if (entry.kind !== 'file') {
    throw unreadable(path, `${quote(entry.path)} in it is no file`);
  }
}

function assertProportion(
  path: string,
  entry: { name: string; count: number; compressedSize: number },
): void {
  const { name, count, compressedSize } = entry;
  if (count > FREE_BYTES && count > MAX_RATIO * compressedSize) {
    throw tooMuch(
      path,
      `more than ${MAX_RATIO} bytes come out of each byte of ${quote(name)}`,
    );
  }
  if (count > MAX_BYTES) {
    throw tooMuch(path, `${quote(name)} is longer than 4 GiB`);
  }
}

function assertInTime(path: string, deadline: number): void {
  if (Date.now() > deadline) {
    throw tooMuch(path, 'that takes too long');
  }
}

function notFound(path: string, name: string): AzureBlobError {
  return new AzureBlobError(
    'BlobNotFound',
    `There is no ${quote(name)} in ${quote(path)}.`,
  );
}
