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

import { setTimeout as wait } from 'node:timers/promises';
import { AzureBlobLogIndex } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AuditOutcome } from '../audit';
import { BlobStore } from '../storage';
import { LogIndex } from './LogIndex';
import { Turns } from './Turns';

const POLL_MILLISECONDS = 20;
const MAX_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** Options of {@link LogIndexPass.start}. */
export interface LogIndexPassOptions {
  blobs: BlobStore;
  path: string;
  etag: string;
  size: number;
  /** When the right to read ends, and the pass with it. */
  until?: Date;
  /** Aborts when that right is taken away. */
  signal?: AbortSignal;
  /** Shared by all passes, so that only some of them read at a time. */
  turns: Turns;
  /** The user whom the pass counts for. */
  holder?: string;
}

/** One reading of a log from its first byte to its last, for its index. */
export class LogIndexPass {
  readonly index = new LogIndex();
  /** How it ended; never rejects. */
  readonly outcome: Promise<AuditOutcome>;
  readonly #abort = new AbortController();
  #error: unknown;
  #ended = false;

  static start(options: LogIndexPassOptions): LogIndexPass {
    return new LogIndexPass(options);
  }

  private constructor(options: LogIndexPassOptions) {
    this.outcome = this.#run(options);
  }

  get progress(): AzureBlobLogIndex {
    const { complete, indexedBytes, lines } = this.index;
    return { state: complete ? 'ready' : 'building', indexedBytes, lines };
  }

  get failed(): boolean {
    return this.#ended && !this.index.complete;
  }

  abort(): void {
    this.#abort.abort();
  }

  /**
   * Waits until `isEnough`, until the pass ends, or for so long.
   *
   * @throws what ended the pass, where it failed.
   */
  async waitFor(
    isEnough: (index: LogIndex) => boolean,
    milliseconds: number,
  ): Promise<void> {
    const deadline = Date.now() + milliseconds;
    while (!this.#ended && !isEnough(this.index) && Date.now() < deadline) {
      await Promise.race([this.outcome, wait(POLL_MILLISECONDS)]);
    }
    if (this.failed) {
      throw this.#error;
    }
  }

  async #run(options: LogIndexPassOptions): Promise<AuditOutcome> {
    const { signal } = options;
    const end = () => this.abort();
    const timer = startTimer(options.until, end);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) {
      end();
    }
    try {
      await this.#read(options);
      this.index.finish();
      return { result: 'succeeded' };
    } catch (error) {
      this.#error = error;
      if (this.#abort.signal.aborted) {
        this.#error = new AzureBlobError(
          'StorageUnavailable',
          'The log was not read to its end; try again.',
          { cause: error, retryAfterSeconds: 1 },
        );
        return { result: 'aborted' };
      }
      const code = error instanceof AzureBlobError ? error.code : 'Unexpected';
      return { result: 'failed', code };
    } finally {
      this.#ended = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }

  async #read(options: LogIndexPassOptions): Promise<void> {
    if (options.size === 0) {
      return;
    }
    const { signal } = this.#abort;
    await options.turns.take(async () => {
      signal.throwIfAborted();
      const { stream } = await options.blobs.read(options.path, {
        ifMatch: options.etag,
        signal,
      });
      for await (const chunk of stream) {
        this.index.add(chunk);
      }
    }, options.holder);
  }
}

function startTimer(until: Date | undefined, end: () => void) {
  if (!until) {
    return undefined;
  }
  const left = Math.max(0, until.getTime() - Date.now());
  return setTimeout(end, Math.min(left, MAX_TIMER_MILLISECONDS)).unref();
}
