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
  AzureBlobLogIndex,
  AzureBlobLogOutline,
} from 'backstage-plugin-azure-blob-common';
import { BlockReader, LogBytes } from './BlockReader';
import { isCandidate } from './ByteScan';
import {
  Checkpoint,
  Checkpoints,
  DEFAULT_LIMITS,
  LogIndexLimits,
} from './Checkpoints';
import { decodeText, narrowBytes, TextEncoding } from './detectText';
import { estimateBytes } from './estimateBytes';
import { HEAD_UNITS, LogFindings } from './LogFindings';
import { formatTime } from './LogGroups';
import { LogScanner } from './LogScanner';
import { readIndex, writeIndex } from './storeIndex';

const LINE_FEED = 0x0a;

/** Options of a {@link LogIndex}. */
export interface LogIndexOptions extends Partial<LogIndexLimits> {
  /** UTF-8 unless said. */
  encoding?: TextEncoding;
}

/** Everything that a {@link LogIndex} knows. */
export interface LogIndexState {
  encoding: TextEncoding;
  complete: boolean;
  checkpoints: Checkpoints;
  scanner: LogScanner;
  findings: LogFindings;
  /** The first bytes of the line that `scanner` is in. */
  head: Buffer;
  /** The first half of a code unit whose second half has not come. */
  half: Buffer;
}

/**
 * Tells where the lines of a log begin and what they report, from one pass
 * over its bytes. It is sparse, and its size has a bound.
 */
export class LogIndex {
  readonly #encoding: TextEncoding;
  /** Bytes of a code unit. */
  readonly #width: number;
  readonly #checkpoints: Checkpoints;
  readonly #scanner: LogScanner;
  readonly #findings: LogFindings;
  #head: Buffer;
  #half: Buffer;
  #complete = false;
  /** With the line at the end, which may yet go on. */
  #final: LogFindings | undefined;

  constructor(options: LogIndexOptions = {}, state?: LogIndexState) {
    const { encoding = 'utf-8', ...limits } = options;
    this.#encoding = state?.encoding ?? encoding;
    this.#width = this.#encoding === 'utf-8' ? 1 : 2;
    this.#checkpoints =
      state?.checkpoints ?? new Checkpoints({ ...DEFAULT_LIMITS, ...limits });
    this.#scanner =
      state?.scanner ?? new LogScanner({ offset: 0, line: 1, style: '' });
    this.#findings = state?.findings ?? new LogFindings();
    this.#head = state?.head ?? Buffer.alloc(0);
    this.#half = state?.half ?? Buffer.alloc(0);
    if (state?.complete) {
      this.finish();
    }
  }

  /**
   * Goes on with an index where it was serialized.
   *
   * @throws where the bytes are not those of an index.
   */
  static restore(buffer: Buffer): LogIndex {
    return new LogIndex({}, readIndex(buffer));
  }

  /** The memory that the index of a log of `size` bytes may come to take. */
  static estimateBytes(size: number): number {
    return estimateBytes(size);
  }

  get encoding(): TextEncoding {
    return this.#encoding;
  }

  get complete(): boolean {
    return this.#complete;
  }

  /** Bytes of text that have been read. */
  get indexedBytes(): number {
    return this.#scanner.offset * this.#width + this.#half.length;
  }

  /** The lines found so far, without one whose end has not been seen. */
  get lines(): number {
    const { line, atLineStart } = this.#scanner;
    return this.#complete && !atLineStart ? line : line - 1;
  }

  get checkpointCount(): number {
    return this.#checkpoints.list.length;
  }

