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

import { AzureBlobLogIndex } from 'backstage-plugin-azure-blob-common';
import { LogIndex } from './lines';
import { GzipRestarts, LogFormat, LogTextIndex } from './text';

/** Another one is of a plugin that kept something else. */
const LAYOUT = 1;
const LENGTH_BYTES = 4;

interface Header {
  layout: number;
  format: LogFormat;
  blobBytes: number;
  isTruncated: boolean;
  refusal?: string;
  indexBytes: number;
}

/** The index of one revision of a log, and what it takes to go on with it. */
export class IndexedLog {
  readonly format: LogFormat;
  readonly index: LogIndex;
  /** Where the log is compressed. */
  readonly restarts?: GzipRestarts;
  /** Bytes of the blob that have been indexed. */
  blobBytes = 0;
  /** Whether the text ends before it should. */
  isTruncated = false;
  /** Why it must not be indexed to its end, where that has been found out. */
  refusal?: string;

  static create(format: LogFormat): IndexedLog {
    const index = new LogIndex({ encoding: format.encoding });
    return new IndexedLog(
      format,
      index,
      format.compression && new GzipRestarts(),
    );
  }

  /** @throws where another release of the plugin has kept something else. */
  static restore(bytes: Buffer): IndexedLog {
    const begin = LENGTH_BYTES + bytes.readUInt32LE(0);
    const header: Header = JSON.parse(
      bytes.subarray(LENGTH_BYTES, begin).toString(),
    );
    if (header.layout !== LAYOUT) {
      throw new Error('Not the index of a log');
    }
    const end = begin + header.indexBytes;
    const index = LogIndex.restore(bytes.subarray(begin, end));
    const { format } = header;
    const log = new IndexedLog(
      format,
      index,
      format.compression && GzipRestarts.restore(bytes.subarray(end)),
    );
    log.blobBytes = header.blobBytes;
    log.isTruncated = header.isTruncated;
    log.refusal = header.refusal;
    return log;
  }

  private constructor(
    format: LogFormat,
    index: LogIndex,
    restarts?: GzipRestarts,
  ) {
    this.format = format;
    this.index = index;
    this.restarts = restarts;
  }

  serialize(): Buffer {
    const { format, index, restarts, blobBytes, isTruncated, refusal } = this;
    const indexed = index.serialize();
    const header: Header = {
      layout: LAYOUT,
      format,
      blobBytes,
      isTruncated,
      refusal,
      indexBytes: indexed.length,
    };
    const head = Buffer.from(JSON.stringify(header));
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32LE(head.length);
    const rest = restarts?.serialize() ?? Buffer.alloc(0);
    return Buffer.concat([length, head, indexed, rest]);
  }

  get indexedBytes(): number {
    return this.blobBytes;
  }

  get complete(): boolean {
    return this.index.complete;
  }

  /** Whether all of a log of so many bytes is in it. */
  covers(size: number): boolean {
    return this.complete && this.blobBytes >= size;
  }

  summarize(size: number): AzureBlobLogIndex {
    const { index, blobBytes, isTruncated } = this;
    return {
      state: this.covers(size) ? 'ready' : 'building',
      indexedBytes: Math.min(blobBytes, size),
      ...index.summarize(),
      ...(isTruncated && { isTruncated }),
    };
  }

  toTextIndex(): LogTextIndex {
    const { format, index, restarts } = this;
    const size = index.complete ? index.indexedBytes : undefined;
    return { format, restarts, size };
  }
}
