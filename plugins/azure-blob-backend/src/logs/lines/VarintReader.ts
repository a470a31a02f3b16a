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

/** The latest time that a `Date` knows. */
const MAX_TIME = 8.64e15;

/** Reads what a `VarintWriter` has written, and trusts nothing of it. */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws where there is no number, or a bigger one. */
  read(max = Number.MAX_SAFE_INTEGER): number {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) {
        throw new Error('The index ends too early.');
      }
      this.#at += 1;
      value += (byte % 0x80) * factor;
      if (value > max) {
        throw new Error('The index holds a number that is too big.');
      }
      if (byte < 0x80) {
        return value;
      }
      factor *= 0x80;
      if (factor > Number.MAX_SAFE_INTEGER) {
        throw new Error('The index holds a number that is too long.');
      }
    }
  }

  readFlag(): boolean {
    return this.read(1) === 1;
  }

  readTime(): number | undefined {
    const sign = this.read(2);
    if (sign === 0) {
      return undefined;
    }
    return sign === 1 ? -this.read(MAX_TIME) : this.read(MAX_TIME);
  }

  /** How many things follow, each of a byte at least. */
  readCount(max: number): number {
    const count = this.read(max);
    if (count > this.#bytes.length - this.#at) {
      throw new Error('The index ends too early.');
    }
    return count;
  }

  readBytes(max: number): Buffer {
    const count = this.readCount(max);
    const begin = this.#at;
    this.#at += count;
    return Buffer.from(this.#bytes.subarray(begin, this.#at));
  }

  readText(maxBytes: number): string {
    return this.readBytes(maxBytes).toString('utf8');
  }

  /** Numbers from `min` to `max`, each greater than the last. */
  readRising(maxCount: number, min: number, max: number): number[] {
    const count = this.readCount(maxCount);
    const values: number[] = [];
    let last = 0;
    for (let i = 0; i < count; i++) {
      const value = last + this.read(max - last);
      if (value < (i === 0 ? min : last + 1)) {
        throw new Error('The index is out of order.');
      }
      values.push(value);
      last = value;
    }
    return values;
  }

  /** @throws where anything follows. */
  end(): void {
    if (this.#at < this.#bytes.length) {
      throw new Error('The index does not end where it should.');
    }
  }
}