  /** Takes the next bytes of the log, also after what seemed to be its end. */
  add(chunk: Uint8Array): void {
    this.#complete = false;
    this.#final = undefined;
    const encoding = this.#encoding;
    const width = this.#width;
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (width > 1) {
      bytes = Buffer.concat([this.#half, bytes]);
      this.#half = Buffer.from(bytes.subarray(bytes.length & ~1));
      bytes = bytes.subarray(0, bytes.length & ~1);
    }
    const narrow = toBuffer(narrowBytes(bytes, encoding));
    this.#read({ bytes, narrow, encoding, width });
  }

  /** Says that there are no more bytes, for now. */
  finish(): void {
    this.#complete = true;
    if (!this.#scanner.atLineStart) {
      this.#final = this.#findings.copy();
      this.#readHead(this.#final);
    }
  }

  /** What `GET E/log` says about it. */
  summarize(): Omit<
    AzureBlobLogIndex,
    'state' | 'indexedBytes' | 'isTruncated'
  > {
    const { errors, warnings, groups, startedAt, endedAt } = this.#current;
    const firstError = errors.first[0];
    return {
      textBytes: this.indexedBytes,
      lines: this.lines,
      errors: errors.count,
      warnings: warnings.count,
      ...(firstError !== undefined && { firstError }),
      groups: groups.state.count,
      ...(startedAt !== undefined && { startedAt: formatTime(startedAt) }),
      ...(endedAt !== undefined && { endedAt: formatTime(endedAt) }),
    };
  }

  toOutline(revision: string): AzureBlobLogOutline {
    const { errors, warnings, groups, found } = this.#current;
    return {
      revision,
      isComplete: this.#complete,
      groups: groups.toGroups(this.lines, found),
      sections: groups.toSections(this.lines, found),
      errors: errors.first.slice(),
      warnings: warnings.first.slice(),
    };
  }

  /** All that it takes to go on with it elsewhere, at `indexedBytes`. */
  serialize(): Buffer {
    return writeIndex({
      encoding: this.#encoding,
      complete: this.#complete,
      checkpoints: this.#checkpoints,
      scanner: this.#scanner,
      findings: this.#findings,
      head: this.#head,
      half: this.#half,
    });
  }

  /** Whether it is known where `line` begins, or that there is no such line. */
  coversLine(line: number): boolean {
    return this.#complete || line <= this.#scanner.line;
  }

  coversOffset(offset: number): boolean {
    return this.#complete || offset < this.indexedBytes;
  }

  /** The last checkpoint at or before a line. */
  findLine(line: number): Checkpoint {
    return this.#checkpoints.findLine(line);
  }

  /** The last checkpoint at or before a byte. */
  findOffset(offset: number): Checkpoint {
    return this.#checkpoints.findOffset(offset);
  }

  /** The first checkpoint behind a line, where there is one by now. */
  findAfterLine(line: number): Checkpoint | undefined {
    return this.#checkpoints.findAfterLine(line);
  }

  get #current(): LogFindings {
    return this.#final ?? this.#findings;
  }

  #read(log: LogBytes): void {
    const { narrow } = log;
    let begin = this.#scanner.atLineStart ? 0 : this.#readPart(log, 0);
    const end = narrow.lastIndexOf(LINE_FEED) + 1;
    if (begin < end) {
      const targets = {
        scanner: this.#scanner,
        checkpoints: this.#checkpoints,
        findings: this.#findings,
      };
      BlockReader.read(targets, log, begin, end);
      begin = end;
    }
    if (begin < narrow.length) {
      this.#readPart(log, begin);
    }
  }

  /** Reads to the end of a line that other chunks hold parts of. */
  #readPart({ bytes, narrow }: LogBytes, begin: number): number {
    const scanner = this.#scanner;
    const width = this.#width;
    if (scanner.atLineStart) {
      const { line } = scanner;
      const offset = scanner.offset * width;
      if (this.#checkpoints.isDue(line, offset)) {
        const style = scanner.style.toString();
        this.#checkpoints.add({ line, offset, style });
      }
    }
    const next = scanner.readLine(narrow, begin);
    const room = HEAD_UNITS * width - this.#head.length;
    const end = (scanner.atLineStart ? next - 1 : next) * width;
    if (room > 0) {
      const part = bytes.subarray(begin * width, end).subarray(0, room);
      this.#head = Buffer.concat([this.#head, part]);
    }
    if (scanner.atLineStart) {
      this.#readHead(this.#findings, scanner.line - 1);
      this.#head = Buffer.alloc(0);
    }
    return next;
  }

  #readHead(findings: LogFindings, line = this.#scanner.line): void {
    const bytes = this.#head;
    const encoding = this.#encoding;
    const narrow = toBuffer(narrowBytes(bytes, encoding));
    const text = decodeText(bytes, encoding);
    if (isCandidate(narrow)) {
      findings.readLine(line, text);
    } else {
      findings.readTime(text);
    }
  }
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
