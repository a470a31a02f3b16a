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

import { AzureBlobLogLine } from 'backstage-plugin-azure-blob-common';
import { MAX_LINE_BYTES } from '../LineCollector';
import { TextEncoding } from '../lines';

/** Bytes of a line to keep, so that a cut can tell whether it cuts a character. */
export const KEPT_LINE_BYTES = MAX_LINE_BYTES + 2;

/**
 * Makes a line of its first bytes.
 *
 * @param length - of all of it, without its terminator
 */
export function toLine(
  kept: Buffer,
  length: number,
  options: { offset: number; encoding: TextEncoding },
): AzureBlobLogLine {
  const { offset, encoding } = options;
  const shown =
    length <= MAX_LINE_BYTES
      ? kept.subarray(0, length)
      : kept.subarray(0, findCut(kept, encoding));
  return {
    offset,
    text: decode(shown, encoding),
    ...(shown.length < length && { omittedBytes: length - shown.length }),
  };
}

/** Before the character that the cut would go through. */
function findCut(kept: Buffer, encoding: TextEncoding): number {
  if (encoding !== 'utf-8') {
    const at = MAX_LINE_BYTES;
    const unit =
      encoding === 'utf-16le' ? kept.readUInt16LE(at) : kept.readUInt16BE(at);
    const isLowSurrogate = (unit & 0xfc00) === 0xdc00;
    return isLowSurrogate ? at - 2 : at;
  }
  let at = MAX_LINE_BYTES;
  while (at > MAX_LINE_BYTES - 3 && (kept[at] & 0xc0) === 0x80) {
    at -= 1;
  }
  return at;
}

function decode(bytes: Buffer, encoding: TextEncoding): string {
  return encoding === 'utf-8'
    ? bytes.toString('utf8')
    : new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
