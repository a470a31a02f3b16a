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

import { LogSpan } from './types';

/** A piece of a line, and whether something was found in it. */
export interface MarkedSpan extends LogSpan {
  isHit?: boolean;
}

/**
 * Splits spans where hits begin and end.
 *
 * @param ranges - starts and lengths in the visible text of the line
 */
export function markSpans(
  spans: LogSpan[],
  ranges: ReadonlyArray<readonly [start: number, length: number]>,
): MarkedSpan[] {
  return ranges.length === 0
    ? spans
    : spans.flatMap(span => (span.at < 0 ? span : markSpan(span, ranges)));
}

/** Takes characters off the start of a line. */
export function dropCharacters(spans: LogSpan[], count: number): LogSpan[] {
  let left = count;
  return spans.flatMap(span => {
    const cut = Math.min(left, span.text.length);
    left -= cut;
    if (cut === span.text.length) {
      return [];
    }
    return cut === 0 ? span : slice(span, cut, span.text.length);
  });
}

function markSpan(
  span: LogSpan,
  ranges: ReadonlyArray<readonly [start: number, length: number]>,
): MarkedSpan[] {
  const pieces: MarkedSpan[] = [];
  let done = 0;
  for (const [start, length] of ranges) {
    const from = Math.max(done, start - span.at);
    const to = Math.min(span.text.length, start + length - span.at);
    if (to > from) {
      pieces.push(slice(span, done, from));
      pieces.push({ ...slice(span, from, to), isHit: true });
      done = to;
    }
  }
  pieces.push(slice(span, done, span.text.length));
  return pieces.filter(({ text }) => text);
}

function slice(span: LogSpan, from: number, to: number): LogSpan {
  const at = span.at < 0 ? -1 : span.at + from;
  return { ...span, text: span.text.slice(from, to), at };
}
