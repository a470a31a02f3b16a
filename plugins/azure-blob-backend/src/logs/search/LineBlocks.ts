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

import { TextEncoding } from '../lines';

const FEEDS: Record<TextEncoding, Buffer> = {
  'utf-8': Buffer.from([0x0a]),
  'utf-16le': Buffer.from([0x0a, 0]),
  'utf-16be': Buffer.from([0, 0x0a]),
};

/** Whole lines of a text. */
export interface LineBlock {
  bytes: Buffer;
  /** The byte of the text at which they begin. */
  offset: number;
}

/**
 * Cuts a text into blocks of whole lines, however it comes. A line that is
 * longer than `maxLineBytes` comes by itself and without its rest. What has
 * been added may change once its blocks have been taken.
 */
export class LineBlocks {
  readonly #feed: Buffer;
  readonly #maxLineBytes: number;
  #offset: number;
  #halfUnit: Buffer | undefined;
  #parts: Buffer[] = [];
  #keptBytes = 0;
  #lineBytes = 0;
  #isCut = false;

  constructor(options: {
    encoding: TextEncoding;
    /** Where the text begins; it is the beginning of a line. */
    offset: number;
    maxLineBytes: number;
  }) {
    this.#feed = FEEDS[options.encoding];
    this.#offset = options.offset;
    this.#maxLineBytes = options.maxLineBytes;
  }

  /** Whether there was a line that came without its rest. */
  get isCut(): boolean {
    return this.#isCut;
  }

  *add(chunk: Buffer): Generator<LineBlock> {
    const bytes = this.#align(chunk);
    let begin = 0;
    if (this.#lineBytes > 0) {
      const end = this.#findFeed(bytes);
      this.#keep(bytes.subarray(0, end === -1 ? bytes.length : end));
      if (end === -1) {
        return;
      }
      yield this.#endLine(this.#feed);
      begin = end;
    }
    const end = this.#findLastFeed(bytes);
    if (end > begin) {
      const block = { bytes: bytes.subarray(begin, end), offset: this.#offset };
      this.#offset += end - begin;
      yield block;
      begin = end;
    }
    this.#keep(bytes.subarray(begin));
  }

  /** The line at the end, where it has no line feed. */
  *finish(): Generator<LineBlock> {
    if (this.#halfUnit) {
      this.#keep(this.#halfUnit);
    }
    if (this.#lineBytes > 0) {
      yield this.#endLine();
    }
  }

  /** Whole code units: the half of one at the end waits for the other. */
  #align(chunk: Buffer): Buffer {
    if (this.#feed.length === 1) {
      return chunk;
    }
    const bytes = this.#halfUnit
      ? Buffer.concat([this.#halfUnit, chunk])
      : chunk;
    const even = bytes.length & ~1;
    this.#halfUnit =
      even < bytes.length ? Buffer.from(bytes.subarray(even)) : undefined;
    return bytes.subarray(0, even);
  }

  #keep(part: Buffer): void {
    const room = this.#maxLineBytes - this.#keptBytes;
    if (room > 0) {
      this.#parts.push(Buffer.from(part.subarray(0, room)));
      this.#keptBytes += Math.min(part.length, room);
    }
    this.#lineBytes += part.length;
  }

  #endLine(feed?: Buffer): LineBlock {
    const isCut = this.#lineBytes > this.#keptBytes;
    const bytes = Buffer.concat([
      ...this.#parts,
      ...(isCut && feed ? [feed] : []),
    ]);
    const block = { bytes, offset: this.#offset };
    this.#isCut ||= isCut;
    this.#offset += this.#lineBytes;
    this.#parts = [];
    this.#keptBytes = 0;
    this.#lineBytes = 0;
    return block;
  }

  /** The index behind the first line feed; -1 for none. */
  #findFeed(bytes: Buffer): number {
    const { length } = this.#feed;
    let index = bytes.indexOf(this.#feed);
    while (index % length > 0) {
      index = bytes.indexOf(this.#feed, index + 1);
    }
    return index === -1 ? -1 : index + length;
  }

  #findLastFeed(bytes: Buffer): number {
    const { length } = this.#feed;
    let index = bytes.lastIndexOf(this.#feed);
    while (index > 0 && index % length > 0) {
      index = bytes.lastIndexOf(this.#feed, index - 1);
    }
    return index === -1 ? -1 : index + length;
  }
}
