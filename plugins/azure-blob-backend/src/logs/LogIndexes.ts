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
import { Scope } from '../types';
import { LogIndex } from './LogIndex';
import { LogIndexPass, LogIndexPassOptions } from './LogIndexPass';
import { Turns } from './Turns';

const MAX_BYTES = 64 * 1024 * 1024;
/** Whole logs that are read at a time, whoever asks for their indexes. */
const MAX_PASSES = 8;
/** Those of one user, who must not keep the others waiting. */
const MAX_PASSES_PER_USER = 2;

/** One version of a log, wherever it is kept. */
export interface LogVersion {
  scope: Scope;
  path: string;
  etag: string;
}

/**
 * The indexes that this replica has or is making: one pass for each version of
 * a log, however many ask, in bounded memory. Losing one costs another pass.
 */
export class LogIndexes {
  readonly #passes: LRUCache<string, LogIndexPass>;
  readonly #turns = new Turns(MAX_PASSES, MAX_PASSES_PER_USER);

  static create(options: { maxBytes?: number } = {}): LogIndexes {
    return new LogIndexes(options.maxBytes ?? MAX_BYTES);
  }

  private constructor(maxBytes: number) {
    this.#passes = new LRUCache({
      maxSize: maxBytes,
      // A pass nobody can find any more would only read on for nothing.
      dispose: pass => pass.abort(),
    });
  }

  /** The index of a log, unless nobody has asked for it or its pass failed. */
  get(version: LogVersion): LogIndexPass | undefined {
    const key = keyOf(version);
    const pass = this.#passes.get(key);
    if (pass?.failed) {
      this.#passes.delete(key);
      return undefined;
    }
    return pass;
  }

  /** The same, started by this caller where there is none. */
  open(
    version: LogVersion,
    options: Omit<LogIndexPassOptions, 'path' | 'etag' | 'turns'>,
  ): { pass: LogIndexPass; started: boolean } {
    const existing = this.get(version);
    if (existing) {
      return { pass: existing, started: false };
    }
    const { path, etag } = version;
    const pass = LogIndexPass.start({
      ...options,
      path,
      etag,
      turns: this.#turns,
    });
    this.#passes.set(keyOf(version), pass, {
      size: LogIndex.estimateBytes(options.size),
    });
    return { pass, started: true };
  }

  /** Ends every pass that is under way. */
  close(): void {
    this.#passes.clear();
  }
}

function keyOf({ scope, path, etag }: LogVersion): string {
  const { account, container, prefix } = scope;
  return JSON.stringify([account.endpoint, container, prefix + path, etag]);
}
