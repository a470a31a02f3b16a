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

import {
  AzureBlobLogLine,
  AzureBlobLogLines,
} from 'backstage-plugin-azure-blob-common';
import { dropCharacters, LogSpan, LogStyle, tokenizeLine } from '../ansi';
import { LogMarkerKind, measureHeadingMark, readMarker } from './readMarker';
import { readTime } from './readTime';

/** A line of a log, ready to be shown. */
export interface LogRow {
  /** Counted from 1; absent where it is not known yet. */
  number?: number;
  /** The byte in the log's text at which it begins. */
  offset: number;
  /** Without the time and the mark that the line begins with. */
  spans: LogSpan[];
  /** Characters in `spans`. */
  length: number;
  /** Characters or bytes of the line that `spans` leaves out. */
  omitted: number;
  /** Milliseconds since 1970. */
  time?: number;
  marker?: LogMarkerKind;
  /** Characters that a heading does not show. */
  headingMark: number;
}

// What more than fills any screen and still renders at once.
const MAX_CHARACTERS = 10_000;

/** Turns an answer of the API into rows. */
export function toLogRows(lines: AzureBlobLogLines): LogRow[] {
  let style: LogStyle = tokenizeLine(lines.style, {}).style;
  return lines.lines.map(line => {
    const result = toLogRow(line, style);
    style = result.style;
    return result.row;
  });
}

/** Turns a line into a row, and tells in what style the next one begins. */
export function toLogRow(
  line: AzureBlobLogLine,
  style: LogStyle,
): { row: LogRow; style: LogStyle } {
  const time = readTime(line.text);
  const start = time?.length ?? 0;
  const tokenized = tokenizeLine(time?.rest ?? line.text, style);
  const shown = shift(tokenized.spans, start);
  const head = shown[0]?.text.slice(0, 400) ?? '';
  const marker = readMarker(head);
  const { spans, length, cut } = cutSpans(
    marker ? dropCharacters(shown, marker.length) : shown,
  );
  return {
    row: {
      number: line.number,
      offset: line.offset,
      spans,
      length,
      omitted: cut + (line.omittedBytes ?? 0),
      time: time?.time,
      marker: marker?.kind,
      headingMark: marker ? 0 : measureHeadingMark(head),
    },
    style: tokenized.style,
  };
}

function shift(spans: LogSpan[], by: number): LogSpan[] {
  if (by > 0) {
    for (const span of spans) {
      span.at += span.at < 0 ? 0 : by;
    }
  }
  return spans;
}

function cutSpans(spans: LogSpan[]) {
  const kept: LogSpan[] = [];
  let length = 0;
  let cut = 0;
  for (const span of spans) {
    const room = cut > 0 ? 0 : MAX_CHARACTERS - length;
    // A half of a pair would not be a character.
    const text = span.text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
    if (text) {
      kept.push(text === span.text ? span : { ...span, text });
    }
    length += text.length;
    cut += span.text.length - text.length;
  }
  return { spans: kept, length, cut };
}
