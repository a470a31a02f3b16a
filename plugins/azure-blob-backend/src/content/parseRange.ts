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

/** The bytes from `start` up to, and without, `end`. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a `Range` header against the size of what it is asked of. Anything but
 * one well-formed range of bytes is ignored, as HTTP has it.
 *
 * @returns undefined for the whole, or `unsatisfiable` for a range that holds
 * no byte.
 */
export function parseRange(
  header: string | undefined,
  size: number,
): ByteRange | 'unsatisfiable' | undefined {
  const match = header?.match(/^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i);
  if (!match || match[0].length > 64) {
    return undefined;
  }
  const [first, last] = match.slice(1).map(toNumber);
  if (first === undefined) {
    return last === undefined ? undefined : takeSuffix(last, size);
  }
  if (last !== undefined && last < first) {
    return undefined;
  }
  if (first >= size) {
    return 'unsatisfiable';
  }
  return { start: first, end: Math.min(last ?? Infinity, size - 1) + 1 };
}

function takeSuffix(length: number, size: number) {
  if (length === 0 || size === 0) {
    return 'unsatisfiable';
  }
  return { start: Math.max(0, size - length), end: size };
}

function toNumber(digits: string): number | undefined {
  return digits === '' ? undefined : Number(digits);
}
