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
import { BlobStore } from '../storage';
import { unreadable } from './archiveErrors';

const MIN_WINDOW = 64 * 1024;
const MAX_WINDOW = 1024 * 1024;

/** Options of {@link BlobBytes.create}. */
export interface BlobBytesOptions {
  blobs: Pick<BlobStore, 'read'>;
  path: string;
  version?: string;
  /** In bytes. */
  size: number;
  /** All that is read is of this version. */
  etag: string;
  signal: AbortSignal;
}

interface Window {
  start: number;
  bytes: Buffer;
}

/**
 * The bytes of one version of a blob, anywhere in it. It reads in windows: the
 * next one is bigger where reading goes on from the last, so that a long list
 * takes few requests and a single look few bytes.
 */
export class BlobBytes {
  readonly #options: BlobBytesOptions;
  #windowSize = MIN_WINDOW;
  #current?: Window;
  /** Zips are looked up at their end, which is also where small ones are listed. */
  #last?: Window;

  private constructor(options: BlobBytesOptions) {
    this.#options = options;
  }

  static create(options: BlobBytesOptions): BlobBytes {
    return new BlobBytes(options);
  }

  get size(): number {
    return this.#options.size;
  }

  /** Just these bytes, of which there must be no more than a few windows. */
  async read(position: number, length: number): Promise<Buffer> {
    const { path, size } = this.#options;
    const end = position + length;
    // Also where numbers of the archive are none.
    if (!(position >= 0 && length >= 0 && end <= size)) {
      throw unreadable(path, 'it is damaged or cut off');
    }
    const window = [this.#current, this.#last].find(
      known =>
        known &&
        position >= known.start &&
        end <= known.start + known.bytes.length,
    );
    const { start, bytes } = window ?? (await this.#load(position, length));
    return bytes.subarray(position - start, end - start);
  }

  /** A part of any length; storage is asked once it is read from. */
  stream(position: number, count: number): Readable {
    return Readable.from(this.#generate(position, count), {
      objectMode: false,
    });
  }

  async #load(position: number, length: number): Promise<Window> {
    const { size } = this.#options;
    const known = this.#current;
    const goesOn =
      known !== undefined &&
      position > known.start &&
      position <= known.start + known.bytes.length;
    this.#windowSize = goesOn
      ? Math.min(this.#windowSize * 2, MAX_WINDOW)
      : MIN_WINDOW;
    const count = Math.min(Math.max(length, this.#windowSize), size - position);
    const chunks: Buffer[] = [];
    for await (const chunk of this.#generate(position, count)) {
      chunks.push(chunk);
    }
    const window = { start: position, bytes: Buffer.concat(chunks) };
    if (position + count === size) {
      this.#last = window;
    } else {
      this.#current = window;
    }
    return window;
  }

  async *#generate(
    position: number,
    count: number,
  ): AsyncGenerator<Buffer, void> {
    if (count === 0) {
      return;
    }
    const { blobs, path, version, etag, signal } = this.#options;
    const { stream } = await blobs.read(path, {
      range: { offset: position, count },
      ifMatch: etag,
      version,
      signal,
    });
    yield* stream;
  }
}
