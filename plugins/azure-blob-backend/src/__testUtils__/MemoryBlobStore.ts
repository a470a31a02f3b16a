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

import { createHash } from 'node:crypto';
import { addAbortSignal, PassThrough, pipeline, Readable } from 'node:stream';
import {
  AzureBlobDetails,
  AzureBlobItem,
  AzureBlobPage,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { BlobRange, BlobSas, BlobStore, BlobStream } from '../storage';

/** A store that keeps the contract of {@link BlobStore} without Azure. */
export class MemoryBlobStore implements BlobStore {
  /** What was asked for, oldest first. */
  readonly reads: Array<{ path: string; range?: BlobRange; ifMatch?: string }> =
    [];
  /** Acts on the bytes of each read before they are handed out. */
  transform: (bytes: Buffer) => Iterable<Buffer> | AsyncIterable<Buffer> =
    bytes => (bytes.length > 0 ? [bytes] : []);

  readonly #blobs = new Map<string, Buffer>();

  constructor(blobs: Record<string, string | Buffer> = {}) {
    for (const [path, content] of Object.entries(blobs)) {
      this.put(path, content);
    }
  }

  put(path: string, content: string | Buffer): void {
    this.#blobs.set(path, Buffer.from(content));
  }

  async list(options: {
    path: string;
    cursor?: string;
    limit: number;
  }): Promise<AzureBlobPage<AzureBlobItem>> {
    const { path, cursor = '', limit } = options;
    const items = new Map<string, AzureBlobItem>();
    for (const blob of [...this.#blobs.keys()].sort()) {
      if (blob.startsWith(path)) {
        const [name, ...rest] = blob.slice(path.length).split('/');
        const item: AzureBlobItem =
          rest.length > 0
            ? { name, path: `${path}${name}/`, kind: 'folder' }
            : { name, path: blob, kind: 'file' };
        items.set(item.path, item);
      }
    }
    const rest = [...items.values()].filter(item => item.path > cursor);
    const page = rest.slice(0, limit);
    return {
      items: page,
      ...(rest.length > limit && { nextCursor: page[limit - 1].path }),
    };
  }

  async getDetails(path: string): Promise<AzureBlobDetails> {
    const content = this.#get(path);
    return {
      name: path.split('/').slice(-1)[0],
      path,
      kind: 'file',
      size: content.length,
      etag: etagOf(content),
      lastModified: '2026-01-02T03:04:05.000Z',
      metadata: {},
    };
  }

  async read(
    path: string,
    options: { range?: BlobRange; ifMatch?: string; signal?: AbortSignal } = {},
  ): Promise<BlobStream> {
    const { range = { offset: 0 }, ifMatch, signal } = options;
    this.reads.push({ path, range: options.range, ifMatch });
    const content = this.#get(path);
    if (ifMatch !== undefined && ifMatch !== etagOf(content)) {
      throw new AzureBlobError('BlobChanged', 'It has changed.');
    }
    const { offset, count = content.length } = range;
    if (offset > 0 && offset >= content.length) {
      throw new AzureBlobError('RangeNotSatisfiable', 'Behind the end.');
    }
    const bytes = content.subarray(offset, offset + count);
    // Destroyed at once, like a socket, whatever the transform waits for.
    const stream = new PassThrough();
    pipeline(Readable.from(this.transform(bytes)), stream, () => {});
    return {
      stream: signal ? addAbortSignal(signal, stream) : stream,
      contentLength: bytes.length,
      etag: etagOf(content),
      lastModified: '2026-01-02T03:04:05.000Z',
    };
  }

  async mintSas(path: string): Promise<BlobSas> {
    this.#get(path);
    const url = `https://contosobuilds.example/artifacts/${path}?sig=x`;
    const expiresAt = new Date(Date.now() + 300_000);
    return { url, expiresAt, userBound: false };
  }

  #get(path: string): Buffer {
    const content = this.#blobs.get(path);
    if (!content) {
      throw new AzureBlobError(
        'BlobNotFound',
        `There is nothing at "${path}".`,
      );
    }
    return content;
  }
}

function etagOf(content: Buffer): string {
  return `"${createHash('sha1').update(content).digest('hex')}"`;
}
