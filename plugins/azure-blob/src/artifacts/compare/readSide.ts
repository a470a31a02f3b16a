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
  AzureBlobPathRequest,
} from 'backstage-plugin-azure-blob-common';

/** More than this of a side is not compared, in bytes. */
export const MAX_SIDE_BYTES = 1024 * 1024;

/** One side of a comparison, as text where it is text. */
export type Side =
  | { state: 'text'; text: string }
  | { state: 'binary' | 'tooLarge' };

/** Reads one side of a comparison, but never more than is compared. */
export async function readSide(
  api: AzureBlobApi,
  request: AzureBlobPathRequest,
  signal: AbortSignal,
): Promise<Side> {
  const { body } = await api.readContent(
    { ...request, length: MAX_SIDE_BYTES + 1 },
    { signal },
  );
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) {
        break;
      }
      chunks.push(value);
      length += value.length;
      if (length > MAX_SIDE_BYTES) {
        return { state: 'tooLarge' };
      }
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  const text = decodeText(join(chunks, length));
  return text === undefined ? { state: 'binary' } : { state: 'text', text };
}

/** `undefined` for what is no text. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  let encoding = 'utf-8';
  if (first === 0xff && second === 0xfe) {
    encoding = 'utf-16le';
  } else if (first === 0xfe && second === 0xff) {
    encoding = 'utf-16be';
  } else if (bytes.includes(0)) {
    return undefined;
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function join(chunks: Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let position = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, position);
    position += chunk.length;
  }
  return bytes;
}
