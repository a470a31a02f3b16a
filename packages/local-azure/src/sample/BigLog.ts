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

/** Of each line, with its line feed. */
const LINE_BYTES = 110;
const DIGITS = 9;
/** Lines that differ in nothing but their numbers come this far apart. */
const LINES_PER_BLOCK = 1_000;
/** Every so many blocks has a line that reports an error. */
const BLOCKS_PER_ERROR = 100;
const ERROR_AT = 500;

const STEPS = [
  '\u001b[32mPASS\u001b[0m src/ledger/postings.test.ts',
  '\u001b[2m  at Object.<anonymous>\u001b[22m (src/refunds/index.ts)',
  '  Downloading @contoso/payments 2.14.0 from the feed',
  '\u001b[33mnote\u001b[39m - a peer of react is in the cache, using that one',
  '  transformed src/api/routes/transfers/createTransfer.ts',
];
const ERROR = '\u001b[31mERROR\u001b[0m in src/refunds/rounding.ts';

/**
 * A log of any size in which every line can be told from its number, for what
 * has to be tried at sizes that nobody keeps.
 */
export class BigLog {
  readonly lines: number;
  readonly size: number;
  readonly #words: ReadonlyMap<number, string>;

  /** @param words - what to write at the end of some lines, by their numbers */
  static create(
    size: number,
    words: ReadonlyMap<number, string> = new Map(),
  ): BigLog {
    return new BigLog(size, words);
  }

  private constructor(size: number, words: ReadonlyMap<number, string>) {
    this.lines = Math.floor(size / LINE_BYTES);
    this.size = this.lines * LINE_BYTES;
    this.#words = words;
  }

  /** The byte at which a line begins. */
  offsetOf(line: number): number {
    return (line - 1) * LINE_BYTES;
  }

  /** A line, without its line feed. */
  getLine(line: number): string {
    const block = Math.floor((line - 1) / LINES_PER_BLOCK);
    const isError =
      block % BLOCKS_PER_ERROR === BLOCKS_PER_ERROR - 1 &&
      line % LINES_PER_BLOCK === ERROR_AT;
    const text = isError ? ERROR : STEPS[line % STEPS.length];
    const word = this.#words.get(line) ?? '';
    const start = `line ${String(line).padStart(DIGITS, '0')} ${text}`;
    return `${start.padEnd(LINE_BYTES - 1 - word.length, '.')}${word}`;
  }

  /** All of its bytes, a block at a time. */
  *blocks(linesAtOnce = 50 * LINES_PER_BLOCK): Generator<Buffer> {
    for (let first = 1; first <= this.lines; first += linesAtOnce) {
      const last = Math.min(first + linesAtOnce - 1, this.lines);
      const lines = [];
      for (let line = first; line <= last; line++) {
        lines.push(this.getLine(line));
      }
      yield Buffer.from(`${lines.join('\n')}\n`, 'latin1');
    }
  }
}
