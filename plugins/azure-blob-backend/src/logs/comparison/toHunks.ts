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

import { AzureBlobLogHunk } from 'backstage-plugin-azure-blob-common';
import { Match } from './alignLines';

/** What is the same and what differs, without a gap and in order. */
export function toHunks(
  matches: Match[],
  lines: { base: number; head: number },
): AzureBlobLogHunk[] {
  const hunks: AzureBlobLogHunk[] = [];
  let [base, head] = [0, 0];
  const add = (
    kind: AzureBlobLogHunk['kind'],
    baseCount: number,
    headCount: number,
  ) => {
    hunks.push({
      kind,
      base: { from: base + 1, count: baseCount },
      head: { from: head + 1, count: headCount },
    });
    base += baseCount;
    head += headCount;
  };
  const addDifference = (toBase: number, toHead: number) => {
    const [removed, added] = [toBase - base, toHead - head];
    if (removed > 0 && added > 0) {
      add('changed', removed, added);
    } else if (removed > 0) {
      add('removed', removed, 0);
    } else if (added > 0) {
      add('added', 0, added);
    }
  };
  for (const match of matches) {
    addDifference(match.base, match.head);
    add('same', match.count, match.count);
  }
  addDifference(lines.base, lines.head);
  return hunks;
}
