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

import Papa from 'papaparse';
import { detectEncoding, PreviewFile, Sliced } from '../open';

const WINDOW_BYTES = 256 * 1024;
/** The most that is kept; whoever wants more wants the file. */
export const KEPT_BYTES = 128 * 1024 * 1024;
/** A record that is longer has a quote that does not end. */
const MAX_RECORD = 256 * 1024;
/** How much is taken apart between two looks at the clock. */
const PIECE = 64 * 1024;

/**
 * The records of a table, as far as they have been read. They are kept as they
 * are written and taken apart when they are looked at: a million rows take the
 * memory of their text.
 */
export class CsvRows {
  readonly #file: PreviewFile;
  readonly #decoder: TextDecoder;
  readonly #records: string[] = [];
  #delimiter = '';
  #rest = '';
  #offset = 0;
  #isComplete = false;

  constructor(file: PreviewFile) {
    this.#file = file;
    this.#decoder = new TextDecoder(detectEncoding(file.head));
  }

  get count(): number {
    return this.#records.length;
  }

  /** In bytes. */
  get read(): number {
    return this.#offset;
  }

  get isComplete(): boolean {
    return this.#isComplete;
  }

  get isAtEnd(): boolean {
    return this.#isComplete || this.#offset >= this.#limit;
  }

  /** The cells of a record, counted from 0. */
  at(index: number): string[] {
    const { data } = Papa.parse<string[]>(this.#records[index] ?? '', {
      delimiter: this.#delimiter,
    });
    return data[0] ?? [];
  }

  /** Reads the bytes that come next. */
  async fetch(signal: AbortSignal): Promise<Uint8Array> {
    const length = Math.min(WINDOW_BYTES, this.#limit - this.#offset);
    const bytes = await this.#file.read(
      { offset: this.#offset, length },
      signal,
    );
    signal.throwIfAborted();
    this.#offset += bytes.length;
    this.#isComplete =
      bytes.length < length || this.#offset === this.#file.size;
    return bytes;
  }

  /** Takes in bytes, in slices. */
  *take(bytes: Uint8Array): Sliced<void> {
    const isLast = this.isAtEnd;
    const text = this.#decoder.decode(bytes, { stream: !isLast });
    if (this.#delimiter === '') {
      this.#delimiter = guessDelimiter(this.#file.name, text);
    }
    for (let at = 0; at < text.length; at += PIECE) {
      this.#rest += text.slice(at, at + PIECE);
      const isEnd = isLast && at + PIECE >= text.length;
      this.#split(isEnd || this.#rest.length > MAX_RECORD);
      yield;
    }
  }

  /** Moves whole records out of the rest; all of it where no more may come. */
  #split(isEnd: boolean) {
    let start = 0;
    let lastStart = 0;
    const records: string[] = [];
    Papa.parse<string[]>(this.#rest, {
      delimiter: this.#delimiter,
      step: ({ meta: { cursor } }) => {
        records.push(this.#rest.slice(start, cursor));
        lastStart = start;
        start = cursor;
      },
    });
    if (!isEnd && records.length > 0) {
      // It may go on in what has not been read.
      records.pop();
      start = lastStart;
    }
    for (const record of records) {
      if (record.trim() !== '') {
        this.#records.push(record);
      }
    }
    this.#rest = this.#rest.slice(start);
  }

  get #limit(): number {
    return Math.min(KEPT_BYTES, this.#file.readable);
  }
}

function guessDelimiter(name: string, text: string): string {
  if (/\.tsv$/i.test(name)) {
    return '\t';
  }
  const { meta } = Papa.parse(text.slice(0, PIECE), {
    preview: 10,
    skipEmptyLines: true,
  });
  return meta.delimiter || ',';
}
