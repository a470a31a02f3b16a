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
export const LINES_PER_CHECKPOINT = 256;
export const MAX_CHECKPOINTS = 65_536;
/** Bytes after which the next line gets a checkpoint, however few they are. */
const BYTES_PER_CHECKPOINT = 1024 * 1024;

/** How dense a `LogIndex` is, and how big it may get. */
export interface LogIndexLimits {
  linesPerCheckpoint: number;
  bytesPerCheckpoint: number;
  maxCheckpoints: number;
}

export const DEFAULT_LIMITS: LogIndexLimits = {
  linesPerCheckpoint: LINES_PER_CHECKPOINT,
  bytesPerCheckpoint: BYTES_PER_CHECKPOINT,
  maxCheckpoints: MAX_CHECKPOINTS,
};

/**
 * Some lines of a log, in order. Their number has a bound: at the most there
 * may be, every second one is dropped, and the distance doubles.
 */
export class Checkpoints {
  readonly limits: LogIndexLimits;
  #list: Checkpoint[];
  #spacing: number;

  /** The number of the line that is to have the next one. */
  nextLine = 0;
  /** The byte from which on any line is to have the next one. */
  nextOffset = 0;

  constructor(
    limits: LogIndexLimits,
    list: Checkpoint[] = [{ line: 1, offset: 0, style: '' }],
    spacing = 1,
  ) {
    this.limits = limits;
    this.#list = list;
    this.#spacing = spacing;
    this.#plan();
  }

  get list(): readonly Checkpoint[] {
    return this.#list;
  }

  get spacing(): number {
    return this.#spacing;
  }

  /** Whether a line that begins at a byte is to have one. */
  isDue(line: number, offset: number): boolean {
    return line >= this.nextLine || offset >= this.nextOffset;
  }

  add(checkpoint: Checkpoint): void {
    this.#list.push(checkpoint);
    if (this.#list.length >= this.limits.maxCheckpoints) {
      this.#list = this.#list.filter((_, i) => i % 2 === 0);
      this.#spacing *= 2;
    }
    this.#plan(checkpoint);
  }

  /** The last one at or before a line. */
  findLine(line: number): Checkpoint {
    return this.#list[this.#countWhere(at => at.line <= line) - 1];
  }

  /** The last one at or before a byte. */
  findOffset(offset: number): Checkpoint {
    return this.#list[this.#countWhere(at => at.offset <= offset) - 1];
  }

  /** The first one behind a line, where there is one by now. */
  findAfterLine(line: number): Checkpoint | undefined {
    return this.#list[this.#countWhere(at => at.line <= line)];
  }

  #plan(last = this.#list[this.#list.length - 1]): void {
    const { linesPerCheckpoint, bytesPerCheckpoint } = this.limits;
    this.nextLine = last.line + linesPerCheckpoint * this.#spacing;
    this.nextOffset = last.offset + bytesPerCheckpoint * this.#spacing;
  }

  /** How many hold, of which the ones that do come first. */
  #countWhere(holds: (checkpoint: Checkpoint) => boolean): number {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#list[middle])) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
