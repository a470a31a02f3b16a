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

import { AzureBlobLogLine } from 'backstage-plugin-azure-blob-common';
import { TextEncoding } from '../lines';
import { KEPT_LINE_BYTES, toLine } from './toLine';

const LINE_FEED = 0x0a;

/** Makes lines of a log as it grows, however its bytes come. */
export class TailLines {
  readonly #encoding: TextEncoding;
  readonly #terminatorBytes: number;
  #next: number;
  #end: number;
  #lastByte?: number;
  #kept: Buffer[] = [];
  #keptBytes = 0;

  /** @param offset - the byte of the text at which a line begins */
  constructor(offset: number, encoding: TextEncoding) {
    this.#next = offset;
    this.#end = offset;
    this.#encoding = encoding;
    this.#terminatorBytes = encoding === 'utf-8' ? 1 : 2;
  }

  /** Where the line begins that is not whole yet, or the one that will follow. */
  get next(): number {
    return this.#next;
  }

  /** The byte behind all that has been added. */
  get end(): number {
    return this.#end;
  }

  /** The one before `end`, where it has been seen. */
  get lastByte(): number | undefined {
    return this.#lastByte;
  }

  /** The line at the end, as far as it is there. */
  get open(): AzureBlobLogLine | undefined {
    return this.#end > this.#next
      ? this.#createLine(this.#end - this.#next)
      : undefined;
  }

  /** Returns the lines that have become whole. */
  add(chunk: Buffer): AzureBlobLogLine[] {
    const lines: AzureBlobLogLine[] = [];
    const chunkOffset = this.#end;
    let begin = 0;
    for (const end of this.#findEnds(chunk)) {
      this.#keep(chunk.subarray(begin, end));
      this.#end = chunkOffset + end;
      lines.push(
        this.#createLine(this.#end - this.#next - this.#terminatorBytes),
      );
      this.#beginLine();
      begin = end;
    }
    this.#keep(chunk.subarray(begin));
    this.#end = chunkOffset + chunk.length;
    this.#lastByte = chunk.at(-1) ?? this.#lastByte;
    return lines;
  }

  /** Says that the log ends here; returns its last line, if it is not whole. */
  finish(): AzureBlobLogLine[] {
    const { open } = this;
    this.#beginLine();
    return open ? [open] : [];
  }

  /** Where in `chunk` lines end, terminators included. */
  *#findEnds(chunk: Buffer): Generator<number> {
    if (this.#encoding === 'utf-8') {
      let feed = chunk.indexOf(LINE_FEED);
      while (feed !== -1) {
        yield feed + 1;
        feed = chunk.indexOf(LINE_FEED, feed + 1);
      }
      return;
    }
    const [first, second] =
      this.#encoding === 'utf-16le' ? [LINE_FEED, 0] : [0, LINE_FEED];
    // At the second byte of each unit, which may be in another chunk.
    for (let at = this.#end % 2 === 0 ? 1 : 0; at < chunk.length; at += 2) {
      const before = at === 0 ? this.#lastByte : chunk[at - 1];
      if (chunk[at] === second && before === first) {
        yield at + 1;
      }
    }
  }

  #beginLine(): void {
    this.#next = this.#end;
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #keep(part: Buffer): void {
    const room = KEPT_LINE_BYTES - this.#keptBytes;
    if (room > 0 && part.length > 0) {
      this.#kept.push(Buffer.from(part.subarray(0, room)));
      this.#keptBytes += Math.min(part.length, room);
    }
  }

  #createLine(length: number): AzureBlobLogLine {
    this.#kept = [Buffer.concat(this.#kept)];
    return toLine(this.#kept[0], length, {
      offset: this.#next,
      encoding: this.#encoding,
    });
  }
}
