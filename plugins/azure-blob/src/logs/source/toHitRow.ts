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
import { LogRow, toLogRow } from './LogRow';

const known = new WeakMap<AzureBlobLogHit, LogRow>();

/** A row of what a search tells of a line, without colours. */
export function toHitRow(hit: AzureBlobLogHit | undefined): LogRow | undefined {
  return hit && (known.get(hit) ?? makeRow(hit));
}

function makeRow(hit: AzureBlobLogHit): LogRow {
  const { line: number, offset, preview: text, previewStart } = hit;
  const { row } = toLogRow({ number, offset, text }, {});
  for (const span of row.spans) {
    span.at += span.at < 0 ? 0 : previewStart;
  }
  known.set(hit, row);
  return row;
}
