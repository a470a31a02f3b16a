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

import { SgrState } from './SgrState';

const LINE_FEED = 0x0a;
const ESCAPE = 0x1b;

/** Longer parameters are no colours that anybody means. */
const MAX_PARAMETERS = 128;
const NOT_A_STYLE = MAX_PARAMETERS + 1;

/** Fewer are looked at one by one. */
const MIN_SKIP_BYTES = 1_024;

const TEXT = 0;
const AFTER_ESCAPE = 1;
const SEQUENCE = 2;

/**
 * Follows a log byte by byte: where its lines begin, and which style is in
 * force there. It keeps nothing of what it has read.
 */
export class LogScanner {
  readonly style = new SgrState();
  readonly #parameters = new Uint8Array(MAX_PARAMETERS);
  #length = 0;
  #mode: number = TEXT;

  /** Bytes read so far. */
  offset: number;
  /** The number of the line that `offset` is in. */
  line: number;
  atLineStart = true;

  constructor(start: { offset: number; line: number; style: string }) {
    this.offset = start.offset;
    this.line = start.line;
    // A style is a sequence itself, and reads as one.
    const sequence = Buffer.from(start.style.slice(2, -1), 'latin1');
    if (sequence.length > 0) {
      this.style.apply(sequence, sequence.length);
    }
  }

  /** The bytes of a sequence that has begun, or such as lead to the same. */
  get pending(): Buffer {
    if (this.#mode === TEXT) {
      return Buffer.alloc(0);
    }
    if (this.#mode === AFTER_ESCAPE) {
      return Buffer.from('\u001b');
    }
    return this.#length === NOT_A_STYLE
      ? Buffer.from('\u001b[?')
      : Buffer.concat([
          Buffer.from('\u001b['),
          this.#parameters.subarray(0, this.#length),
        ]);
  }

  /**
   * Reads to the end of the line.
   *
   * @returns the index in `chunk` of what follows the line feed, or the length
   * of `chunk` where the line goes on.
   */
  readLine(chunk: Uint8Array, begin: number): number {
    const end = chunk.length;
    let mode = this.#mode;
    let index = mode === TEXT ? skipText(chunk, begin) : begin;
    this.atLineStart = false;
    while (index < end) {
      const byte = chunk[index];
      index += 1;
      if (byte > ESCAPE && mode === TEXT) {
        continue;
      }
      if (byte === LINE_FEED) {
        this.#mode = TEXT;
        this.atLineStart = true;
        this.line += 1;
        this.offset += index - begin;
        return index;
      }
      if (byte === ESCAPE) {
        mode = AFTER_ESCAPE;
      } else if (mode === AFTER_ESCAPE) {
        mode = byte === 0x5b ? SEQUENCE : TEXT;
        this.#length = 0;
      } else if (mode === SEQUENCE) {
        mode = this.#readSequence(byte);
      }
    }
    this.#mode = mode;
    this.offset += index - begin;
    return index;
  }

  #readSequence(byte: number): number {
    if (byte >= 0x30 && byte <= 0x3b) {
      if (this.#length < MAX_PARAMETERS) {
        this.#parameters[this.#length] = byte;
        this.#length += 1;
      } else {
        this.#length = NOT_A_STYLE;
      }
      return SEQUENCE;
    }
    if (byte >= 0x20 && byte <= 0x3f) {
      this.#length = NOT_A_STYLE;
      return SEQUENCE;
    }
    if (byte === 0x6d && this.#length <= MAX_PARAMETERS) {
      this.style.apply(this.#parameters, this.#length);
    }
    return TEXT;
  }
}

/** Where the text that lines of many megabytes may be made of ends. */
function skipText(chunk: Uint8Array, begin: number): number {
  if (chunk.length - begin < MIN_SKIP_BYTES) {
    return begin;
  }
  const feed = chunk.indexOf(LINE_FEED, begin);
  const end = feed === -1 ? chunk.length : feed;
  const escape = chunk.subarray(begin, end).indexOf(ESCAPE);
  return escape === -1 ? end : begin + escape;
}
