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

import { LogText } from './LogText';

const LINE_FEED = 0x0a;

/** Which lines, counted from 1; both ends are included. */
export interface LineRange {
  from: number;
  to: number;
}

/**
 * Cuts whole lines out of the text of a log, with their line feeds, as it
 * comes. Leaving the loop, and having the last of them, ends the reading.
 *
 * @param start - the number of the line that the first chunk begins with
 */
export async function* sliceLines(
  chunks: AsyncIterable<Buffer>,
  options: LineRange & { start: number; encoding: LogText['encoding'] },
): AsyncGenerator<Buffer> {
  const { from, to, encoding } = options;
  let line = options.start;
  let carry = Buffer.alloc(0);
  for await (const chunk of chunks) {
    // Where each character has two bytes, none of them is cut in half.
    const bytes = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    const whole = bytes.length - (encoding === 'utf-8' ? 0 : bytes.length % 2);
    carry = bytes.subarray(whole);
    let begin = line >= from ? 0 : undefined;
    let end = 0;
    while (end < whole && line <= to) {
      const next = findLineEnd(bytes.subarray(0, whole), end, encoding);
      end = next ?? whole;
      line += next === undefined ? 0 : 1;
      if (begin === undefined && line >= from) {
        begin = end;
      }
    }
    if (begin !== undefined && end > begin) {
      yield bytes.subarray(begin, end);
    }
    if (line > to) {
      return;
    }
  }
}

/** The byte behind the next line feed. */
function findLineEnd(
  bytes: Buffer,
  begin: number,
  encoding: LogText['encoding'],
): number | undefined {
  if (encoding === 'utf-8') {
    const at = bytes.indexOf(LINE_FEED, begin);
    return at === -1 ? undefined : at + 1;
  }
  const isLittle = encoding === 'utf-16le';
  const feed = isLittle ? '\n\0' : '\0\n';
  for (let at = begin; at < bytes.length; at += 1) {
    at = bytes.indexOf(feed, at, 'latin1');
    if (at === -1) {
      return undefined;
    }
    if (at % 2 === 0) {
      return at + 2;
    }
  }
  return undefined;
}
