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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { AuditOutcome } from '../audit';
import { BlobStore } from '../storage';
import { IndexedLog } from './IndexedLog';
import { readIndexedLog } from './readIndexedLog';
import { Turns } from './Turns';

const MAX_TIMER_MILLISECONDS = 2 ** 31 - 1;

/** What a pass reads, and as whom. */
export interface LogIndexPassOptions {
  blobs: BlobStore;
  /** `version:<id>` or `snapshot:<time>`; the current one by default. */
  version?: string;
  /** Of the blob, in bytes: the pass ends there. */
  size: number;
  /** When the right to read ends, and the pass with it. */
  until?: Date;
  /** Aborts when that right is taken away. */
  signal?: AbortSignal;
  /** The user whom the pass counts for. */
  holder?: string;
}

/** How a pass hands over to others, and takes over from them. */
export interface LogIndexPassHooks {
  /**
   * Called when its turn has come.
   *
   * @returns where to go on from; `undefined` for the beginning, and `false`
   * where another replica reads.
   */
  begin(): Promise<IndexedLog | undefined | false>;
  /** Called with each new part of the index; throws where it has to end. */
  progress(log: IndexedLog): Promise<void>;
  /** Called once, however it ended, unless another replica reads. */
  end(
    log: IndexedLog | undefined,
    error: AzureBlobError | undefined,
  ): Promise<void>;
}

/** One reading of a log to its end, for its index. */
export class LogIndexPass {
  /** How it ended; never rejects. */
  readonly outcome: Promise<AuditOutcome>;
  readonly #abort = new AbortController();
  #error: AzureBlobError | undefined;

  static start(
    options: LogIndexPassOptions & {
      path: string;
      revision: string;
      turns: Turns;
    },
    hooks: LogIndexPassHooks,
  ): LogIndexPass {
    return new LogIndexPass(options, hooks);
  }

  private constructor(
    options: Parameters<typeof LogIndexPass.start>[0],
    hooks: LogIndexPassHooks,
  ) {
    this.outcome = this.#run(options, hooks);
  }

  /** What ended it before the end of the log. */
  get error(): AzureBlobError | undefined {
    return this.#error;
  }

  abort(): void {
    this.#abort.abort();
  }

  async #run(
    options: Parameters<typeof LogIndexPass.start>[0],
    hooks: LogIndexPassHooks,
  ): Promise<AuditOutcome> {
    const { signal, turns, holder } = options;
    const end = () => this.abort();
    const timer = startTimer(options.until, end);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) {
      end();
    }
    try {
      await turns.take(() => this.#read(options, hooks), holder);
      return { result: 'succeeded' };
    } catch (error) {
      if (this.#abort.signal.aborted) {
        this.#error = unfinished(error);
        return { result: 'aborted' };
      }
      const isExpected = error instanceof AzureBlobError;
      this.#error = isExpected ? error : unfinished(error);
      return { result: 'failed', code: isExpected ? error.code : 'Unexpected' };
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }

  async #read(
    options: Parameters<typeof LogIndexPass.start>[0],
    hooks: LogIndexPassHooks,
  ): Promise<void> {
    const { signal } = this.#abort;
    signal.throwIfAborted();
    let log = await hooks.begin();
    if (log === false) {
      return;
    }
    try {
      for await (const grown of readIndexedLog({ ...options, log, signal })) {
        log = grown;
        await hooks.progress(grown);
      }
    } catch (error) {
      await hooks.end(log, error instanceof AzureBlobError ? error : undefined);
      throw error;
    }
    await hooks.end(log, undefined);
  }
}

function unfinished(cause: unknown): AzureBlobError {
  return new AzureBlobError(
    'StorageUnavailable',
    'The log was not read to its end; try again.',
    { cause, retryAfterSeconds: 1 },
  );
}

function startTimer(until: Date | undefined, end: () => void) {
  if (!until) {
    return undefined;
  }
  const left = Math.max(0, until.getTime() - Date.now());
  return setTimeout(end, Math.min(left, MAX_TIMER_MILLISECONDS)).unref();
}
