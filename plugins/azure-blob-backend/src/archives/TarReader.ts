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

import { AzureBlobArchiveEntry } from 'backstage-plugin-azure-blob-common';
import {
  hasBytes,
  parsePaxRecords,
  parseTarHeader,
  TAR_BLOCK,
  TarHeader,
  toTarKind,
} from './tarHeader';

/** Paths are a few kilobytes at most; what is longer is there to fill memory. */
const MAX_EXTENDED_HEADER = 64 * 1024;
const MAX_EXTENDED_HEADERS = 10;

/** The bytes of a tar, from one end to the other. */
export interface TarSource {
  /** Of the next byte. */
  readonly position: number;
  /** Just as many, or none at the end. */
  read(length: number): Promise<Buffer>;
  /** Rejects, now or with the next read, where that is behind the end. */
  skip(length: number): Promise<void>;
}

/** A member of a tar. */
export interface TarEntry {
  shown: AzureBlobArchiveEntry;
  /** Of its bytes, where it has any. */
  size: number;
  /** Of the header after it. */
  next: number;
}

/** Reads the headers of a tar, and none of what is in it. */
export class TarReader {
  readonly #source: TarSource;

  private constructor(source: TarSource) {
    this.#source = source;
  }

  static create(source: TarSource): TarReader {
    return new TarReader(source);
  }

  /**
   * The next member, with the source at its first byte; undefined at the end.
   *
   * @throws where there is no header where one has to be.
   */
  async next(): Promise<TarEntry | undefined> {
    let extended: Partial<Pick<TarHeader, 'path' | 'size' | 'modified'>> = {};
    for (let headers = 0; headers < MAX_EXTENDED_HEADERS; headers++) {
      const block = await this.#source.read(TAR_BLOCK);
      const header = block.length > 0 ? parseTarHeader(block) : undefined;
      if (!header) {
        return undefined;
      }
      if (!Number.isSafeInteger(header.size)) {
        throw new Error('A size that is none');
      }
      if (/^[gKLx]$/.test(header.type)) {
        extended = { ...extended, ...(await this.#readExtended(header)) };
      } else {
        return this.#toEntry({ ...header, ...extended });
      }
    }
    throw new Error('One header after the other');
  }

  async #readExtended({ type, size }: TarHeader) {
    if (size > MAX_EXTENDED_HEADER) {
      throw new Error('An extended header that is too long');
    }
    const bytes = await this.#source.read(size);
    await this.#source.skip(toPadding(size));
    if (type === 'L') {
      return { path: bytes.toString('utf8').replace(/\0.*$/s, '') };
    }
    if (type !== 'x') {
      return {};
    }
    const records = parsePaxRecords(bytes);
    const [path, length, time] = ['path', 'size', 'mtime'].map(key =>
      records.get(key),
    );
    return {
      ...(path !== undefined && { path }),
      ...(length !== undefined && { size: toCount(length) }),
      ...(time !== undefined && { modified: Math.floor(Number(time)) }),
    };
  }

  #toEntry(header: TarHeader): TarEntry {
    const size = hasBytes(header) ? header.size : 0;
    const modified = new Date(header.modified * 1000);
    return {
      shown: {
        path: header.path,
        kind: toTarKind(header),
        size,
        ...(!Number.isNaN(modified.getTime()) && {
          modified: modified.toISOString(),
        }),
      },
      size,
      next: this.#source.position + size + toPadding(size),
    };
  }
}

function toPadding(size: number): number {
  return (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK;
}

function toCount(text: string): number {
  if (!/^\d{1,15}$/.test(text)) {
    throw new Error('A size that is none');
  }
  return Number(text);
}
