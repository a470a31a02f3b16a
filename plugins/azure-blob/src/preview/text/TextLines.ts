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

import { detectEncoding, PreviewFile } from '../open';

/** What is read at once. */
const WINDOW_BYTES = 1024 * 1024;
/** What is kept at most; whoever wants more wants the file. */
export const KEPT_BYTES = 64 * 1024 * 1024;

/** The lines of a text, as far as they have been read. */
export class TextLines {
  readonly #file: PreviewFile;
  readonly #decoder: TextDecoder;
  readonly #lines: string[] = [];
  #open = '';
  #offset = 0;
  #isComplete = false;

  /** Reads the first lines. */
  static async open(
    file: PreviewFile,
    signal: AbortSignal,
  ): Promise<TextLines> {
    const lines = new TextLines(file);
    await lines.readOn(signal);
    return lines;
  }

  private constructor(file: PreviewFile) {
    this.#file = file;
    this.#decoder = new TextDecoder(detectEncoding(file.head));
  }

  get count(): number {
    return this.#lines.length;
  }

  /** In bytes. */
  get read(): number {
    return this.#offset;
  }

  /** Whether these are all lines. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether there is nothing left that would be read. */
  get isAtEnd(): boolean {
    return this.#isComplete || this.#offset >= this.#limit;
  }

  /** A line, counted from 0. */
  at(index: number): string | undefined {
    return this.#lines[index];
  }

  async readOn(signal: AbortSignal): Promise<void> {
    const length = Math.min(WINDOW_BYTES, this.#limit - this.#offset);
    const range = { offset: this.#offset, length };
    const bytes = await this.#file.read(range, signal);
    signal.throwIfAborted();
    this.#offset += bytes.length;
    const isLast = bytes.length < length || this.#offset === this.#file.size;
    const text = this.#open + this.#decoder.decode(bytes, { stream: !isLast });
    const lines = text.split(/\r\n|\n|\r(?!$)/);
    const open = lines.pop() ?? '';
    this.#open = isLast ? '' : open;
    for (const line of lines) {
      this.#lines.push(line);
    }
    const isCut = this.#offset >= this.#limit;
    if (open !== '' && (isLast || isCut)) {
      this.#lines.push(open);
    }
    this.#isComplete = isLast;
  }

  get #limit(): number {
    return Math.min(KEPT_BYTES, this.#file.readable);
  }
}
