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

const ATTRIBUTE_CODES = [1, 2, 3, 4, 5, 7, 8, 9, 21, 53];
const BIT_OF = new Map(ATTRIBUTE_CODES.map((code, bit) => [code, 1 << bit]));

function bitsOf(...codes: number[]): number {
  return codes.reduce((bits, code) => bits | (BIT_OF.get(code) ?? 0), 0);
}

const CLEARED_BY = new Map([
  [22, bitsOf(1, 2)],
  [23, bitsOf(3)],
  [24, bitsOf(4, 21)],
  [25, bitsOf(5)],
  [27, bitsOf(7)],
  [28, bitsOf(8)],
  [29, bitsOf(9)],
  [55, bitsOf(53)],
]);

const MAX_VALUES = 64;

// A colour is one number, so that following a log allocates nothing: below
// 256 it is the code itself, above it an index or three components.
const INDEXED = 0x1000000;
const COMPONENTS = 0x2000000;

/**
 * The colours and attributes that "select graphic rendition" sequences have
 * put in force. It keeps what is in effect only, so it never grows.
 */
export class SgrState {
  #foreground = 0;
  #background = 0;
  #underline = 0;
  #attributes = 0;

  readonly #values = new Uint16Array(MAX_VALUES);
  /** Whether a colon, and not a semicolon, stands before a value. */
  readonly #joined = new Uint8Array(MAX_VALUES + 1);

  copyFrom(other: SgrState): void {
    this.#foreground = other.#foreground;
    this.#background = other.#background;
    this.#underline = other.#underline;
    this.#attributes = other.#attributes;
  }

  clear(): void {
    this.#foreground = 0;
    this.#background = 0;
    this.#underline = 0;
    this.#attributes = 0;
  }

  /** Applies the parameters of one sequence: what stands between `ESC[` and `m`. */
  apply(parameters: Uint8Array, length: number): void {
    const count = this.#split(parameters, length);
    let position = 0;
    while (position < count) {
      const code = this.#values[position];
      let end = position + 1;
      while (end < count && this.#joined[end]) {
        end += 1;
      }
      if (code === 38 || code === 48 || code === 58) {
        const next = this.#applyColor(code, position + 1, end, count);
        if (next === undefined) {
          return;
        }
        position = next;
      } else {
        if (end === position + 1) {
          this.applyCode(code);
        } else if (code === 4) {
          this.applyCode(this.#values[position + 1] === 0 ? 24 : 4);
        }
        position = end;
      }
    }
  }

  /** One sequence that puts the same in force; empty where nothing is. */
  toString(): string {
    const codes: Array<number | string> = ATTRIBUTE_CODES.filter(
      (_, bit) => this.#attributes & (1 << bit),
    );
    if (this.#foreground) {
      codes.push(formatColor(38, this.#foreground));
    }
    if (this.#background) {
      codes.push(formatColor(48, this.#background));
    }
    if (this.#underline) {
      codes.push(formatColor(58, this.#underline));
    }
    return codes.length > 0 ? `\u001b[${codes.join(';')}m` : '';
  }

  #split(parameters: Uint8Array, length: number): number {
    let count = 0;
    let value = 0;
    this.#joined[0] = 0;
    for (let i = 0; i <= length && count < MAX_VALUES; i++) {
      const byte = i < length ? parameters[i] : 0x3b;
      if (byte === 0x3a || byte === 0x3b) {
        this.#values[count] = value;
        count += 1;
        this.#joined[count] = byte === 0x3a ? 1 : 0;
        value = 0;
      } else {
        value = Math.min(value * 10 + byte - 0x30, 0xffff);
      }
    }
    return count;
  }

  /** Returns where the next code is, or undefined where none can be told. */
  #applyColor(
    code: number,
    begin: number,
    groupEnd: number,
    count: number,
  ): number | undefined {
    const grouped = groupEnd > begin;
    const end = grouped ? groupEnd : count;
    const kind = begin < end ? this.#values[begin] : undefined;
    if (kind === 5 && begin + 1 < end) {
      this.#setColor(code, INDEXED, [this.#values[begin + 1]]);
      return grouped ? groupEnd : begin + 2;
    }
    if (kind === 2) {
      // With colons a colour space may stand before the components.
      const first = grouped && groupEnd - begin > 4 ? begin + 2 : begin + 1;
      if (first + 2 < end) {
        this.#setColor(
          code,
          COMPONENTS,
          Array.from(this.#values.subarray(first, first + 3)),
        );
        return grouped ? groupEnd : first + 3;
      }
    }
    return grouped ? groupEnd : undefined;
  }

  #setColor(code: number, kind: number, parts: number[]): void {
    if (parts.some(part => part > 255)) {
      return;
    }
    const color = parts.reduce((all, part) => all * 256 + part, 0) + kind;
    if (code === 38) {
      this.#foreground = color;
    } else if (code === 48) {
      this.#background = color;
    } else {
      this.#underline = color;
    }
  }

  /** Applies one parameter that stands alone. */
  applyCode(code: number): void {
    if (code === 0) {
      this.clear();
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      this.#foreground = code;
    } else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) {
      this.#background = code;
    } else if (code === 39) {
      this.#foreground = 0;
    } else if (code === 49) {
      this.#background = 0;
    } else if (code === 59) {
      this.#underline = 0;
    } else if (code === 4 || code === 21) {
      this.#attributes &= ~bitsOf(4, 21);
      this.#attributes |= bitsOf(code);
    } else {
      const bits = BIT_OF.get(code === 6 ? 5 : code) ?? 0;
      this.#attributes |= bits;
      this.#attributes &= ~(CLEARED_BY.get(code) ?? 0);
    }
  }
}

function formatColor(code: number, color: number): string {
  if (color < INDEXED) {
    return `${color}`;
  }
  if (color < COMPONENTS) {
    return `${code};5;${color - INDEXED}`;
  }
  const rgb = color - COMPONENTS;
  return `${code};2;${rgb >> 16};${(rgb >> 8) & 255};${rgb & 255}`;
}
