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

import { LogSource } from '../../src';

/** A log of any number of lines, each of which says which one it is. */
export class GeneratedLogSource implements LogSource {
  readonly key: string;
  readonly #lines: number;
  readonly #groupSize: number;

  /** @param groupSize - lines of each group; none where it is 0 */
  constructor(lines: number, groupSize = 0) {
    this.key = `generated ${lines} ${groupSize}`;
    this.#lines = lines;
    this.#groupSize = groupSize;
  }

  async getLog() {
    const size = this.#lines * 100;
    return {
      name: 'generated.log',
      path: 'generated.log',
      size,
      etag: '1',
      revision: '1',
      lastModified: '2026-11-20T08:00:00Z',
      encoding: 'utf-8' as const,
      isBinary: false,
      isGrowing: false,
      index: {
        ...{ state: 'ready' as const, indexedBytes: size, textBytes: size },
        ...{ lines: this.#lines, errors: 0, warnings: 0 },
        groups: this.#groups,
      },
    };
  }

  async getLines(position: { from: number } | { at: number }) {
    const { count } = { count: 500, ...position };
    const from =
      'from' in position ? position.from : Math.floor(position.at / 100) + 1;
    const length = Math.max(0, Math.min(count, this.#lines - from + 1));
    return {
      revision: '1',
      lines: Array.from({ length }, (_, index) => {
        const number = from + index;
        const text = this.#toText(number);
        return { number, offset: (number - 1) * 100, text };
      }),
      style: '',
      end: from + length > this.#lines,
    };
  }

  async getOutline() {
    const size = this.#groupSize;
    const first = Array.from(
      { length: this.#groups },
      (_, index) => index * size + 1,
    );
    return {
      ...{ revision: '1', isComplete: true, sections: [] },
      ...{ errors: [], warnings: [] },
      groups: { first, last: first.map(line => line + size - 1), open: [] },
    };
  }

  get #groups(): number {
    return this.#groupSize ? Math.floor(this.#lines / this.#groupSize) : 0;
  }

  #toText(number: number): string {
    const isHeading = this.#groupSize && number % this.#groupSize === 1;
    return isHeading
      ? `##[group]Step ${number}`
      : `\u001b[32mok\u001b[0m   ${number} \u001b[2m- of ${
          this.#lines
        } lines, src/module-${number % 97}/index.test.ts\u001b[0m`;
  }
}
