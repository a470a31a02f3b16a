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
import { setImmediate as letOthersRun } from 'node:timers/promises';
import { BlobListPage, BlobListReader } from './BlobListReader';

/** How long a page may keep all other requests waiting at a time. */
const MAX_SLICE_MS = 5;

/**
 * Reads the answer to List Blobs as it arrives.
 *
 * @throws Error where it breaks off, or is no such answer.
 */
export async function readBlobList(body: Readable): Promise<BlobListPage> {
  const reader = new BlobListReader();
  let sliceStart = performance.now();
  for await (const chunk of body.setEncoding('utf8')) {
    reader.write(chunk);
    if (performance.now() - sliceStart > MAX_SLICE_MS) {
      await letOthersRun();
      sliceStart = performance.now();
    }
  }
  // Whoever goes through the items next takes a turn of its own.
  await letOthersRun();
  return reader.finish();
}
