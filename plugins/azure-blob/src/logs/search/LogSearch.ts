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
  AzureBlobLogHit,
  AzureBlobLogQuery,
  AzureBlobLogSearchEvent,
} from 'backstage-plugin-azure-blob-common';
import { toStreamError } from '../live';
import { LogSource } from '../source';
import { findHit, hitIn } from './findHit';
import { HitWindow } from './HitWindow';

/** How a search stands, at one time. */
export interface LogSearchProgress {
  state: 'running' | 'done' | 'failed';
  /** In the order of their lines: all of them, or those at the beginning. */
  hits: AzureBlobLogHit[];
  /** All lines found so far, those that are not in `hits` included. */
  count: number;
  /** From 0 to 1, where it is known. */
  progress?: number;
  /** Milliseconds that it is likely to take from here. */
  remaining?: number;
  /** Whether all of the log was looked through. */
  isComplete: boolean;
  /** Whether the log has grown since, and only a new search would find it. */
  isStale: boolean;
  error?: unknown;
}

/** Options of {@link LogSearch}. */
export interface LogSearchOptions {
  source: LogSource;
  revision: string;
  query: AzureBlobLogQuery;
  /** How many lines the log has, as far as is known. */
  lines: number;
}

/** Often enough to be followed, and seldom enough to scroll meanwhile. */
const PACE = 100;

/**
 * Looks through a log. What is found is sent up to a limit: the rest is asked
 * for where it is needed.
 */
export class LogSearch {
  readonly #options: LogSearchOptions;
  readonly #controller = new AbortController();
  readonly #listeners = new Set<() => void>();
  readonly #window: HitWindow;
  #lines: number;
  #isGrowing = false;
  #state: LogSearchProgress;
  #shown: LogSearchProgress;
  #timer?: ReturnType<typeof setTimeout>;

