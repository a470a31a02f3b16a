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

/** How the characters of a text are written. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What the first bytes of a text tell about it. */
export interface DetectedText {
  encoding: TextEncoding;
  /** Whether these are not the bytes of a text. */
  isBinary: boolean;
}

/** So many of the first bytes are looked at. */
export const DETECTED_BYTES = 4_096;
/** Of the code units of a text without a mark, so many are Latin at least. */
const MIN_LATIN_SHARE = 0.4;
const MAX_CONTROL_SHARE = 0.1;
/** Backspace, tab, line feed, form feed, carriage return and escape. */
const TEXT_CONTROLS = new Set([8, 9, 10, 12, 13, 27]);

/** Tells a text by its first 4 KiB; all of it, where it is shorter. */
export function detectText(firstBytes: Uint8Array): DetectedText {
  const bytes = firstBytes.subarray(0, DETECTED_BYTES);
  const encoding = findEncoding(bytes);
  return { encoding, isBinary: isBinary(bytes, encoding) };
}

function findEncoding(bytes: Uint8Array): TextEncoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return 'utf-16le';
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return 'utf-16be';
  }
  // Without a mark, Latin characters tell: each has a NUL at the same side.
  const pairs = bytes.length >> 1;
  let nulFirst = 0;
  let nulSecond = 0;
  for (let i = 0; i < pairs * 2; i += 2) {
    if (bytes[i] === 0 && bytes[i + 1] !== 0) {
      nulFirst += 1;
    } else if (bytes[i] !== 0 && bytes[i + 1] === 0) {
      nulSecond += 1;
    }
  }
  if (pairs > 1 && nulFirst === 0 && nulSecond >= pairs * MIN_LATIN_SHARE) {
    return 'utf-16le';
  }
  if (pairs > 1 && nulSecond === 0 && nulFirst >= pairs * MIN_LATIN_SHARE) {
    return 'utf-16be';
  }
  return 'utf-8';
}

function isBinary(bytes: Uint8Array, encoding: TextEncoding): boolean {
  const units = narrowBytes(bytes, encoding);
  if (units.includes(0)) {
    return true;
  }
  const controls = units.filter(
    unit => (unit < 0x20 && !TEXT_CONTROLS.has(unit)) || unit === 0x7f,
  );
  return controls.length > units.length * MAX_CONTROL_SHARE;
}

/**
 * One byte for each code unit: the character itself where it is Latin, and
 * otherwise one that stands for no ASCII character. A last half of a code unit
 * is left out.
 */
export function narrowBytes(
  bytes: Uint8Array,
  encoding: TextEncoding,
): Uint8Array {
  if (encoding === 'utf-8') {
    return bytes;
  }
  const high = encoding === 'utf-16le' ? 1 : 0;
  const low = 1 - high;
  const narrow = Buffer.allocUnsafe(bytes.length >> 1);
  for (let i = 0, at = 0; i < narrow.length; i += 1, at += 2) {
    narrow[i] = bytes[at + high] === 0 ? bytes[at + low] : 0x80;
  }
  return narrow;
}

/** Reads a part of a text that begins and ends with a character. */
export function decodeText(
  bytes: Buffer,
  encoding: TextEncoding,
  begin = 0,
  end = bytes.length,
): string {
  if (encoding === 'utf-8') {
    return bytes.toString('utf8', begin, end);
  }
  if (encoding === 'utf-16le') {
    return bytes.toString('utf16le', begin, end);
  }
  const even = begin + ((end - begin) & ~1);
  const swapped = Buffer.from(bytes.subarray(begin, even)).swap16();
  return swapped.toString('utf16le');
}
