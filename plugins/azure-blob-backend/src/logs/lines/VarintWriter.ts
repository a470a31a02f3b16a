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

/** Writes numbers and texts in as few bytes as is simple. */
export class VarintWriter {
  #bytes = Buffer.alloc(1_024);
  #length = 0;

  /** A whole number from 0 to 2^53 - 1. */
  write(value: number): void {
    this.#reserve(8);
    let rest = value;
    while (rest >= 0x80) {
      this.#append((rest % 0x80) + 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.#append(rest);
  }

  writeFlag(value: boolean): void {
    this.write(value ? 1 : 0);
  }

  /** Milliseconds of Unix time, where there is any. */
  writeTime(value: number | undefined): void {
    if (value === undefined) {
      this.write(0);
    } else {
      this.write(value < 0 ? 1 : 2);
      this.write(Math.abs(value));
    }
  }

  writeBytes(bytes: Uint8Array): void {
    this.write(bytes.length);
    this.#reserve(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  writeText(text: string): void {
    this.writeBytes(Buffer.from(text, 'utf8'));
  }

  /** Numbers that do not fall, by what each adds to the one before. */
  writeRising(values: readonly number[]): void {
    this.write(values.length);
    let last = 0;
    for (const value of values) {
      this.write(value - last);
      last = value;
    }
  }

  toBuffer(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #append(byte: number): void {
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed > this.#bytes.length) {
      const grown = Buffer.alloc(2 * needed);
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
  }
}
