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
import { LogScanner } from './LogScanner';
import { SgrState } from './SgrState';

/** Longer lines are cut, and say how much is missing. */
export const MAX_LINE_BYTES = 64 * 1024;
/** An answer holds as many lines as fit in here, and one in any case. */
export const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
/** Bytes read for the lines of one answer, unless its first has more. */
const MAX_READ_BYTES = 64 * 1024 * 1024;

/** Where reading starts, and from which line on lines are kept. */
export interface LineCollectorOptions {
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
  readonly #scanner: LogScanner;
  readonly #styleAtLine = new SgrState();
  #lineOffset: number;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #answerBytes = 0;
  #full = false;
  #missedStart = false;

  constructor(options: LineCollectorOptions) {
    this.#options = options;
    this.#scanner = new LogScanner({ line: 1, ...options });
    this.#styleAtLine.copyFrom(this.#scanner.style);
    this.#lineOffset = options.offset;
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
    let begin = 0;
    while (begin < chunk.length && !this.#full) {
      const end = this.#scanner.readLine(chunk, begin);
      this.#keep(chunk.subarray(begin, end));
      if (this.#scanner.atLineStart) {
        this.#endLine(1);
      }
      this.#checkStart();
      begin = end;
    }
  }

  /** Says that the log ends here. */
  finish(): void {
    if (!this.#full && this.#scanner.offset > this.#lineOffset) {
      this.#endLine(0);
    }
  }

  /** The line that is looked for began before what is being read. */
  #checkStart(): void {
    const { startUnknown, offset, at } = this.#options;
    const isInFirstLine = !this.#full && this.#lineOffset === offset;
    if (
      startUnknown &&
      isInFirstLine &&
      at !== undefined &&
      this.#scanner.offset > at
    ) {
      this.#missedStart = true;
      this.#full = true;
    }
  }

  #keep(part: Buffer): void {
    // One more than is shown, so that a cut can tell whether it cuts a character.
    const room = MAX_LINE_BYTES + 1 - this.#keptBytes;
    if (room > 0) {
      this.#kept.push(part.subarray(0, room));
      this.#keptBytes += Math.min(part.length, room);
    }
  }

  #endLine(terminatorBytes: number): void {
    const end = this.#scanner.offset;
    const length = end - this.#lineOffset - terminatorBytes;
    if (this.#isWanted(end, terminatorBytes)) {
      const { startUnknown, offset } = this.#options;
      if (startUnknown && this.#lineOffset === offset) {
        this.#missedStart = true;
        this.#full = true;
        return;
      }
      const bytes = cutBytes(Buffer.concat(this.#kept), length);
      if (!this.#fits(bytes.length, end)) {
        this.#full = true;
        return;
      }
      if (this.lines.length === 0) {
        this.style = this.#styleAtLine.toString();
      }
      this.lines.push(this.#createLine(bytes, length, terminatorBytes));
      this.#answerBytes += bytes.length;
      this.#full = this.lines.length >= this.#options.count;
    }
    this.#styleAtLine.copyFrom(this.#scanner.style);
    this.#lineOffset = end;
    this.#kept = [];
    this.#keptBytes = 0;
  }

  #isWanted(end: number, terminatorBytes: number): boolean {
    const { from, at } = this.#options;
    if (from !== undefined) {
      return this.#lineNumber(terminatorBytes) >= from;
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

  #lineNumber(terminatorBytes: number): number {
    return this.#scanner.line - terminatorBytes;
  }

  #createLine(
    bytes: Buffer,
    length: number,
    terminatorBytes: number,
  ): AzureBlobLogLine {
    const line: AzureBlobLogLine = {
      offset: this.#lineOffset,
      text: bytes.toString('utf8'),
    };
    if (this.#options.line !== undefined) {
      line.number = this.#lineNumber(terminatorBytes);
    }
    if (bytes.length < length) {
      line.omittedBytes = length - bytes.length;
    }
    return line;
  }
}

/** The bytes of a line that are shown: whole characters, and no terminator. */
function cutBytes(kept: Buffer, length: number): Buffer {
  if (length <= MAX_LINE_BYTES) {
    return kept.subarray(0, length);
  }
  let end = MAX_LINE_BYTES;
  while (end > MAX_LINE_BYTES - 3 && (kept[end] & 0xc0) === 0x80) {
    end -= 1;
  }
  return kept.subarray(0, end);
}
