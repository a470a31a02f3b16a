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

const BLANK: LogSpan = { text: ' ', style: {}, at: -1 };

/**
 * A line as a terminal has it: what is written at the cursor takes the place
 * of what stood there.
 *
 * @remarks
 * Most lines are only ever written to their ends, and stay a few spans. The
 * first step back makes a cell of every character.
 */
export class LineCells {
  #spans: LogSpan[] = [];
  #isCells = false;
  /** A place among the spans; at their end where it is undefined. */
  #cursor?: number;

  write(span: LogSpan) {
    if (this.#cursor === undefined) {
      append(this.#spans, span);
      return;
    }
    this.#toCells();
    for (const cell of split(span)) {
      this.#spans[this.#cursor] = cell;
      this.#cursor += 1;
    }
  }

  /** Puts the cursor at the start. */
  restart() {
    this.#cursor = 0;
  }

  back(count = 1) {
    this.#toCells();
    this.#cursor = Math.max(0, (this.#cursor ?? this.#spans.length) - count);
  }

  /** Erases to the end (0), from the start (1), or everything (2). */
  erase(what: string) {
    this.#toCells();
    const cursor = this.#cursor ?? this.#spans.length;
    if (what !== '1') {
      this.#spans.length = Math.min(cursor, this.#spans.length);
    }
    if (what === '1' || what === '2') {
      this.#spans.fill(BLANK, 0, cursor + (what === '1' ? 1 : 0));
    }
    this.#cursor = cursor;
  }

  toSpans(): LogSpan[] {
    if (!this.#isCells) {
      return this.#spans;
    }
    const cells = this.#spans;
    while (cells.at(-1) === BLANK) {
      cells.pop();
    }
    const spans: LogSpan[] = [];
    for (const cell of cells) {
      append(spans, cell);
    }
    return spans;
  }

  #toCells() {
    if (!this.#isCells) {
      this.#spans = this.#spans.flatMap(split);
      this.#isCells = true;
    }
  }
}

function append(spans: LogSpan[], span: LogSpan) {
  const last = spans.at(-1);
  const isSame =
    last !== undefined &&
    last.style === span.style &&
    last.link === span.link &&
    last.isGlyph === span.isGlyph;
  const isNext =
    last !== undefined &&
    (last.at < 0 ? span.at < 0 : last.at + last.text.length === span.at);
  if (isSame && isNext) {
    last.text += span.text;
  } else {
    spans.push({ ...span });
  }
}

function split(span: LogSpan): LogSpan[] {
  let { at } = span;
  return Array.from(span.text, text => {
    const cell = { ...span, text, at };
    at += span.at < 0 ? 0 : text.length;
    return cell;
  });
}
