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

import { LogSource } from './LogSource';
import { LogRow, toLogRows } from './LogRow';
import { wait } from './wait';

const COUNTING_PAUSE = 500;

/** Options of {@link LogBlocks}. */
export interface LogBlocksOptions {
  source: LogSource;
  revision: string;
  /** Lines that are read at once. */
  blockSize?: number;
  /** Blocks that are kept. */
  capacity?: number;
  /** Milliseconds that pass between two bursts of requests. */
  pace?: number;
}

/**
 * The lines of a log by number. They are read a block at a time, where and
 * when they are looked at; what is skipped over is aborted, and what has not
 * been looked at the longest is forgotten.
 */
export class LogBlocks {
  readonly blockSize: number;
  readonly #source: LogSource;
  readonly #revision: string;
  readonly #capacity: number;
  readonly #pace: number;
  readonly #blocks = new Map<number, LogRow[]>();
  readonly #requests = new Map<number, AbortController>();
  readonly #listeners = new Set<() => void>();
  #wanted: number[] = [];
  #lines = 0;
  #version = 0;
  #error: unknown;
  #lastStart = -Infinity;
  #timer?: ReturnType<typeof setTimeout>;

  constructor(options: LogBlocksOptions) {
    this.#source = options.source;
    this.#revision = options.revision;
    this.blockSize = options.blockSize ?? 500;
    this.#capacity = options.capacity ?? 20;
    this.#pace = options.pace ?? 80;
  }

  /** What went wrong with the last request; nothing is read until `retry`. */
  get error(): unknown {
    return this.#error;
  }

  /** The line with a number, where it has been read. */
  getRow(number: number): LogRow | undefined {
    const block = this.#blocks.get(this.#blockOf(number));
    return block?.[(number - 1) % this.blockSize];
  }

  /** Tells how many lines there are, and which of them are looked at. */
  show(range: { first: number; last: number; lines: number }) {
    this.#lines = range.lines;
    this.#wanted = this.#findWanted(range.first, range.last);
    for (const [block, request] of this.#requests) {
      if (!this.#wanted.includes(block)) {
        request.abort();
        this.#requests.delete(block);
      }
    }
    for (const block of this.#wanted) {
      this.#touch(block);
    }
    this.#schedule();
  }

  retry() {
    this.#error = undefined;
    this.#changed();
    this.#schedule();
  }

  /** Ends every request. */
  close() {
    clearTimeout(this.#timer);
    this.#wanted = [];
    for (const request of this.#requests.values()) {
      request.abort();
    }
    this.#requests.clear();
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  getVersion = () => this.#version;

  #findWanted(first: number, last: number): number[] {
    const from = this.#blockOf(Math.max(1, first));
    const to = this.#blockOf(Math.max(1, last));
    const before = this.#wanted[0];
    const wanted = [];
    for (let block = from; block <= to; block += 1) {
      wanted.push(block);
    }
    const next = before !== undefined && from < before ? from - 1 : to + 1;
    const exists = next >= 0 && next * this.blockSize < this.#lines;
    return exists ? [...wanted, next] : wanted;
  }

  #schedule() {
    clearTimeout(this.#timer);
    // What is asked for while other requests are out is likely to be skipped.
    const pace = this.#requests.size > 0 ? this.#pace : this.#pace / 4;
    const pause = this.#lastStart + pace - Date.now();
    if (pause <= 0) {
      this.#start();
    } else {
      this.#timer = setTimeout(() => this.#start(), pause);
    }
  }

  #start() {
    for (const block of this.#wanted) {
      const isMissing =
        (this.#blocks.get(block)?.length ?? 0) < this.#sizeOf(block);
      if (isMissing && !this.#requests.has(block) && !this.#error) {
        this.#lastStart = Date.now();
        this.#load(block);
      }
    }
  }

  async #load(block: number) {
    const request = new AbortController();
    this.#requests.set(block, request);
    try {
      const rows = await this.#read(block, request.signal);
      if (!request.signal.aborted) {
        this.#keep(block, rows);
      }
    } catch (error) {
      if (!request.signal.aborted) {
        this.#error = error;
      }
    }
    if (this.#requests.get(block) === request) {
      this.#requests.delete(block);
    }
    this.#changed();
  }

  /** Asks again for the rest where an answer holds fewer lines than asked for. */
  async #read(block: number, signal: AbortSignal): Promise<LogRow[]> {
    const size = this.#sizeOf(block);
    const rows: LogRow[] = [];
    while (rows.length < size && !signal.aborted) {
      const answer = await this.#source.getLines(
        {
          from: block * this.blockSize + rows.length + 1,
          count: size - rows.length,
        },
        this.#revision,
        signal,
      );
      rows.push(...toLogRows(answer));
      if (answer.end) {
        break;
      }
      if (answer.lines.length === 0) {
        // The backend is still counting its way to these lines.
        await wait(COUNTING_PAUSE, signal);
      }
    }
    return rows.slice(0, size);
  }

  #keep(block: number, rows: LogRow[]) {
    this.#blocks.set(block, rows);
    this.#touch(block);
    for (const oldest of this.#blocks.keys()) {
      if (this.#blocks.size <= this.#capacity) {
        break;
      }
      this.#blocks.delete(oldest);
    }
  }

  #touch(block: number) {
    const rows = this.#blocks.get(block);
    if (rows) {
      this.#blocks.delete(block);
      this.#blocks.set(block, rows);
    }
  }

  #changed() {
    this.#version += 1;
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #blockOf(number: number): number {
    return Math.floor((number - 1) / this.blockSize);
  }

  #sizeOf(block: number): number {
    return Math.min(this.blockSize, this.#lines - block * this.blockSize);
  }
}
