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

import { pipeline } from 'node:stream';
import { createGunzip, Gunzip } from 'node:zlib';
import { BlobBytes } from './BlobBytes';
import { tooMuch, unreadable } from './archiveErrors';
import { TarSource } from './TarReader';

const CHUNK = 64 * 1024;
const MAX_RATIO = 100;
/** Up to here any ratio is harmless. */
const FREE_BYTES = 1024 * 1024;

/** How far a look into a compressed tar goes. */
export interface GunzipLimits {
  /** In bytes, of what comes out. */
  maxBytes: number;
  /** Until what is looked for has been found. */
  maxMilliseconds: number;
}

/** A tar that is unpacked from its beginning on, within limits. */
export class GunzipTarSource implements TarSource {
  readonly #path: string;
  readonly #limits: GunzipLimits;
  readonly #gunzip: Gunzip;
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #deadline: number;
  #rest = Buffer.alloc(0);
  #position = 0;
  #out = 0;

  private constructor(bytes: BlobBytes, path: string, limits: GunzipLimits) {
    this.#path = path;
    this.#limits = limits;
    this.#deadline = Date.now() + limits.maxMilliseconds;
    this.#gunzip = createGunzip({ chunkSize: CHUNK });
    pipeline(bytes.stream(0, bytes.size), this.#gunzip, () => {});
    this.#chunks = this.#gunzip[Symbol.asyncIterator]();
  }

  static create(
    bytes: BlobBytes,
    options: { path: string; limits: GunzipLimits },
  ): GunzipTarSource {
    return new GunzipTarSource(bytes, options.path, options.limits);
  }

  get position(): number {
    return this.#position;
  }

  async read(length: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    let missing = length;
    for await (const part of this.take(length)) {
      parts.push(part);
      missing -= part.length;
    }
    if (missing > 0 && missing < length) {
      throw unreadable(this.#path, 'it is damaged or cut off');
    }
    return Buffer.concat(parts);
  }

  async skip(length: number): Promise<void> {
    let missing = length;
    for await (const part of this.take(length)) {
      missing -= part.length;
    }
    if (missing > 0) {
      throw unreadable(this.#path, 'it is damaged or cut off');
    }
  }

  /** The next bytes, as they come; fewer at the end. */
  async *take(
    length: number,
    options: { until?: number } = {},
  ): AsyncGenerator<Buffer, void> {
    const { until = this.#deadline } = options;
    let missing = length;
    while (missing > 0) {
      if (this.#rest.length === 0 && !(await this.#load(until))) {
        return;
      }
      const part = this.#rest.subarray(0, missing);
      this.#rest = this.#rest.subarray(part.length);
      this.#position += part.length;
      missing -= part.length;
      yield part;
    }
  }

  /** Lets go of storage. */
  close(): void {
    this.#gunzip.destroy();
  }

  async #load(until: number): Promise<boolean> {
    const { done, value } = await this.#chunks.next();
    if (done) {
      return false;
    }
    this.#rest = value;
    this.#out += value.length;
    const { maxBytes } = this.#limits;
    if (
      this.#out > FREE_BYTES &&
      this.#out > MAX_RATIO * this.#gunzip.bytesWritten
    ) {
      throw tooMuch(
        this.#path,
        `more than ${MAX_RATIO} bytes come out of each byte of it`,
      );
    }
    if (this.#out > maxBytes) {
      throw tooMuch(
        this.#path,
        `more than ${maxBytes / 2 ** 20} MiB would have to come out of it`,
      );
    }
    if (Date.now() > until) {
      throw tooMuch(this.#path, 'that takes too long');
    }
    return true;
  }
}
