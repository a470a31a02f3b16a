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

import { AzureBlobLogHit } from 'backstage-plugin-azure-blob-common';

/** The place of the first hit in a line or behind it; `hits.length` for none. */
export function findHit(hits: AzureBlobLogHit[], line: number): number {
  let low = 0;
  let high = hits.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (hits[middle].line < line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The hit in a line. */
export function hitIn(
  hits: AzureBlobLogHit[],
  line: number,
): AzureBlobLogHit | undefined {
  const hit = hits[findHit(hits, line)];
  return hit?.line === line ? hit : undefined;
}
