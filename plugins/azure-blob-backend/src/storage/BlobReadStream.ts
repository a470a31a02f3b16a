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

import { Readable } from 'node:stream';

/** As they come, and not put together, which would copy them. */
const BUFFERED_CHUNKS = 4;
const MAX_RESUMES = 5;
/** Who has sent that much since is not what keeps failing. */
const FORGIVEN_AFTER_BYTES = 1024 * 1024;

/** What a {@link BlobReadStream} is made of. */
export interface BlobReadStreamOptions {
  /** The bytes from the first on. */
  source: Readable;
  /** How many bytes there have to be. */
  count: number;
  /**
   * Asks for the rest of the same bytes, from `position` on; rejects where they
   * are not the same any more.
   */
  resume(position: number): Promise<Readable>;
  /** Called once, when nothing more is wanted. */
  onDestroy(): void;
  /** Makes the error for bytes that stay away. */
  toError(cause: unknown): Error;
  /** How long to wait for the next byte, in milliseconds. */
  idleTimeoutMs: number;
}

/**
 * The bytes of a blob over as many connections as it takes. It ends after
 * exactly `count` bytes or fails: bytes that are missing never look like an end.
 */
export class BlobReadStream extends Readable {
  readonly #options: BlobReadStreamOptions;
  #source?: Readable;
  #position = 0;
  #resumes = 0;
  #resumedAt = 0;
  #isWanted = false;
  #isLost = false;
  #idleTimer?: NodeJS.Timeout;

  constructor(options: BlobReadStreamOptions) {
    super({ objectMode: true, highWaterMark: BUFFERED_CHUNKS });
    this.#options = options;
    this.#attach(options.source);
  }

  override _read(): void {
    this.#isWanted = true;
    if (this.#isLost) {
      this.#isLost = false;
      this.#resume();
      return;
    }
    this.#waitForData();
    this.#source?.resume();
  }

  override _destroy(
    error: Error | null,
    callback: (error: Error | null) => void,
  ): void {
    clearTimeout(this.#idleTimer);
    this.#detach();
    this.#options.onDestroy();
    callback(error);
  }

  #attach(source: Readable): void {
    this.#source = source;
    source.pause();
    source.on('data', chunk => this.#onData(source, chunk));
    source.once('end', () => this.#onEnd(source, undefined));
    source.once('close', () => this.#onEnd(source, undefined));
    // Not once: what fails after it has been let go of must not go unheard.
    source.on('error', error => this.#onEnd(source, error));
  }

  #detach(): void {
    const source = this.#source;
    this.#source = undefined;
    source?.destroy();
  }

  #onData(source: Readable, chunk: Buffer): void {
    if (source !== this.#source) {
      return;
    }
    this.#position += chunk.length;
    if (this.#position - this.#resumedAt >= FORGIVEN_AFTER_BYTES) {
      this.#resumes = 0;
    }
    if (this.#position > this.#options.count) {
      this.destroy(
        this.#options.toError(new Error('More bytes than announced')),
      );
    } else if (this.push(chunk)) {
      this.#waitForData();
    } else {
      this.#isWanted = false;
      clearTimeout(this.#idleTimer);
      source.pause();
    }
  }

  #onEnd(source: Readable, error: unknown): void {
    if (source !== this.#source) {
      return;
    }
    clearTimeout(this.#idleTimer);
    this.#detach();
    if (this.#position === this.#options.count) {
      this.push(null);
    } else if (!this.#isWanted) {
      // Storage may hang up on who does not read: that is no failure to count
      this.#isLost = true;
    } else if (this.#resumes < MAX_RESUMES) {
      this.#resumes++;
      this.#resume();
    } else {
      this.destroy(
        this.#options.toError(error ?? new Error('Fewer bytes than announced')),
      );
    }
  }

  #resume(): void {
    this.#resumedAt = this.#position;
    this.#options.resume(this.#position).then(
      source => {
        if (this.destroyed) {
          source.on('error', () => {});
          source.destroy();
          return;
        }
        this.#attach(source);
        this._read();
      },
      error => this.destroy(this.#options.toError(error)),
    );
  }

  /** Only what is wanted can be late: a slow reader is no fault of storage. */
  #waitForData(): void {
    clearTimeout(this.#idleTimer);
    const source = this.#source;
    if (source) {
      this.#idleTimer = setTimeout(
        () => this.#onEnd(source, new Error('Timed out')),
        this.#options.idleTimeoutMs,
      );
    }
  }
}
