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
  AzureBlobLogHit,
  AzureBlobLogQuery,
  AzureBlobLogSearchEvent,
} from 'backstage-plugin-azure-blob-common';
import { toVisibleText } from './toVisibleText';

const BATCH = 2000;
const PREVIEW = 400;
const MAX_RANGES = 20;
const LIMIT = 1000;

/** Looks through a text in memory, and lets the page breathe meanwhile. */
export async function* searchText(
  lines: readonly string[],
  offsets: readonly number[],
  query: AzureBlobLogQuery & { from?: number; limit?: number },
  signal: AbortSignal,
): AsyncGenerator<AzureBlobLogSearchEvent> {
  const pattern = compile(query);
  if (!pattern) {
    const message = `'${query.q}' is not a regular expression.`;
    yield { type: 'error', code: 'InvalidRequest', message };
    return;
  }
  const { limit = LIMIT, from = 1 } = query;
  let found = 0;
  for (let start = from - 1; start < lines.length; start += BATCH) {
    const hits: AzureBlobLogHit[] = [];
    const end = Math.min(start + BATCH, lines.length);
    for (let index = start; index < end; index += 1) {
      const hit = findHit(lines[index], pattern);
      if (hit && found < limit) {
        hits.push({ line: index + 1, offset: offsets[index], ...hit });
      }
      found += hit ? 1 : 0;
    }
    if (hits.length > 0) {
      yield { type: 'hits', hits };
    }
    yield {
      type: 'progress',
      readBytes: offsets[end],
      totalBytes: offsets[lines.length],
      count: found,
    };
    await new Promise(resolve => setTimeout(resolve));
    if (signal.aborted) {
      return;
    }
  }
  yield { type: 'end', count: found, isComplete: true };
}

function findHit(line: string, pattern: RegExp) {
  const text = toVisibleText(line);
  const ranges: AzureBlobLogHit['ranges'] = [];
  for (const match of text.matchAll(pattern)) {
    if (match[0] && ranges.length < MAX_RANGES) {
      ranges.push([match.index, match[0].length]);
    }
  }
  if (ranges.length === 0) {
    return undefined;
  }
  const previewStart = Math.max(0, ranges[0][0] - PREVIEW / 4);
  const preview = text.slice(previewStart, previewStart + PREVIEW);
  return { ranges, preview, previewStart };
}

function compile({ q, regex, word, ...query }: AzureBlobLogQuery) {
  const source = regex ? q : q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(
      word ? `(?<!\\w)(?:${source})(?!\\w)` : source,
      query.case ? 'gu' : 'giu',
    );
  } catch {
    return undefined;
  }
}
