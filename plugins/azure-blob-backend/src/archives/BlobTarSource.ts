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

import { BlobBytes } from './BlobBytes';
import { TarSource } from './TarReader';

/** A tar as it is: what is not looked at is not read. */
export class BlobTarSource implements TarSource {
  readonly #bytes: BlobBytes;
  #position: number;

  private constructor(bytes: BlobBytes, position: number) {
    this.#bytes = bytes;
    this.#position = position;
  }

  static create(bytes: BlobBytes, position = 0): BlobTarSource {
    return new BlobTarSource(bytes, position);
  }

  get position(): number {
    return this.#position;
  }

  async read(length: number): Promise<Buffer> {
    if (this.#position === this.#bytes.size) {
      return Buffer.alloc(0);
    }
    const bytes = await this.#bytes.read(this.#position, length);
    this.#position += length;
    return bytes;
  }

  async skip(length: number): Promise<void> {
    this.#position += length;
  }
}
