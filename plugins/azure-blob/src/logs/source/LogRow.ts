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

import { AzureBlobLogLines } from 'backstage-plugin-azure-blob-common';
import { LogSpan, LogStyle, tokenizeLine } from '../ansi';

/** A line of a log, ready to be shown. */
export interface LogRow {
  /** Counted from 1; absent where it is not known yet. */
  number?: number;
  spans: LogSpan[];
  /** Characters in `spans`. */
  length: number;
  /** Characters or bytes of the line that `spans` leaves out. */
  omitted: number;
}

// What more than fills any screen and still renders at once.
const MAX_CHARACTERS = 10_000;

/** Turns an answer of the API into rows. */
export function toLogRows(lines: AzureBlobLogLines): LogRow[] {
  let style: LogStyle = tokenizeLine(lines.style, {}).style;
  return lines.lines.map(line => {
    const tokenized = tokenizeLine(line.text, style);
    style = tokenized.style;
    const { spans, length, cut } = cutSpans(tokenized.spans);
    return {
      number: line.number,
      spans,
      length,
      omitted: cut + (line.omittedBytes ?? 0),
    };
  });
}

function cutSpans(spans: LogSpan[]) {
  const kept: LogSpan[] = [];
  let length = 0;
  let cut = 0;
  for (const span of spans) {
    const room = MAX_CHARACTERS - length;
    const text = span.text.slice(0, room);
    if (text) {
      kept.push({ ...span, text });
    }
    length += text.length;
    cut += span.text.length - text.length;
  }
  return { spans: kept, length, cut };
}
