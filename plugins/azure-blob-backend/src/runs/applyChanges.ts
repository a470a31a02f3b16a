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

import { AzureBlobChange } from 'backstage-plugin-azure-blob-node';
import { RunLayout } from '../config/RunLayout';
import { toFoundRuns } from './RunReader';
import { RunRows } from './RunRows';
import { RunScopes } from './RunScopes';

/** Options of {@link applyChanges}. */
export interface ApplyChangesOptions {
  scopes: RunScopes;
  rows: RunRows;
  changes: AzureBlobChange[];
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * Takes in what storage tells of, in any order and however often: what has
 * changed is read anew by whoever asks for it next. What it costs goes by how
 * deep a blob lies, and not by how many scopes there are.
 */
export async function applyChanges(
  options: ApplyChangesOptions,
): Promise<void> {
  const { scopes, rows, changes, now } = options;
  for (const { account, container, blob: name, kind, etag } of changes) {
    const holders = await scopes.findHolders({ account, container, name });
    for (const { id, prefix, layout, source } of holders) {
      const path = name.slice(prefix.length);
      const parsed = RunLayout.parse(layout);
      const run = parsed.findRun(path);
      if (run === undefined) {
        continue;
      }
      const isMetadata = path === `${run}/${source.blob}`;
      if (kind === 'created') {
        await rows.add(id, toFoundRuns(parsed, run), now);
      }
      if (kind === 'deleted') {
        await rows.mark(id, run);
      } else if (isMetadata) {
        await rows.mark(id, run, etag);
      }
    }
  }
}
