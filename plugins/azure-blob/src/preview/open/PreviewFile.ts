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

import {
  AzureBlobApi,
  AzureBlobContent,
  AzureBlobVersionRequest,
} from 'backstage-plugin-azure-blob-common';
import { PreviewFault } from './PreviewFault';

/** Read when a file is opened, and kept: most files are not longer. */
export const HEAD_BYTES = 65_536;
/** A member of an archive is read from its beginning each time. */
export const ENTRY_LIMIT = 8 * 1024 * 1024;

const NOTHING = new Uint8Array(0);

/** Names what to read: a blob, or one member of an archive. */
export interface PreviewFileRequest extends AzureBlobVersionRequest {
  /** The path of a member inside the archive. */
  entry?: string;
}

/** A file whose bytes are read a range at a time. */
export class PreviewFile {
  readonly request: PreviewFileRequest;
  readonly #api: AzureBlobApi;
  #size: number | undefined;
  #etag: string | undefined;
  #head: Uint8Array = NOTHING;

  /**
   * Opens a file and reads its beginning.
   *
   * @param known - what has been said of it; other bytes than those are refused
   */
  static async open(
    api: AzureBlobApi,
    request: PreviewFileRequest,
    known: { size?: number; etag?: string },
    signal: AbortSignal,
  ): Promise<PreviewFile> {
    const file = new PreviewFile(api, request, known);
    file.#head = await file.read({ offset: 0, length: HEAD_BYTES }, signal);
    if (file.#head.length < HEAD_BYTES) {
      file.#size ??= file.#head.length;
    }
    return file;
  }

  private constructor(
    api: AzureBlobApi,
    request: PreviewFileRequest,
    known: { size?: number; etag?: string },
  ) {
    this.#api = api;
    this.request = request;
    this.#size = known.size;
    this.#etag = known.etag;
  }

  /** Of the blob, or of the member where it is one. */
  get path(): string {
    return this.request.entry ?? this.request.path;
  }

  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1);
  }

  /** In bytes; absent where an archive does not tell. */
  get size(): number | undefined {
    return this.#size;
  }

  /** The first bytes, {@link HEAD_BYTES} at most. */
  get head(): Uint8Array {
    return this.#head;
  }

  /** How many bytes can be read at all. */
  get readable(): number {
    const limit = this.request.entry === undefined ? Infinity : ENTRY_LIMIT;
    return Math.min(limit, this.#size ?? limit);
  }

  /** Reads a range; less comes only at the end. */
  async read(
    range: { offset: number; length: number },
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    const { offset } = range;
    const end = Math.min(offset + range.length, this.readable);
    if (end <= offset) {
      return NOTHING;
    }
    if (end <= this.#head.length) {
      return this.#head.subarray(offset, end);
    }
    const isEntry = this.request.entry !== undefined;
    const start = isEntry ? 0 : offset;
    const content = await this.#api.readContent(
      { ...this.request, offset: start, length: end - start },
      { signal },
    );
    this.#compare(content);
    const bytes = await collect(content.body, end - start);
    if (isEntry) {
      this.#head = this.#head.length > 0 ? this.#head : bytes;
    }
    return bytes.subarray(offset - start);
  }

  /** Reads all of it. */
  async readAll(limit: number, signal: AbortSignal): Promise<Uint8Array> {
    const bytes = await this.read({ offset: 0, length: limit + 1 }, signal);
    if (bytes.length > limit) {
      throw new PreviewFault('tooLarge', 'The file is too large');
    }
    return bytes;
  }

  /** Another file of the same run, or another member of the same archive. */
  async openSibling(path: string, signal: AbortSignal): Promise<PreviewFile> {
    const { entry, ...request } = this.request;
    const sibling =
      entry === undefined
        ? { entityRef: request.entityRef, location: request.location, path }
        : { ...request, entry: path };
    return PreviewFile.open(this.#api, sibling, {}, signal);
  }

  /** Bytes of two versions are never put together. */
  #compare({ etag, size }: AzureBlobContent) {
    if (etag !== undefined) {
      this.#etag ??= etag;
      if (opaqueTag(etag) !== opaqueTag(this.#etag)) {
        throw new PreviewFault('changed', 'The file has changed');
      }
    }
    this.#size ??= size;
  }
}

/** Storage quotes it in some answers, and in others it does not. */
function opaqueTag(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '');
}

async function collect(
  body: ReadableStream<Uint8Array>,
  length: number,
): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  const reader = body.getReader();
  let filled = 0;
  try {
    while (filled < length) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      const part = value.subarray(0, length - filled);
      bytes.set(part, filled);
      filled += part.length;
    }
  } finally {
    await reader.cancel();
  }
  return bytes.subarray(0, filled);
}
