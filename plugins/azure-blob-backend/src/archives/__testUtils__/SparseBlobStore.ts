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
import { MemoryBlobStore } from '../../__testUtils__/MemoryBlobStore';
import { BlobDetails, BlobRange, BlobStream } from '../../storage';

/** Bytes of a blob that are not zero. */
export interface Part {
  offset: number;
  bytes: Buffer;
}

/**
 * A blob of any size, which is made as it is read, and of which it is known how
 * much that was.
 */
export class SparseBlobStore extends MemoryBlobStore {
  bytesRead = 0;
  readonly #size: number;
  readonly #getParts: (offset: number, count: number) => Part[];

  constructor(
    size: number,
    getParts: (offset: number, count: number) => Part[],
  ) {
    super();
    this.#size = size;
    this.#getParts = getParts;
  }

  override async getDetails(path: string): Promise<BlobDetails> {
    return {
      name: path,
      path,
      kind: 'file',
      size: this.#size,
      etag: '"sparse"',
      lastModified: '2026-01-02T03:04:05.000Z',
      metadata: {},
    };
  }

  override async read(
    _path: string,
    options: { range?: BlobRange; ifMatch?: string } = {},
  ): Promise<BlobStream> {
    if (options.ifMatch !== '"sparse"') {
      throw new Error('Read without a condition');
    }
    const { offset, count = this.#size - offset } = options.range ?? {
      offset: 0,
    };
    return {
      stream: Readable.from(this.#generate(offset, count), {
        objectMode: false,
      }),
      contentLength: count,
      size: this.#size,
      etag: '"sparse"',
      lastModified: '2026-01-02T03:04:05.000Z',
    };
  }

  *#generate(offset: number, count: number): Generator<Buffer, void> {
    const end = offset + count;
    const parts = this.#getParts(offset, count);
    for (let at = offset; at < end; ) {
      const chunk = Buffer.alloc(Math.min(64 * 1024, end - at));
      for (const part of parts) {
        const isIn =
          part.offset < at + chunk.length &&
          part.offset + part.bytes.length > at;
        if (isIn) {
          part.bytes.copy(
            chunk,
            Math.max(0, part.offset - at),
            Math.max(0, at - part.offset),
          );
        }
      }
      this.bytesRead += chunk.length;
      at += chunk.length;
      yield chunk;
    }
  }
}
