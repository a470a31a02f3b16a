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

import { AzureBlobLogHit } from 'backstage-plugin-azure-blob-common';
import { decodeText, TextEncoding, toVisibleText } from '../lines';
import { CandidateFinder } from './CandidateFinder';
import { LineBlock, LineBlocks } from './LineBlocks';
import { LineMatcher, MatchRange } from './LineMatcher';

/** Of a longer line, what comes behind is not looked through. */
export const MAX_SEARCHED_LINE_BYTES = 1024 * 1024;
/** So much is done in one go, before anything else gets its turn. */
const PIECE_BYTES = 128 * 1024;
const MAX_RANGES = 20;
const PREVIEW_LENGTH = 400;
/** Of the preview, what comes before the first match. */
const PREVIEW_LEAD = 100;
const LINE_FEED = 0x0a;

/** Options of {@link LineSearch}. */
export interface LineSearchOptions {
  matcher: LineMatcher;
  encoding: TextEncoding;
  /** Where the text begins, which is the beginning of this line. */
  offset: number;
  line: number;
  /** The line to begin at. */
  from: number;
  /** How many hits are kept; all are counted. */
  limit: number;
}

/** Looks through a text, however it comes. */
export class LineSearch {
  readonly #options: LineSearchOptions;
  readonly #blocks: LineBlocks;
  readonly #candidates: CandidateFinder | undefined;
  #line: number;
  #count = 0;
  #kept = 0;
  #hits: AzureBlobLogHit[] = [];

  constructor(options: LineSearchOptions) {
    const { matcher, encoding, offset, line } = options;
    this.#options = options;
    this.#line = line;
    this.#blocks = new LineBlocks({
      ...{ encoding, offset },
      maxLineBytes: MAX_SEARCHED_LINE_BYTES,
    });
    this.#candidates =
      encoding === 'utf-8' ? CandidateFinder.create(matcher) : undefined;
  }

  /** Lines found so far. */
  get count(): number {
    return this.#count;
  }

  /** Whether a line was too long to be looked through to its end. */
  get isCut(): boolean {
    return this.#blocks.isCut;
  }

  /** Whether {@link LineSearch.takeHits} has any. */
  get hasHits(): boolean {
    return this.#hits.length > 0;
  }

  /** The hits since the last call. */
  takeHits(): AzureBlobLogHit[] {
    const hits = this.#hits;
    this.#hits = [];
    return hits;
  }

  /** Takes the next bytes; each step of the iteration is a short one. */
  *add(chunk: Buffer): Generator<void> {
    for (let begin = 0; begin < chunk.length; begin += PIECE_BYTES) {
      const piece = chunk.subarray(begin, begin + PIECE_BYTES);
      for (const block of this.#blocks.add(piece)) {
        this.#search(block);
        yield;
      }
    }
  }

  /** Says that the text ends here. */
  finish(): void {
    for (const block of this.#blocks.finish()) {
      this.#search(block);
    }
  }

  #search({ bytes, offset }: LineBlock): void {
    if (this.#candidates) {
      this.#searchCandidates(bytes, offset, this.#candidates);
    } else {
      this.#searchAll(bytes, offset);
    }
  }

  /** Looks at the lines that may hold something. */
  #searchCandidates(
    bytes: Buffer,
    offset: number,
    candidates: CandidateFinder,
  ): void {
    const first = this.#line;
    const lineFeeds = candidates.find(bytes, (place, before) => {
      const start = bytes.lastIndexOf(LINE_FEED, place) + 1;
      const feed = bytes.indexOf(LINE_FEED, place);
      const end = feed === -1 ? bytes.length : feed;
      this.#line = first + before;
      this.#look(bytes.toString('utf8', start, end), offset + start);
      return end + 1;
    });
    this.#line = first + lineFeeds;
  }

  #searchAll(bytes: Buffer, offset: number): void {
    const { encoding } = this.#options;
    const lines = decodeText(bytes, encoding).split('\n');
    const last = lines.length - 1;
    let start = 0;
    lines.forEach((text, index) => {
      if (index < last || text !== '') {
        this.#look(text, offset + start);
      }
      if (index < last) {
        this.#line += 1;
        // Of UTF-8, not by the text: its bytes may have been no characters.
        start =
          encoding === 'utf-8'
            ? bytes.indexOf(LINE_FEED, start) + 1
            : start + 2 * (text.length + 1);
      }
    });
  }

  #look(text: string, offset: number): void {
    const { matcher, from, limit } = this.#options;
    const line = this.#line;
    if (line < from) {
      return;
    }
    const isKept = this.#kept < limit;
    const visible = toVisibleText(text);
    const ranges = matcher.find(visible, isKept ? MAX_RANGES : 1);
    if (ranges.length === 0) {
      return;
    }
    this.#count += 1;
    if (isKept) {
      this.#kept += 1;
      const { preview, previewStart } = cutPreview(visible, ranges[0]);
      this.#hits.push({ line, offset, ranges, preview, previewStart });
    }
  }
}

/** The text around a match, without a half of a character at its ends. */
function cutPreview(text: string, [match]: MatchRange) {
  const latest = Math.max(0, text.length - PREVIEW_LENGTH);
  let start = Math.min(Math.max(0, match - PREVIEW_LEAD), latest);
  let end = start + PREVIEW_LENGTH;
  if (start > 0 && isSecondHalf(text, start)) {
    start += 1;
  }
  if (end < text.length && isSecondHalf(text, end)) {
    end -= 1;
  }
  return { preview: text.slice(start, end), previewStart: start };
}

function isSecondHalf(text: string, index: number): boolean {
  return /^[\udc00-\udfff]/.test(text.charAt(index));
}
