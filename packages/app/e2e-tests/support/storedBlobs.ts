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

import { openContainer } from './openContainer';

/** A blob as it is stored, read past the portal with the account key. */
export interface StoredBlob {
  /** Below the prefix that was asked for. */
  path: string;
  content: Buffer;
}

/** Reads every blob of a container below a prefix. */
export async function readStoredBlobs(
  container: string,
  prefix: string,
): Promise<StoredBlob[]> {
  const client = openContainer(container);

  const blobs: StoredBlob[] = [];
  for await (const item of client.listBlobsFlat({ prefix })) {
    blobs.push({
      path: item.name.slice(prefix.length),
      content: await client.getBlobClient(item.name).downloadToBuffer(),
    });
  }
  return blobs;
}
