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

import { AzureBlobLogPosition } from 'backstage-plugin-azure-blob-common';
import { LogSource } from './LogSource';
import { LogRow, toLogRows } from './LogRow';
import { LogOpening, readTail } from './readOpening';

const COUNT = 500;
const PACE = 120;

/** Options of {@link LogEstimate}. */
export interface LogEstimateOptions {
  source: LogSource;
  revision: string;
  /** Of the log in bytes. */
  size: number;
  opening: LogOpening;
}

/**
 * The lines of a log that nobody has counted yet. How many there are, and
 * which of them begins where, is estimated by their bytes; a stretch of lines
 * around what is looked at is real.
 */
export class LogEstimate {
  readonly #source: LogSource;
  readonly #revision: string;
  readonly #size: number;
  readonly #listeners = new Set<() => void>();
  #rows: LogRow[];
  /** The line that the first of `#rows` is taken for. */
  #start: number;
  #isEnd: boolean;
  #lines: number;
  #counted = 0;
  #version = 0;
  #error: unknown;
  #wanted?: { first: number; last: number };
  #request?: AbortController;
  #timer?: ReturnType<typeof setTimeout>;
  #isClosed = false;

  constructor(options: LogEstimateOptions) {
    const { opening, size } = options;
    this.#source = options.source;
    this.#revision = options.revision;
    this.#size = size;
    this.#rows = opening.rows;
    this.#isEnd = opening.end;
    const before = opening.rows[0]?.offset ?? 0;
    const after = opening.rows.at(-1)?.offset ?? 0;
    const steps = Math.max(1, opening.rows.length - 1);
    const average = Math.max(1, (after - before) / steps);
    this.#start = opening.line ?? Math.round(before / average) + 1;
    const end = this.#start + opening.rows.length - 1;
    const rest = opening.end ? 0 : Math.ceil((size - after) / average);
    this.#lines = end + rest;
  }

  /** About how many there are. */
  get lines(): number {
    return this.#lines;
  }

  get error(): unknown {
    return this.#error;
  }

  getRow(line: number): LogRow | undefined {
    return this.#rows[line - this.#start];
  }

  /** Tells up to which line the numbers are known by now. */
  learn(counted: number) {
    this.#counted = counted;
  }

  /** Tells which lines are looked at. */
  show(first: number, last: number) {
    this.#wanted = { first, last };
    if (!this.#request && this.#timer === undefined && !this.#error) {
      this.#next();
    }
  }

  retry() {
    this.#error = undefined;
    this.#changed();
    this.#next();
  }

  close() {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  getVersion = () => this.#version;

  #next() {
    const read = this.#plan();
    if (!read || this.#isClosed) {
      return;
    }
    const request = new AbortController();
    this.#request = request;
    read(request.signal)
      .catch(error => {
        this.#error = request.signal.aborted ? this.#error : error;
      })
      .finally(() => {
        this.#request = undefined;
        this.#changed();
        if (!this.#isClosed && !this.#error) {
          // What is looked at may have changed many times in between.
          this.#timer = setTimeout(() => {
            this.#timer = undefined;
            this.#next();
          }, PACE);
        }
      });
  }

  #plan(): ((signal: AbortSignal) => Promise<void>) | undefined {
    const { first, last } = this.#wanted ?? { first: 1, last: 0 };
    const end = this.#start + this.#rows.length - 1;
    if (last < first) {
      return undefined;
    }
    if (first > end || last < this.#start) {
      return last >= this.#lines
        ? signal => this.#readEnd(signal)
        : signal => this.#readAround(first, signal);
    }
    if (last > end && !this.#isEnd) {
      return signal => this.#readOn(signal);
    }
    const canGoBack = this.#start > 1 && this.#rows[0].offset > 0;
    return first < this.#start && canGoBack
      ? signal => this.#readBack(signal)
      : undefined;
  }

  async #readEnd(signal: AbortSignal) {
    const log = { size: this.#size, revision: this.#revision };
    this.#rows = await readTail(this.#source, log, signal);
    this.#isEnd = true;
    this.#start = Math.max(1, this.#lines - this.#rows.length + 1);
  }

  async #readAround(line: number, signal: AbortSignal) {
    const share = (line - 1) / this.#lines;
    const at = Math.min(Math.floor(share * this.#size), this.#size - 1);
    const answer = await this.#read(
      line <= this.#counted ? { from: line } : { at },
      COUNT,
      signal,
    );
    this.#rows = answer.rows;
    this.#isEnd = answer.end;
    this.#start = line;
    this.#settleEnd();
  }

  async #readOn(signal: AbortSignal) {
    const last = this.#rows[this.#rows.length - 1];
    const answer = await this.#read({ at: last.offset }, COUNT, signal);
    const fresh = answer.rows.filter(({ offset }) => offset > last.offset);
    this.#rows = [...this.#rows, ...fresh];
    this.#isEnd = answer.end || fresh.length === 0;
    this.#settleEnd();
  }

  async #readBack(signal: AbortSignal) {
    const { offset: until } = this.#rows[0];
    const average = Math.max(1, this.#size / this.#lines);
    let window = Math.ceil(average * COUNT);
    let before: LogRow[] = [];
    let isJoined = false;
    while (!isJoined && !signal.aborted) {
      const at = Math.max(0, until - window);
      const { rows } = await this.#read({ at }, COUNT * 2, signal);
      before = rows.filter(({ offset }) => offset < until);
      isJoined = before.length < rows.length || window <= 1;
      window = Math.floor(window / 4);
    }
    // There is no room above line one, however wrong the estimate is.
    const kept = before.slice(Math.max(0, before.length - this.#start + 1));
    this.#rows = [...kept, ...this.#rows];
    this.#start -= kept.length;
  }

  async #read(
    position: AzureBlobLogPosition,
    count: number,
    signal: AbortSignal,
  ) {
    const answer = await this.#source.getLines(
      { ...position, count },
      this.#revision,
      signal,
    );
    return { rows: toLogRows(answer), end: answer.end };
  }

  #settleEnd() {
    const end = this.#start + this.#rows.length - 1;
    this.#lines = this.#isEnd ? end : Math.max(this.#lines, end + 1);
  }

  #changed() {
    this.#version += 1;
    for (const listener of this.#listeners) {
      listener();
    }
  }
}
