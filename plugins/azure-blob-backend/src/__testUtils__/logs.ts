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
import * as fc from 'fast-check';

/** A second opinion, on the whole log at once. */
export function readNaively(
  log: Buffer,
): Array<AzureBlobLogLine & { style: string }> {
  const lines: Array<AzureBlobLogLine & { style: string }> = [];
  let offset = 0;
  while (offset < log.length) {
    const feed = log.indexOf('\n', offset);
    const end = feed === -1 ? log.length : feed;
    lines.push({
      number: lines.length + 1,
      offset,
      text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        log.subarray(offset, end),
      ),
      style: findStyle(log.subarray(0, offset)),
    });
    offset = end + 1;
  }
  return lines;
}

/** What stands between each `ESC[` and `m`. */
function readSequences(log: Buffer): string[] {
  return log
    .toString('latin1')
    .split('\u001b[')
    .slice(1)
    .flatMap(rest => rest.match(/^([0-9;]*)m/)?.[1] ?? []);
}

function findStyle(log: Buffer): string {
  const slots: string[] = [];
  for (const parameters of readSequences(log)) {
    for (const code of parameters.split(';').map(Number)) {
      if (code === 0) {
        slots.length = 0;
      } else if (code >= 1 && code <= 9) {
        slots[code] = `${code}`;
      } else if (code >= 30 && code <= 37) {
        slots[10] = `${code}`;
      } else if (code >= 40 && code <= 47) {
        slots[11] = `${code}`;
      }
    }
  }
  const codes = slots.filter(Boolean);
  return codes.length > 0 ? `\u001b[${codes.join(';')}m` : '';
}

const piece = fc.oneof(
  fc.constantFrom(
    '\n',
    '\n',
    '\r\n',
    '\u001b[31m',
    '\u001b[42m',
    '\u001b[0m',
    '\u001b[m',
    '\u001b[33;44m',
    '\u001b[',
    '\u001b[?25h',
    '\u001b[3',
    '4m',
    '\u001b',
    'é',
    '漢',
    '🚀',
    '\ufeff',
  ),
  fc.string({ unit: fc.constantFrom('a', ' ', '7', ';', 'm'), maxLength: 20 }),
);

/** Lines, styles, halves of them, and bytes that are no characters. */
export const arbitraryLog = fc
  .array(
    fc.oneof(
      { weight: 9, arbitrary: piece.map(text => Buffer.from(text)) },
      // Nothing that would complete a sequence the second opinion can't read.
      {
        weight: 1,
        arbitrary: fc
          .array(fc.integer({ min: 0x80, max: 0xff }), { maxLength: 5 })
          .map(bytes => Buffer.from(bytes)),
      },
    ),
    { maxLength: 150, size: 'max' },
  )
  .map(parts => Buffer.concat(parts));

/** Chunks of these sizes, over and over. */
export function splitBytes(content: Buffer, sizes: number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let offset = 0;
  for (let i = 0; offset < content.length; i++) {
    const size = sizes[i % sizes.length];
    chunks.push(content.subarray(offset, offset + size));
    offset += size;
  }
  return chunks;
}
