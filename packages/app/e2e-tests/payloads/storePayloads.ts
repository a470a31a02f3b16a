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

import { openContainer } from '../support/openContainer';
import { Payload } from './payloads';

/** Stores payloads past the portal, each with a type that a browser would run. */
export async function storePayloads(
  payloads: Payload[],
  prefix: string,
): Promise<void> {
  const container = openContainer('artifacts');
  for (const { name, content } of payloads) {
    await container.getBlockBlobClient(prefix + name).uploadData(content, {
      blobHTTPHeaders: { blobContentType: 'text/html' },
    });
  }
}

/** Takes away what {@link storePayloads} stored. */
export async function removePayloads(prefix: string): Promise<void> {
  const container = openContainer('artifacts');
  for await (const { name } of container.listBlobsFlat({ prefix })) {
    await container.deleteBlob(name);
  }
}
