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
import { decodeText, narrowBytes, TextEncoding } from './lines';
import { LogScanner } from './lines/LogScanner';
import { SgrState } from './lines/SgrState';

/** Longer lines are cut, and say how much is missing. */
export const MAX_LINE_BYTES = 64 * 1024;
/** An answer holds as many lines as fit in here, and one in any case. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Bytes read for the lines of one answer, unless its first has more. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** Where reading starts, and from which line on lines are kept. */
export interface LineCollectorOptions {
  /** UTF-8 unless said. */
  encoding?: TextEncoding;
  /** In bytes; even where each code unit has two. */
  offset: number;
  /** The number of the line at `offset`; undefined where nobody knows it. */
  line?: number;
  style: string;
  /** Keeps the lines from this number on. */
  from?: number;
  /** Keeps the lines from the one that this byte is in. */
  at?: number;
  /**
   * Gives up, as {@link LineCollector.missedStart}, where the line with `at` is
   * the one at `offset`: it may have begun before.
   */
  startUnknown?: boolean;
  count: number;
}

/** Makes lines of the bytes of a log, however they are cut into chunks. */
export class LineCollector {
  readonly lines: AzureBlobLogLine[] = [];
  /** The style in force where the first of `lines` begins. */
  style = '';

  readonly #options: LineCollectorOptions;
  readonly #encoding: TextEncoding;
  /** Bytes of a code unit; `#scanner` counts in these. */
  readonly #width: number;
  readonly #scanner: LogScanner;
  readonly #styleAtLine = new SgrState();
  #lineOffset: number;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #answerBytes = 0;
  #full = false;
  #missedStart = false;
  /** The first half of a code unit whose second half has not come. */
  #half = Buffer.alloc(0);

  constructor(options: LineCollectorOptions) {
    const { encoding = 'utf-8', offset, line = 1, style } = options;
    this.#options = options;
    this.#encoding = encoding;
    this.#width = encoding === 'utf-8' ? 1 : 2;
    this.#scanner = new LogScanner({
      offset: offset / this.#width,
      line,
      style,
    });
    this.#styleAtLine.copyFrom(this.#scanner.style);
    this.#lineOffset = offset;
  }

  /** Whether no more bytes are needed. */
  get full(): boolean {
    return this.#full;
  }

  get missedStart(): boolean {
    return this.#missedStart;
  }

  /** The byte behind the last line that was looked at. */
  get offset(): number {
    return this.#lineOffset;
  }

  /** Bytes of log that `lines` hold. */
  get bytes(): number {
    return this.#answerBytes;
  }

  add(chunk: Buffer): void {
    const width = this.#width;
    const bytes = width === 1 ? chunk : this.#joinHalves(chunk);
    const narrow = narrowBytes(bytes, this.#encoding);
    let begin = 0;
    while (begin < narrow.length && !this.#full) {
      const end = this.#scanner.readLine(narrow, begin);
      this.#keep(bytes.subarray(begin * width, end * width));
      if (this.#scanner.atLineStart) {
        this.#endLine(1);
      }
      this.#checkStart();
      begin = end;
    }
  }

  /** Says that the log ends here. */
  finish(): void {
    if (this.#full) {
      return;
    }
    if (this.#position > this.#lineOffset) {
      this.#endLine(0);
    }
    if (!this.#full) {
      // Half of a code unit is no text, but it is there.
      this.#lineOffset += this.#half.length;
    }
  }

  /** The byte up to which lines have been read. */
  get #position(): number {
    return this.#scanner.offset * this.#width;
  }

  #joinHalves(chunk: Buffer): Buffer {
    const bytes = Buffer.concat([this.#half, chunk]);
    const even = bytes.length & ~1;
    this.#half = bytes.subarray(even);
    return bytes.subarray(0, even);
  }

  /** The line that is looked for began before what is being read. */
  #checkStart(): void {
    const { startUnknown, offset, at } = this.#options;
    const isInFirstLine = !this.#full && this.#lineOffset === offset;
    if (
      startUnknown &&
      isInFirstLine &&
      at !== undefined &&
      this.#position > at
    ) {
      this.#missedStart = true;
      this.#full = true;
    }
  }

  #keep(part: Buffer): void {
    // More than is shown, so that a cut can tell whether it cuts a character.
    const room = MAX_LINE_BYTES + this.#width - this.#keptBytes;
    if (room > 0) {
      this.#kept.push(part.subarray(0, room));
      this.#keptBytes += Math.min(part.length, room);
    }
  }

  #endLine(terminators: number): void {
    const end = this.#position;
    const length = end - this.#lineOffset - terminators * this.#width;
    if (this.#isWanted(end, terminators)) {
      const { startUnknown, offset } = this.#options;
      if (startUnknown && this.#lineOffset === offset) {
        this.#missedStart = true;
        this.#full = true;
        return;
      }
      const kept = Buffer.concat(this.#kept);
      const bytes = cutBytes(kept, length, this.#encoding);
      if (!this.#fits(bytes.length, end)) {
        this.#full = true;
        return;
      }
      if (this.lines.length === 0) {
        this.style = this.#styleAtLine.toString();
      }
      this.lines.push(this.#createLine(bytes, length, terminators));
      this.#answerBytes += bytes.length;
      this.#full = this.lines.length >= this.#options.count;
    }
    this.#styleAtLine.copyFrom(this.#scanner.style);
    this.#lineOffset = end;
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #isWanted(end: number, terminators: number): boolean {
    const { from, at } = this.#options;
    if (from !== undefined) {
      return this.#lineNumber(terminators) >= from;
    }
    return at === undefined || end > at;
  }

  #fits(bytes: number, end: number): boolean {
    const first = this.lines[0];
    return (
      first === undefined ||
      (this.#answerBytes + bytes <= MAX_ANSWER_BYTES &&
        end - first.offset <= MAX_READ_BYTES)
    );
  }

  #lineNumber(terminators: number): number {
    return this.#scanner.line - terminators;
  }

  #createLine(
    bytes: Buffer,
    length: number,
    terminators: number,
  ): AzureBlobLogLine {
    const line: AzureBlobLogLine = {
      offset: this.#lineOffset,
      text: decodeText(bytes, this.#encoding),
    };
    if (this.#options.line !== undefined) {
      line.number = this.#lineNumber(terminators);
    }
    if (bytes.length < length) {
      line.omittedBytes = length - bytes.length;
    }
    return line;
  }
}

/** The bytes of a line that are shown: whole characters, and no terminator. */
function cutBytes(
  kept: Buffer,
  length: number,
  encoding: TextEncoding,
): Buffer {
  if (length <= MAX_LINE_BYTES) {
    return kept.subarray(0, length);
  }
  let end = MAX_LINE_BYTES;
  if (encoding === 'utf-8') {
    while (end > MAX_LINE_BYTES - 3 && (kept[end] & 0xc0) === 0x80) {
      end -= 1;
    }
  } else {
    const high = encoding === 'utf-16le' ? kept[end + 1] : kept[end];
    // The second half of a pair of surrogates
    end -= high >= 0xdc && high <= 0xdf ? 2 : 0;
  }
  return kept.subarray(0, end);
}
