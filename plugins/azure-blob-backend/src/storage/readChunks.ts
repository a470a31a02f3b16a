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
import { BlobReadStream } from './BlobReadStream';

/** Of ES2024, which the types that Backstage compiles with lack. */
type TransferableBuffer = ArrayBuffer & {
  transfer(newByteLength: number): ArrayBuffer;
};

/**
 * Reads a stream to its end, in chunks that are good until the next is asked
 * for.
 *
 * @remarks
 * The memory of a blob's chunks is given back at once, and not left to the
 * garbage collector: that goes through the whole heap of the portal for every
 * few dozen MiB of them.
 */
export async function* readChunks(
  stream: Readable,
): AsyncGenerator<Buffer, void> {
  const isBlob = stream instanceof BlobReadStream;
  for await (const chunk of stream) {
    yield chunk;
    if (isBlob) {
      free(chunk);
    }
  }
}

/** Only where no other bytes share its memory. */
function free({ length, buffer }: Buffer<TransferableBuffer>): void {
  if (length === buffer.byteLength) {
    buffer.transfer(0);
  }
}
