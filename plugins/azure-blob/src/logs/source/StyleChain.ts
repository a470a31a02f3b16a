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

import { LogStyle, tokenizeLine } from '../ansi';
import { formatStyle } from './formatStyle';

const STEP = 500;

/** The styles that lines of a text in memory begin with. */
export class StyleChain {
  readonly #lines: readonly string[];
  /** Those of every 500th line, as far as anybody asked. */
  readonly #known: LogStyle[] = [{}];

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** The escape sequence that sets the style in which a line begins. */
  before(index: number): string {
    const step = Math.floor(index / STEP);
    while (this.#known.length <= step) {
      const from = (this.#known.length - 1) * STEP;
      const style = this.#follow(from, from + STEP);
      this.#known.push(style);
    }
    return formatStyle(this.#follow(step * STEP, index));
  }

  #follow(from: number, to: number): LogStyle {
    let style = this.#known[Math.floor(from / STEP)];
    for (
      let index = from;
      index < Math.min(to, this.#lines.length);
      index += 1
    ) {
      if (this.#lines[index].includes('\u001b')) {
        style = tokenizeLine(this.#lines[index], style).style;
      }
    }
    return style;
  }
}
