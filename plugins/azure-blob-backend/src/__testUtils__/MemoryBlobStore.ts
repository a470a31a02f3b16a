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
  AzureBlobItem,
  AzureBlobPage,
  AzureBlobVersion,
} from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import {
  BlobDetails,
  BlobIdentity,
  BlobRange,
  BlobSas,
  BlobStore,
  BlobStream,
} from '../storage';

/** What a blob has besides its bytes. */
export interface MemoryBlobOptions {
  contentType?: string;
  /** ISO 8601, UTC. */
  lastModified?: string;
  metadata?: Record<string, string>;
  tags?: Record<string, string>;
  accessTier?: string;
  /** A block blob where it is left out. */
  blobType?: 'BlockBlob' | 'AppendBlob';
  /** ISO 8601, UTC; the time of the `put` by a clock of whole seconds. */
  createdAt?: string;
}

interface MemoryBlob extends MemoryBlobOptions {
  content: Buffer;
  version: string;
  createdAt: string;
  isSealed: boolean;
}

/** A store that keeps the contract of {@link BlobStore} without Azure. */
export class MemoryBlobStore implements BlobStore {
  /** What was asked for, oldest first. */
  readonly reads: Array<{
    path: string;
    range?: BlobRange;
    ifMatch?: string;
    ifCreatedAt?: string;
    version?: string;
  }> = [];
  /** Acts on the bytes of each read before they are handed out. */
  transform: (bytes: Buffer) => Iterable<Buffer> | AsyncIterable<Buffer> =
    bytes => (bytes.length > 0 ? [bytes] : []);
  /** Whether what `put` and `delete` replace stays readable as a version. */
  keepsVersions = false;
  /** How many files `walk` yields at once. */
  walkPageSize = 1000;

  readonly #blobs = new Map<string, MemoryBlob>();
  readonly #older = new Map<string, MemoryBlob[]>();
  #puts = 0;

  constructor(blobs: Record<string, string | Buffer> = {}) {
    for (const [path, content] of Object.entries(blobs)) {
      this.put(path, content);
    }
  }

