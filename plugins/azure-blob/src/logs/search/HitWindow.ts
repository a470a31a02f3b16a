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
import { findHit } from './findHit';

/** Asks for hits from a line on. */
export type ReadHits = (
  from: number,
  limit: number,
  signal: AbortSignal,
) => AsyncIterable<AzureBlobLogHit>;

const LIMIT = 1000;
/** Lines to look back over for the hit before one, a step at a time. */
const SPANS = [2000, 50_000, 1_000_000, Infinity];

/** All hits between two lines, of those that were counted but not sent. */
export class HitWindow {
  readonly #read: ReadHits;
  #hits: AzureBlobLogHit[] = [];
  /** All hits from this line on are known... */
  #from = 0;
  /** ...as far as this one. */
  #to = -1;
  #request?: AbortController;

  constructor(read: ReadHits) {
    this.#read = read;
  }

  get hits(): AzureBlobLogHit[] {
    return this.#hits;
  }

  holds(first: number, last: number): boolean {
    return first >= this.#from && last <= this.#to;
  }

  /** The first hit behind a line. */
  async next(line: number): Promise<AzureBlobLogHit | undefined> {
    if (this.holds(line + 1, line + 1)) {
      const known = this.#hits[findHit(this.#hits, line + 1)];
      if (known) {
        return known;
      }
    }
    const from = this.#isFrom(line + 1) ? this.#to + 1 : line + 1;
    await this.load(from, Infinity);
    return this.#hits[0];
  }

  /** The last hit before a line, but behind another. */
  async previous(
    line: number,
    floor: number,
  ): Promise<AzureBlobLogHit | undefined> {
    const known = this.holds(line - 1, line - 1)
      ? this.#hits[findHit(this.#hits, line) - 1]
      : undefined;
    if (known) {
      return known;
    }
    for (const span of SPANS) {
      const from = Math.max(floor + 1, line - span);
      await this.load(from, line - 1, true);
      if (this.#hits.length > 0 || from === floor + 1) {
        break;
      }
    }
    return this.#hits.at(-1);
  }

  /**
   * Reads the hits between two lines, and no others.
   *
   * @param keepsLast - where there are too many, the last of them
   */
  async load(first: number, last: number, keepsLast = false): Promise<void> {
    this.close();
    const request = new AbortController();
    this.#request = request;
    let hits: AzureBlobLogHit[] = [];
    let from = first;
    let isFull = false;
    do {
      isFull = false;
      let sent = 0;
      for await (const hit of this.#read(from, LIMIT, request.signal)) {
        request.signal.throwIfAborted();
        if (hit.line > last) {
          break;
        }
        hits.push(hit);
        sent += 1;
        if (sent === LIMIT) {
          isFull = true;
          break;
        }
      }
      if (keepsLast && hits.length > LIMIT) {
        hits = hits.slice(-LIMIT);
      }
      from = (hits.at(-1)?.line ?? first) + 1;
    } while (isFull && keepsLast);
    request.signal.throwIfAborted();
    const [oldest] = hits;
    this.#from = hits.length === LIMIT && keepsLast ? oldest.line : first;
    this.#to = isFull ? from - 1 : last;
    this.#hits = hits;
  }

  close(): void {
    this.#request?.abort();
  }

  #isFrom(line: number): boolean {
    return line >= this.#from && line <= this.#to;
  }
}
