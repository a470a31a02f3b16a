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

import { Highlight, Token } from './highlightLines';
import { TextLines } from './TextLines';

/** Highlighted together, as long as it takes to paint a frame. */
const BLOCK_LINES = 100;
/** How far back a block looks for a place where no construct is open. */
const CONTEXT_LINES = 150;
const MAX_BLOCK_CHARACTERS = 24_000;
const MAX_LINE_CHARACTERS = 2000;

/** The tokens of lines, made block by block as lines come into sight. */
export class LineTokens {
  readonly #lines: TextLines;
  readonly #highlight: Highlight;
  readonly #language: string;
  readonly #blocks = new Map<number, { count: number; tokens?: Token[][] }>();

  constructor(lines: TextLines, highlight: Highlight, language: string) {
    this.#lines = lines;
    this.#highlight = highlight;
    this.#language = language;
  }

  /** The tokens of a line; absent before {@link LineTokens.prepare}. */
  tokensOf(index: number): Token[] | undefined {
    const block = this.#blocks.get(Math.floor(index / BLOCK_LINES));
    return block?.tokens?.[index % BLOCK_LINES];
  }

  /** Whether the block of a line has been looked at as far as it is known. */
  has(index: number): boolean {
    const block = Math.floor(index / BLOCK_LINES);
    return this.#blocks.get(block)?.count === this.#countOf(block);
  }

  /** Highlights the block of a line, where its lines are not too long. */
  prepare(index: number): void {
    const block = Math.floor(index / BLOCK_LINES);
    const count = this.#countOf(block);
    const first = block * BLOCK_LINES;
    const start = this.#findStart(first);
    const lines = Array.from(
      { length: first + count - start },
      (_, offset) => this.#lines.at(start + offset) ?? '',
    );
    const size = lines.reduce((sum, { length }) => sum + length, 0);
    const isReadable =
      size <= MAX_BLOCK_CHARACTERS &&
      lines.every(({ length }) => length <= MAX_LINE_CHARACTERS);
    const tokens = isReadable
      ? this.#highlight(lines, this.#language).slice(first - start)
      : undefined;
    this.#blocks.set(block, { count, tokens });
  }

  #countOf(block: number): number {
    return Math.min(BLOCK_LINES, this.#lines.count - block * BLOCK_LINES);
  }

  /** An unindented line after an empty one begins something, mostly. */
  #findStart(first: number): number {
    const earliest = Math.max(0, first - CONTEXT_LINES);
    for (let line = first - 1; line > earliest; line -= 1) {
      const isFree = this.#lines.at(line - 1) === '';
      if (isFree && /^\S/.test(this.#lines.at(line) ?? '')) {
        return line;
      }
    }
    return earliest;
  }
}
