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

/** Stores a log of any size past the portal, a block at a time. */
export async function putLog(
  name: string,
  blocks: Iterable<Buffer>,
): Promise<void> {
  const blob = openContainer('logs').getBlockBlobClient(name);
  const ids: string[] = [];
  for (const block of blocks) {
    const id = Buffer.from(`${ids.length}`.padStart(6, '0')).toString('base64');
    await blob.stageBlock(id, block, block.length);
    ids.push(id);
  }
  await blob.commitBlockList(ids);
}

/** Takes away what was stored below a prefix. */
export async function removeLogs(prefix: string): Promise<void> {
  const container = openContainer('logs');
  for await (const { name } of container.listBlobsFlat({ prefix })) {
    await container.deleteBlob(name);
  }
}
