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
import { toPlainText } from './toPlainText';

const STEP = 256 * 1024;
const PIECE = 16 * 1024;

/** Options of {@link LongLineReader}. */
export interface LongLineReaderOptions {
  source: LogSource;
  revision: string;
  encoding: string;
  /** Its number. */
  line: number;
}

/** Reads a line of any length, no more of it than is asked for. */
export class LongLineReader {
  /** What has been read, in pieces that a browser lays out one by one. */
  pieces: string[] = [];
  isAtEnd = false;
  isClosed = false;
  readonly #options: LongLineReaderOptions;
  readonly #decoder: TextDecoder;
  readonly #request = new AbortController();
  #reader?: ReadableStreamDefaultReader<Uint8Array>;

  constructor(options: LongLineReaderOptions) {
    this.#options = options;
    this.#decoder = new TextDecoder(options.encoding);
  }

  /** Reads a step more. */
  async readStep(): Promise<void> {
    const reader = this.#reader ?? (await this.#open());
    this.#reader = reader;
    let text = '';
    while (text.length < STEP && !this.isAtEnd) {
      const { done, value } = await reader.read();
      text += done
        ? this.#decoder.decode()
        : this.#decoder.decode(value, { stream: true });
      this.isAtEnd = done;
    }
    // Each state of a progress bar gets a line here, which hides none of them.
    const lines = text.replace(/[\r\n]+$/, '').split('\r');
    const pieces = lines.flatMap(split).map(toPlainText);
    this.pieces = [...this.pieces, ...pieces];
  }

  close(): void {
    this.isClosed = true;
    this.#request.abort();
    this.#reader?.cancel().catch(() => {});
  }

  async #open() {
    const { source, revision, line } = this.#options;
    const content = await source.readText?.(
      { from: line, to: line },
      revision,
      this.#request.signal,
    );
    if (!content) {
      throw new Error('The source of this log does not give its text.');
    }
    return content.body.getReader();
  }
}

function split(text: string): string[] {
  const pieces = [];
  for (let from = 0; from < text.length; from += PIECE) {
    pieces.push(text.slice(from, from + PIECE));
  }
  return pieces;
}
