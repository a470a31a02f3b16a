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

/** Longer ones, with a name or a comment to match, nobody writes. */
export const MAX_HEADER_BYTES = 128 * 1024;

const FIXED_BYTES = 10;
const HAS_CHECKSUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;

/** Whether a member of a gzip file begins with these bytes, as far as they go. */
export function isGzip(bytes: Uint8Array): boolean {
  return [0x1f, 0x8b, 8].every(
    (byte, i) => i >= bytes.length || bytes[i] === byte,
  );
}

/** Where the header ends that a member begins with; undefined for behind `bytes`. */
export function findHeaderEnd(bytes: Buffer): number | undefined {
  if (bytes.length < FIXED_BYTES) {
    return undefined;
  }
  const flags = bytes[3];
  let end = FIXED_BYTES;
  if (flags & HAS_EXTRA) {
    if (bytes.length < end + 2) {
      return undefined;
    }
    end += 2 + bytes.readUInt16LE(end);
  }
  for (const flag of [HAS_NAME, HAS_COMMENT]) {
    if (flags & flag) {
      const zero = bytes.indexOf(0, end);
      if (end >= bytes.length || zero === -1) {
        return undefined;
      }
      end = zero + 1;
    }
  }
  if (flags & HAS_CHECKSUM) {
    end += 2;
  }
  return end <= bytes.length ? end : undefined;
}
