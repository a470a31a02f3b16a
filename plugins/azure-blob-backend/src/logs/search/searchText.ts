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

import { Readable } from 'node:stream';
import { readChunks } from '../../storage';
import { LogText } from '../text';
import { LineMatcher } from './LineMatcher';
import { LineSearch } from './LineSearch';
import { SearchBudget } from './SearchBudget';

/** Each yield takes longer than to look through what storage sends at a time. */
const QUIET_BYTES = 256 * 1024;

/** Options of {@link openTextSearch}. */
export interface TextSearchOptions {
  text: LogText;
  matcher: LineMatcher;
  /** A line whose place is known, at or before `from`. */
  start: { line: number; offset: number };
  /** The line to begin at. */
  from: number;
  /** How many hits are kept; all are counted. */
  limit: number;
  budget: SearchBudget;
  signal: AbortSignal;
}

/** One text that is being looked through. */
export interface TextSearch {
  lines: LineSearch;
  /** Bytes of the text that are looked through, where that is known. */
  totalBytes?: number;
  /**
   * Goes through it, and stops for a moment at hits and every now and then.
   *
   * @returns whether all of it was looked through, once the iteration ends.
   */
  run(): AsyncGenerator<void, boolean>;
}

/** @throws as the text does, before anything is looked through. */
export async function openTextSearch(
  options: TextSearchOptions,
): Promise<TextSearch> {
  const { text, matcher, start, from, limit, signal } = options;
  const { encoding, size } = text;
  const { line, offset } = start;
  const isEmpty = size !== undefined && offset >= size;
  const { stream, end = size } = isEmpty
    ? { stream: Readable.from([]), end: offset }
    : await text.read({ offset, signal });
  const lines = new LineSearch({
    ...{ matcher, encoding, offset, line, from, limit },
  });
  return {
    lines,
    totalBytes: end === undefined ? undefined : end - offset,
    run: () => runThrough(stream, lines, options.budget),
  };
}

async function* runThrough(
  stream: Readable,
  lines: LineSearch,
  budget: SearchBudget,
): AsyncGenerator<void, boolean> {
  let quiet = 0;
  try {
    for await (const chunk of readChunks(stream)) {
      for (const _ of lines.add(chunk)) {
        await budget.pause();
      }
      budget.spend(chunk.length);
      quiet += chunk.length;
      if (lines.hasHits || quiet >= QUIET_BYTES) {
        quiet = 0;
        yield;
      }
      if (budget.isSpent) {
        return false;
      }
    }
    lines.finish();
    return !lines.isCut;
  } finally {
    stream.destroy();
  }
}
