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
  AzureBlobContent,
  AzureBlobLog,
  AzureBlobLogLines,
  AzureBlobLogOutline,
  AzureBlobLogPosition,
  AzureBlobLogQuery,
  AzureBlobLogSearchEvent,
  AzureBlobLogTailEvent,
} from 'backstage-plugin-azure-blob-common';
import type { LogSource } from './LogSource';
import { outlineText } from './outlineText';
import { readTime } from './readTime';
import { searchText } from './searchText';
import { StyleChain } from './StyleChain';

let count = 0;

/**
 * A log that is in memory: a text, or lines that are added one by one.
 *
 * @example
 * ```tsx
 * const source = useMemo(() => new TextLogSource('build', output), [output]);
 * return <AzureBlobLogViewer source={source} />;
 * ```
 *
 * @public
 */
export class TextLogSource implements LogSource {
  readonly key: string;
  readonly #name: string;
  readonly #lines: string[] = [];
  /** Where each line begins, in bytes, and where the last one ends. */
  readonly #offsets = [0];
  readonly #styles = new StyleChain(this.#lines);
  readonly #startedAt = new Date().toISOString();
  #isGrowing: boolean;
  #wake: Array<() => void> = [];

  /**
   * @param text - a text, or its lines without terminators
   * @param options - whether more will be added
   */
  constructor(
    name: string,
    text: string | readonly string[],
    options: { isGrowing?: boolean } = {},
  ) {
    count += 1;
    this.key = `${name} ${count}`;
    this.#name = name;
    this.#isGrowing = options.isGrowing ?? false;
    this.#add(typeof text === 'string' ? splitLines(text) : text);
  }

  /** Adds lines; viewers that follow the log show them at once. */
  append(...lines: string[]): void {
    this.#add(lines);
    this.#wakeAll();
  }

  /** Says that nothing will be added any more. */
  end(): void {
    this.#isGrowing = false;
    this.#wakeAll();
  }

  async getLog(): Promise<AzureBlobLog> {
    const size = this.#size;
    const { groups, errors, warnings } = outlineText(this.#lines);
    const times = [this.#lines[0], this.#lines.at(-1)].map(toTime);
    return {
      name: this.#name,
      path: this.#name,
      size,
      etag: this.key,
      revision: this.key,
      lastModified: this.#startedAt,
      encoding: 'utf-8',
      isBinary: false,
      isGrowing: this.#isGrowing,
      index: {
        state: 'ready',
        indexedBytes: size,
        textBytes: size,
        lines: this.#lines.length,
        errors: errors.length,
        warnings: warnings.length,
        firstError: errors[0],
        groups: groups.first.length,
        startedAt: times[0],
        endedAt: times[1],
      },
    };
  }

  async getLines(
    position: AzureBlobLogPosition & { count: number },
  ): Promise<AzureBlobLogLines> {
    const from =
      'from' in position ? position.from - 1 : this.#lineAt(position.at);
    const to = Math.min(from + position.count, this.#lines.length);
    return {
      revision: this.key,
      lines: this.#lines.slice(from, to).map((text, index) => ({
        number: from + index + 1,
        offset: this.#offsets[from + index],
        text,
      })),
      style: this.#styles.before(from),
      end: to >= this.#lines.length,
    };
  }

  async getOutline(): Promise<AzureBlobLogOutline> {
    return { revision: this.key, ...outlineText(this.#lines) };
  }

  async readText({ from, to }: { from: number; to: number }) {
    const text = this.#lines.slice(from - 1, to).join('\n');
    const bytes = new TextEncoder().encode(text);
    const content: AzureBlobContent = {
      body: new Blob([bytes]).stream(),
      size: bytes.length,
      length: bytes.length,
      etag: this.key,
    };
    return content;
  }

  search(
    query: AzureBlobLogQuery & { from?: number; limit?: number },
    _revision: string,
    signal: AbortSignal,
  ): AsyncIterable<AzureBlobLogSearchEvent> {
    return searchText(this.#lines, this.#offsets, query, signal);
  }

  async *tail(
    after: number,
    _revision: string,
    signal: AbortSignal,
  ): AsyncGenerator<AzureBlobLogTailEvent> {
    let next = this.#lineAt(after);
    while (!signal.aborted) {
      if (next < this.#lines.length) {
        const from = next;
        next = this.#lines.length;
        const lines = this.#lines.slice(from).map((text, index) => ({
          offset: this.#offsets[from + index],
          text,
        }));
        yield { type: 'lines', lines, next: this.#size };
      } else if (this.#isGrowing) {
        await this.#more(signal);
      } else {
        yield { type: 'end', reason: 'finished' };
        return;
      }
    }
  }

  get #size(): number {
    return this.#offsets[this.#lines.length];
  }

  #add(lines: readonly string[]) {
    const encoder = new TextEncoder();
    let end = this.#size;
    for (const line of lines) {
      end += encoder.encode(line).length + 1;
      this.#lines.push(line);
      this.#offsets.push(end);
    }
  }

  /** The place of the line that a byte is in. */
  #lineAt(byte: number): number {
    let [low, high] = [0, this.#lines.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const isBefore = this.#offsets[middle + 1] <= byte;
      [low, high] = isBefore ? [middle + 1, high] : [low, middle];
    }
    return low;
  }

  #more(signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      this.#wake.push(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  #wakeAll() {
    for (const resolve of this.#wake.splice(0)) {
      resolve();
    }
  }
}

function toTime(line: string | undefined): string | undefined {
  const time = readTime(line ?? '')?.time;
  return time === undefined ? undefined : new Date(time).toISOString();
}

function splitLines(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}
