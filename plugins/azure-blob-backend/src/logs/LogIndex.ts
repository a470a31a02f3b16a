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

import { LogScanner } from './LogScanner';

/** A line whose place in a log is known. */
export interface Checkpoint {
  /** Counted from 1. */
  line: number;
  /** The byte at which the line begins. */
  offset: number;
  /** What sets the colours and attributes in force there; empty for none. */
  style: string;
}

/** Lines between two checkpoints, until there are too many of them. */
export const LINES_PER_CHECKPOINT = 1_000;
/** Bytes after which the next line gets a checkpoint, however few they are. */
const BYTES_PER_CHECKPOINT = 1024 * 1024;
const MAX_CHECKPOINTS = 32_768;
const BYTES_OF_CHECKPOINT = 40;
/** What an index takes besides: its scanner, its key and its pass. */
const BYTES_OF_INDEX = 2_048;

/** How dense a {@link LogIndex} is, and how big it may get. */
export interface LogIndexLimits {
  linesPerCheckpoint: number;
  bytesPerCheckpoint: number;
  maxCheckpoints: number;
}

const DEFAULT_LIMITS: LogIndexLimits = {
  linesPerCheckpoint: LINES_PER_CHECKPOINT,
  bytesPerCheckpoint: BYTES_PER_CHECKPOINT,
  maxCheckpoints: MAX_CHECKPOINTS,
};

/**
 * Tells where the lines of a log begin, from one pass over its bytes. It is
 * sparse, and its size has a bound: at the most there may be, every second
 * checkpoint is dropped, and the distance doubles.
 */
export class LogIndex {
  readonly #scanner = new LogScanner({ offset: 0, line: 1, style: '' });
  readonly #limits: LogIndexLimits;
  #checkpoints: Checkpoint[] = [{ line: 1, offset: 0, style: '' }];
  #spacing = 1;
  #nextLine: number;
  #nextOffset: number;
  #complete = false;

  constructor(limits = DEFAULT_LIMITS) {
    this.#limits = limits;
    this.#nextLine = 1 + limits.linesPerCheckpoint;
    this.#nextOffset = limits.bytesPerCheckpoint;
  }

  /** The memory that the index of a log of `size` bytes may come to take. */
  static estimateBytes(size: number): number {
    const checkpoints = Math.min(
      MAX_CHECKPOINTS,
      2 + Math.ceil(size / LINES_PER_CHECKPOINT),
    );
    return BYTES_OF_INDEX + checkpoints * BYTES_OF_CHECKPOINT;
  }

  get complete(): boolean {
    return this.#complete;
  }

  get indexedBytes(): number {
    return this.#scanner.offset;
  }

  /** The lines found so far, without one whose end has not been seen. */
  get lines(): number {
    const { line, atLineStart } = this.#scanner;
    return this.#complete && !atLineStart ? line : line - 1;
  }

  get checkpointCount(): number {
    return this.#checkpoints.length;
  }

  /** Takes the next bytes of the log. */
  add(chunk: Uint8Array): void {
    const scanner = this.#scanner;
    let begin = 0;
    while (begin < chunk.length) {
      if (
        scanner.atLineStart &&
        (scanner.line >= this.#nextLine || scanner.offset >= this.#nextOffset)
      ) {
        this.#addCheckpoint();
      }
      begin = scanner.readLine(chunk, begin);
    }
  }

  /** Says that there are no more bytes. */
  finish(): void {
    this.#complete = true;
  }

  /** Whether it is known where `line` begins, or that there is no such line. */
  coversLine(line: number): boolean {
    return this.#complete || line <= this.#scanner.line;
  }

  coversOffset(offset: number): boolean {
    return this.#complete || offset < this.#scanner.offset;
  }

  /** The last checkpoint at or before a line. */
  findLine(line: number): Checkpoint {
    return this.#checkpoints[this.#countWhere(at => at.line <= line) - 1];
  }

  /** The last checkpoint at or before a byte. */
  findOffset(offset: number): Checkpoint {
    return this.#checkpoints[this.#countWhere(at => at.offset <= offset) - 1];
  }

  /** The first checkpoint behind a line, where there is one by now. */
  findAfterLine(line: number): Checkpoint | undefined {
    return this.#checkpoints[this.#countWhere(at => at.line <= line)];
  }

  #addCheckpoint(): void {
    const { line, offset, style } = this.#scanner;
    this.#checkpoints.push({ line, offset, style: style.toString() });
    const { linesPerCheckpoint, bytesPerCheckpoint, maxCheckpoints } =
      this.#limits;
    if (this.#checkpoints.length >= maxCheckpoints) {
      this.#checkpoints = this.#checkpoints.filter((_, i) => i % 2 === 0);
      this.#spacing *= 2;
    }
    this.#nextLine = line + linesPerCheckpoint * this.#spacing;
    this.#nextOffset = offset + bytesPerCheckpoint * this.#spacing;
  }

  /** How many checkpoints hold, of which the ones that do come first. */
  #countWhere(holds: (checkpoint: Checkpoint) => boolean): number {
    let low = 0;
    let high = this.#checkpoints.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#checkpoints[middle])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