  put(
    path: string,
    content: string | Buffer,
    options: MemoryBlobOptions = {},
  ): void {
    this.#archive(path);
    this.#puts += 1;
    const tick = `${this.#puts}`.padStart(7, '0');
    const version = `version:2026-01-02T03:04:05.${tick}Z`;
    const created = Date.UTC(2026, 0, 2, 3, 4, 5) + this.#puts * 1_000;
    this.#blobs.set(path, {
      createdAt: new Date(created).toISOString(),
      isSealed: false,
      ...options,
      content: Buffer.from(content),
      version,
    });
  }

  /** To a blob that was `put` as an append blob. */
  append(path: string, content: string | Buffer): void {
    const blob = this.#get(path);
    if (blob.blobType !== 'AppendBlob' || blob.isSealed) {
      throw new Error(`Nothing can be appended to "${path}"`);
    }
    blob.content = Buffer.concat([blob.content, Buffer.from(content)]);
  }

  /** After which nothing can be appended. */
  seal(path: string): void {
    this.#get(path).isSealed = true;
  }

  delete(path: string): void {
    this.#archive(path);
    this.#blobs.delete(path);
  }

  async list(options: {
    path: string;
    cursor?: string;
    from?: string;
    limit: number;
  }): Promise<AzureBlobPage<AzureBlobItem>> {
    const { path, cursor = '', from = '', limit } = options;
    const items = new Map<string, AzureBlobItem>();
    for (const [full, blob] of this.#sorted(path)) {
      const [name, ...below] = full.slice(path.length).split('/');
      const folder = `${path}${name}/`;
      const item: AzureBlobItem =
        below.length > 0
          ? { name, path: folder, kind: 'folder' }
          : toItem(full, blob);
      items.set(item.path, item);
    }
    const rest = [...items.values()].filter(
      item => item.path > cursor && item.path >= path + from,
    );
    const page = rest.slice(0, limit);
    return {
      items: page,
      ...(rest.length > limit && { nextCursor: page[limit - 1].path }),
    };
  }

  async *walk({ path }: { path: string }): AsyncIterable<AzureBlobItem[]> {
    const items = this.#sorted(path).map(([full, blob]) => toItem(full, blob));
    for (let start = 0; start < items.length; start += this.walkPageSize) {
      yield items.slice(start, start + this.walkPageSize);
    }
  }

  async listVersions(path: string): Promise<AzureBlobVersion[]> {
    if (!this.keepsVersions) {
      return [];
    }
    const current = this.#blobs.get(path);
    const all = [...(current ? [current] : []), ...this.#olderThan(path)];
    return all.map(blob => {
      const { size, lastModified, etag } = toItem(path, blob);
      const isCurrent = blob === current;
      const { version } = blob;
      return { version, kind: 'version', isCurrent, size, lastModified, etag };
    });
  }

  async getTags(
    path: string,
    options: { version?: string } = {},
  ): Promise<Record<string, string>> {
    return { ...this.#get(path, options.version).tags };
  }

  async getDetails(
    path: string,
    options: { readable?: boolean; version?: string } = {},
  ): Promise<BlobDetails> {
    const blob = this.#get(path, options.version);
    if (options.readable && blob.accessTier === 'Archive') {
      throw new AzureBlobError('BlobArchived', 'It is in the archive tier.');
    }
    return {
      ...toItem(path, blob),
      ...toIdentity(blob),
      metadata: { ...blob.metadata },
    };
  }

  async read(
    path: string,
    options: {
      range?: BlobRange;
      ifMatch?: string;
      ifCreatedAt?: string;
      version?: string;
      signal?: AbortSignal;
    } = {},
  ): Promise<BlobStream> {
    const { range, ifMatch, ifCreatedAt, version, signal } = options;
    this.reads.push({ path, range, ifMatch, ifCreatedAt, version });
    const blob = this.#get(path, version);
    const { content } = blob;
    const { etag, lastModified } = toItem(path, blob);
    if (
      (ifMatch !== undefined && ifMatch !== etag) ||
      (ifCreatedAt !== undefined && ifCreatedAt !== blob.createdAt)
    ) {
      throw new AzureBlobError('BlobChanged', 'It has changed.');
    }
    const { offset, count = content.length } = range ?? { offset: 0 };
    const isPart = offset > 0 || range?.count !== undefined;
    if (isPart && offset >= content.length) {
      throw new AzureBlobError('RangeNotSatisfiable', 'Behind the end.');
    }
    const bytes = content.subarray(offset, offset + count);
    // Destroyed at once, like a socket, whatever the transform waits for.
    const stream = new PassThrough();
    pipeline(Readable.from(this.transform(bytes)), stream, () => {});
    return {
      stream: signal ? addAbortSignal(signal, stream) : stream,
      ...toIdentity(blob),
      contentLength: bytes.length,
      size: content.length,
      etag,
      lastModified,
    };
  }

  async mintSas(path: string): Promise<BlobSas> {
    this.#get(path);
    const url = `https://contosobuilds.example/artifacts/${path}?sig=x`;
    const expiresAt = new Date(Date.now() + 300_000);
    return { url, expiresAt, userBound: false };
  }

  #sorted(path: string): Array<[string, MemoryBlob]> {
    return [...this.#blobs]
      .filter(([full]) => full.startsWith(path))
      .sort(([one], [other]) => (one < other ? -1 : 1));
  }

  #olderThan(path: string): MemoryBlob[] {
    return this.#older.get(path) ?? [];
  }

  #archive(path: string): void {
    const replaced = this.#blobs.get(path);
    if (this.keepsVersions && replaced) {
      this.#older.set(path, [replaced, ...this.#olderThan(path)]);
    }
  }

  #get(path: string, version?: string): MemoryBlob {
    const current = this.#blobs.get(path);
    const blob =
      version === undefined
        ? current
        : [...(current ? [current] : []), ...this.#olderThan(path)].find(
            one => one.version === version,
          );
    if (!blob) {
      throw new AzureBlobError(
        'BlobNotFound',
        `There is nothing at "${path}".`,
      );
    }
    return blob;
  }
}

function toIdentity(blob: MemoryBlob): BlobIdentity {
  const { createdAt, blobType = 'BlockBlob', isSealed, version } = blob;
  const [, versionId] = version.split(/:(.*)/);
  return { createdAt, blobType, isSealed, versionId };
}

function toItem(path: string, blob: MemoryBlob) {
  return {
    name: path.split('/').slice(-1)[0],
    path,
    kind: 'file' as const,
    size: blob.content.length,
    etag: `"${createHash('sha1').update(blob.content).digest('hex')}"`,
    lastModified: blob.lastModified ?? '2026-01-02T03:04:05.000Z',
    ...(blob.contentType && { contentType: blob.contentType }),
    ...(blob.accessTier && { accessTier: blob.accessTier }),
    ...(blob.metadata?.sha256 && { sha256: blob.metadata.sha256 }),
  };
}
