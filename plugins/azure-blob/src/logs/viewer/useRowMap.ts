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

import { useMemo } from 'react';
import { AzureBlobLogHit } from 'backstage-plugin-azure-blob-common';
import { allLines, FilterMap, FoldMap, LogGroups, RowMap } from './rows';

/** Which lines are shown: hits alone, or all that are in no folded group. */
export function useRowMap(options: {
  lines: number;
  groups: LogGroups;
  isEstimated: boolean;
  /** Those of the filter; undefined where nothing is filtered. */
  hits: readonly AzureBlobLogHit[] | undefined;
}): RowMap {
  const { lines, groups, isEstimated, hits } = options;
  return useMemo(() => {
    if (hits) {
      return new FilterMap(hits.map(({ line }) => line));
    }
    // Which line is which is not known, so neither is what is in a group.
    return isEstimated || groups.count === 0
      ? allLines(lines)
      : new FoldMap(lines, groups.groups, groups.isFolded);
  }, [lines, groups, isEstimated, hits]);
}