  private constructor(options: LogSearchOptions) {
    this.#options = options;
    this.#lines = options.lines;
    this.#window = new HitWindow((from, limit, signal) =>
      this.#readHits({ from, limit }, signal),
    );
    this.#state = {
      ...{ state: 'running', hits: [], count: 0 },
      ...{ isComplete: false, isStale: false },
    };
    this.#shown = this.#state;
  }

  /** Begins to search. */
  static start(options: LogSearchOptions): LogSearch {
    const search = new LogSearch(options);
    search.#run();
    return search;
  }

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  readonly getSnapshot = (): LogSearchProgress => this.#shown;

  /** Where in a line something was found, as far as is known. */
  rangesOf(line: number): AzureBlobLogHit['ranges'] | undefined {
    const hit = hitIn(this.#state.hits, line) ?? hitIn(this.#window.hits, line);
    return hit?.ranges;
  }

  /** Which of all hits is the one in a line, from 1; where that is known. */
  indexOf(line: number): number | undefined {
    const { hits } = this.#state;
    return hitIn(hits, line) && findHit(hits, line) + 1;
  }

  /** The line of the first hit behind another line; from the top on after all. */
  async next(line: number): Promise<number | undefined> {
    const { hits, state } = this.#state;
    const known = hits[findHit(hits, line + 1)];
    if (known || state === 'running') {
      return known?.line;
    }
    const found = this.#isAllSent()
      ? undefined
      : await this.#window.next(Math.max(line, hits.at(-1)?.line ?? 0));
    return (found ?? hits[0])?.line;
  }

  /** The line of the last hit before another line; from the end on after all. */
  async previous(line: number): Promise<number | undefined> {
    const { hits, state } = this.#state;
    const last = hits.at(-1);
    const known = hits[findHit(hits, line) - 1];
    const isBeyond = !this.#isAllSent() && last !== undefined;
    if (state === 'running' || (known && !isBeyond)) {
      return known?.line;
    }
    if (known && last && line <= last.line) {
      return known.line;
    }
    if (!isBeyond) {
      return last?.line;
    }
    const before = known ? line : this.#lines + 1;
    return ((await this.#window.previous(before, last.line)) ?? last).line;
  }

  /** Finds out where something was found in lines that are looked at. */
  async show(first: number, last: number): Promise<void> {
    const { hits, state } = this.#state;
    const isKnown = last <= (hits.at(-1)?.line ?? 0) || this.#isAllSent();
    if (state !== 'done' || isKnown || this.#window.holds(first, last)) {
      return;
    }
    try {
      await this.#window.load(first, last);
      this.#change({}, true);
    } catch {
      // They stay without marks, then: the search itself has said what is wrong.
    }
  }

  /** Has hits behind those that were sent join them. */
  async loadMore(): Promise<void> {
    if (this.#state.state !== 'done' || this.#isAllSent()) {
      return;
    }
    const from = (this.#state.hits.at(-1)?.line ?? 0) + 1;
    const { signal } = this.#controller;
    const more = [];
    for await (const hit of this.#readHits({ from }, signal)) {
      more.push(hit);
    }
    const { hits } = this.#state;
    if (findHit(hits, from) === hits.length) {
      this.#change({ hits: [...hits, ...more] }, true);
    }
  }

  /** Says how many lines the log has by now. */
  async grow(lines: number): Promise<void> {
    const { state, isComplete } = this.#state;
    const isOver = state === 'done' && isComplete && !this.#isGrowing;
    if (lines <= this.#lines || !isOver) {
      return;
    }
    if (!this.#isAllSent()) {
      this.#lines = lines;
      this.#change({ isStale: true }, true);
      return;
    }
    // The last of the lines that were looked through may be longer by now.
    const from = Math.max(1, this.#lines);
    this.#lines = lines;
    const { signal } = this.#controller;
    const more = [];
    this.#isGrowing = true;
    try {
      for await (const hit of this.#readHits({ from }, signal)) {
        more.push(hit);
      }
    } catch {
      this.#change({ isStale: !signal.aborted }, true);
      return;
    } finally {
      this.#isGrowing = false;
    }
    const { hits } = this.#state;
    const all = [...hits.slice(0, findHit(hits, from)), ...more];
    this.#change({ hits: all, count: all.length }, true);
  }

  /** Ends it; what was found stays. */
  cancel(): void {
    this.close();
    if (this.#state.state === 'running') {
      this.#change({ state: 'done', remaining: undefined }, true);
    }
  }

  close(): void {
    this.#controller.abort();
    this.#window.close();
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    const { signal } = this.#controller;
    try {
      for await (const event of this.#search({}, signal)) {
        signal.throwIfAborted();
        await this.#take(event);
      }
      this.#change({ state: 'done', remaining: undefined }, true);
    } catch (error) {
      if (!signal.aborted) {
        this.#change({ state: 'failed', error, remaining: undefined }, true);
      }
    }
  }

  async #take(event: AzureBlobLogSearchEvent): Promise<void> {
    if (event.type === 'error') {
      throw await toStreamError(event);
    }
    if (event.type === 'hits') {
      const before = this.#state.hits;
      const hits = [...before, ...event.hits];
      const count = Math.max(this.#state.count, hits.length);
      this.#change({ hits, count }, before.length === 0);
    } else if (event.type === 'progress') {
      const { readBytes, totalBytes, count, remaining } = event;
      const progress = totalBytes ? readBytes / totalBytes : undefined;
      this.#change({ count, remaining, progress });
    } else {
      const { count, isComplete } = event;
      this.#change({ state: 'done', count, isComplete, progress: 1 }, true);
    }
  }

  async *#readHits(
    part: { from: number; limit?: number },
    signal: AbortSignal,
  ): AsyncGenerator<AzureBlobLogHit> {
    for await (const event of this.#search(part, signal)) {
      if (event.type === 'error') {
        throw await toStreamError(event);
      }
      if (event.type === 'hits') {
        yield* event.hits;
      }
    }
  }

  #search(part: { from?: number; limit?: number }, signal: AbortSignal) {
    const { source, query, revision } = this.#options;
    return source.search?.({ ...query, ...part }, revision, signal) ?? [];
  }

  #isAllSent(): boolean {
    const { hits, count } = this.#state;
    return count <= hits.length;
  }

  #change(change: Partial<LogSearchProgress>, isAtOnce = false): void {
    this.#state = { ...this.#state, ...change };
    const show = () => {
      this.#timer = undefined;
      this.#shown = this.#state;
      this.#listeners.forEach(listener => listener());
    };
    if (isAtOnce) {
      clearTimeout(this.#timer);
      show();
    } else {
      this.#timer ??= setTimeout(show, PACE);
    }
  }
}
