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

import { LRUCache } from 'lru-cache';

const MAX_BYTES = 64 * 1024 * 1024;
/** A string takes up to two bytes for each character, an object about as much. */
const BYTES_PER_CHARACTER = 2;

/**
 * The wall clock can be set back, which would make old answers fresh. To the
 * cache, zero is no time at all.
 */
const clock = { now: () => performance.now() + 1 };

interface Entry<T> {
  loadedAt: number;
  value: Promise<T>;
}

/**
 * Remembers answers for a short time, counted from when they were asked for,
 * and makes one load out of many that are wanted at once. A failure is not
 * remembered, and nothing that has expired is ever handed out, or kept.
 */
export class FreshCache<T> {
  readonly #entries: LRUCache<string, Entry<T>>;
  readonly #maxAgeMs: number;
  readonly #isWhole: (value: T) => boolean;

  private constructor(
    entries: LRUCache<string, Entry<T>>,
    maxAgeMs: number,
    isWhole: (value: T) => boolean,
  ) {
    this.#entries = entries;
    this.#maxAgeMs = maxAgeMs;
    this.#isWhole = isWhole;
  }

  static create<T>(options: {
    max: number;
    maxAgeMs: number;
    /** About what all answers together may take; 64 MiB by default. */
    maxBytes?: number;
    /** What is not whole is handed to those who wait for it, and forgotten. */
    isWhole?(value: T): boolean;
  }): FreshCache<T> {
    const { max, maxAgeMs, maxBytes = MAX_BYTES } = options;
    const { isWhole = () => true } = options;
    const entries = new LRUCache<string, Entry<T>>({
      max,
      maxSize: maxBytes,
      ttl: maxAgeMs,
      ttlAutopurge: true,
      perf: clock,
    });
    return new FreshCache<T>(entries, maxAgeMs, isWhole);
  }

  /** About what all answers take that are remembered. */
  get bytes(): number {
    return this.#entries.calculatedSize;
  }

  get(key: string, load: () => Promise<T>): Promise<T> {
    const now = clock.now();
    const known = this.#entries.get(key);
    if (known && now - known.loadedAt < this.#maxAgeMs) {
      return known.value;
    }
    const entry: Entry<T> = { loadedAt: now, value: load() };
    // What it takes is known only once it is there
    this.#entries.set(key, entry, { size: 1 });
    const forget = () => this.#forget(key, entry);
    entry.value
      .then(value => this.#settle(key, entry, value), forget)
      // What cannot be measured, as whatever goes round in circles
      .catch(forget);
    return entry.value;
  }

  #settle(key: string, entry: Entry<T>, value: T): void {
    if (!this.#isWhole(value)) {
      this.#forget(key, entry);
    } else if (this.#entries.peek(key) === entry) {
      const size = estimateBytes(key) + estimateBytes(value);
      // The cache would keep the size of one and the same object
      this.#entries.set(key, { ...entry }, { size, start: entry.loadedAt });
    }
  }

  #forget(key: string, entry: Entry<T>): void {
    if (this.#entries.peek(key) === entry) {
      this.#entries.delete(key);
    }
  }
}

function estimateBytes(value: unknown): number {
  return BYTES_PER_CHARACTER * (JSON.stringify(value) ?? '').length;
}
