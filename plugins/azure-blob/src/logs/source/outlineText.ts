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
  AzureBlobLogOutline,
  readLogVerdict,
} from 'backstage-plugin-azure-blob-common';
import { readMarker } from './readMarker';
import { readTime } from './readTime';
import { toVisibleText } from './toVisibleText';

const GITLAB = /^section_(start|end):\d+:([\w.-]+)/;
const BUILDKITE = /^(?:---|\+\+\+|~~~) \S/;

/** Finds the groups, errors and warnings of a text in memory. */
export function outlineText(
  lines: readonly string[],
): Omit<AzureBlobLogOutline, 'revision'> {
  const groups: AzureBlobLogOutline['groups'] = {
    first: [],
    last: [],
    open: [],
  };
  const errors: number[] = [];
  const warnings: number[] = [];
  const open: number[] = [];
  let heading: number | undefined;

  const begin = (line: number) => {
    groups.first.push(line);
    groups.last.push(line);
    return groups.first.length - 1;
  };
  const endHeading = (line: number) => {
    if (heading !== undefined) {
      groups.last[heading] = line;
      heading = undefined;
    }
  };

  lines.forEach((raw, index) => {
    const line = index + 1;
    const text = toVisibleText(readTime(raw)?.rest ?? raw);
    const kind = readMarker(text)?.kind;
    const section = GITLAB.exec(text)?.[1];
    if (kind === 'group' || section === 'start') {
      open.push(begin(line));
    } else if (kind === 'end' || section === 'end') {
      const group = open.pop();
      if (group !== undefined) {
        groups.last[group] = line;
      }
    } else if (open.length === 0 && BUILDKITE.test(text)) {
      endHeading(line - 1);
      heading = begin(line);
    } else {
      const verdict = readLogVerdict(text);
      if (verdict === 'error') {
        errors.push(line);
      } else if (verdict === 'warning') {
        warnings.push(line);
      }
    }
  });
  endHeading(lines.length);
  for (const group of open) {
    groups.last[group] = lines.length;
  }
  groups.open = groups.first.flatMap((first, index) =>
    hasOneBetween(errors, first, groups.last[index]) ? [index] : [],
  );
  return { isComplete: true, groups, sections: [], errors, warnings };
}

function hasOneBetween(sorted: number[], first: number, last: number) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    [low, high] = sorted[middle] < first ? [middle + 1, high] : [low, middle];
  }
  return low < sorted.length && sorted[low] <= last;
}
