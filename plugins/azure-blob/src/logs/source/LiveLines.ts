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
import { LogStyle } from '../ansi';
import { LogRow, toLogRow } from './LogRow';

const KEPT = 20_000;

/**
 * Lines that were written to a log after it was opened. The newest are kept;
 * the others can be read by their numbers, as the rest of the log.
 */
export class LiveLines {
  #first: number;
  #rows: LogRow[] = [];
  #open?: LogRow;
  #style: LogStyle = {};
  readonly #offset: number;

  /**
   * @param known - lines that the log had when it was opened
   * @param offset - the byte behind them
   */
  constructor(known: number, offset: number) {
    this.#first = known + 1;
    this.#offset = offset;
  }

  /** The number of the first line that is kept. */
  get first(): number {
    return this.#first;
  }

  /** The number of the last one. */
  get last(): number {
    return this.#first + this.#rows.length - 1 + (this.#open ? 1 : 0);
  }

  append(lines: AzureBlobLogLine[]) {
    this.#join(lines[0]);
    this.#open = undefined;
    for (const line of lines) {
      const { row, style } = toLogRow(line, this.#style);
      this.#style = style;
      this.#rows.push(row);
    }
    if (this.#rows.length > KEPT) {
      const surplus = this.#rows.length - KEPT / 2;
      this.#rows.splice(0, surplus);
      this.#first += surplus;
    }
  }

  /** Shows the line at the end, as far as it is written. */
  open(line: AzureBlobLogLine) {
    this.#join(line);
    this.#open = toLogRow(line, this.#style).row;
  }

  getRow(number: number): LogRow | undefined {
    const index = number - this.#first;
    return index === this.#rows.length ? this.#open : this.#rows[index];
  }

  /** The last line that was counted may not have been whole yet. */
  #join(line: AzureBlobLogLine | undefined) {
    const isFirst = this.#rows.length === 0 && !this.#open;
    if (isFirst && line && line.offset < this.#offset) {
      this.#first -= 1;
    }
  }
}
