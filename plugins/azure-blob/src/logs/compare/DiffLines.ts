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
  AzureBlobApi,
  AzureBlobLogLine,
  AzureBlobPathRequest,
} from 'backstage-plugin-azure-blob-common';

const BLOCK = 200;
const MAX_BLOCKS = 60;

/** The lines of one side of a comparison, read where they come into sight. */
export class DiffLines {
  readonly #api: AzureBlobApi;
  readonly #request: AzureBlobPathRequest & { revision: string };
  readonly #onChange: () => void;
  readonly #blocks = new Map<number, AzureBlobLogLine[]>();
  readonly #requests = new Map<number, AbortController>();
  #error: unknown;

  constructor(
    api: AzureBlobApi,
    request: AzureBlobPathRequest & { revision: string },
    onChange: () => void,
  ) {
    this.#api = api;
    this.#request = request;
    this.#onChange = onChange;
  }

  /** What went wrong; nothing is read until `retry`. */
  get error(): unknown {
    return this.#error;
  }

  /** A line by its number, where it has been read. */
  lineAt(number: number): AzureBlobLogLine | undefined {
    const block = Math.floor((number - 1) / BLOCK);
    return this.#blocks.get(block)?.[(number - 1) % BLOCK];
  }

  /** Tells which lines are in sight. */
  show(numbers: number[]): void {
    const wanted = new Set(
      numbers.map(number => Math.floor((number - 1) / BLOCK)),
    );
    for (const [block, request] of this.#requests) {
      if (!wanted.has(block)) {
        request.abort();
        this.#requests.delete(block);
      }
    }
    for (const block of wanted) {
      const known = this.#blocks.get(block);
      if (known) {
        // Whatever was looked at last is forgotten last.
        this.#blocks.delete(block);
        this.#blocks.set(block, known);
      } else if (!this.#requests.has(block) && !this.#error) {
        this.#load(block);
      }
    }
  }

  retry(): void {
    this.#error = undefined;
    this.#onChange();
  }

  close(): void {
    this.#requests.forEach(request => request.abort());
    this.#requests.clear();
  }

  async #load(block: number): Promise<void> {
    const request = new AbortController();
    const { signal } = request;
    this.#requests.set(block, request);
    try {
      const lines: AzureBlobLogLine[] = [];
      let isEnd = false;
      while (lines.length < BLOCK && !isEnd) {
        const answer = await this.#api.getLogLines(
          {
            ...this.#request,
            from: block * BLOCK + lines.length + 1,
            count: BLOCK - lines.length,
          },
          { signal },
        );
        signal.throwIfAborted();
        lines.push(...answer.lines);
        isEnd = answer.end || answer.lines.length === 0;
      }
      this.#blocks.set(block, lines);
      const [oldest] = this.#blocks.keys();
      if (this.#blocks.size > MAX_BLOCKS) {
        this.#blocks.delete(oldest);
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#error = error;
      }
    }
    if (this.#requests.get(block) === request) {
      this.#requests.delete(block);
    }
    if (!signal.aborted) {
      this.#onChange();
    }
  }
}
