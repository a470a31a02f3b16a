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

import { RandomAccessReader } from 'yauzl';
import { BlobBytes } from './BlobBytes';

/** Lets yauzl read a blob, and knows how far it has come. */
export class BlobReader extends RandomAccessReader {
  /** Behind what was read last. */
  position = 0;
  readonly #bytes: BlobBytes;
  #crash?: (error: unknown) => void;

  constructor(bytes: BlobBytes) {
    super();
    this.#bytes = bytes;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#bytes.read(position, length).then(
      bytes => {
        bytes.copy(buffer, offset);
        this.position = position + length;
        this.#call(callback, null);
      },
      error => this.#call(callback, error),
    );
  }

  /** Also rejects where what reads throws instead of saying so. */
  guard<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#crash = reject;
      work.then(resolve, reject);
    });
  }

  #call(callback: (error: Error | null) => void, error: Error | null): void {
    try {
      callback(error);
    } catch (thrown) {
      if (this.listenerCount('error') > 0) {
        this.emit('error', thrown);
      }
      this.#crash?.(thrown);
    }
  }
}
