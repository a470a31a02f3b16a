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

import { AccessSession } from '../access';
import { mapConcurrently } from '../mapConcurrently';
import { findRuns, OpenRunIndex } from '../runs';
import { findPath } from './findPath';
import type { LinkedContent } from './resolveLink';

const MAX_RUNS = 20;
const LOOKS_AT_ONCE = 5;

/** Options of {@link findNearestRun}. */
export interface FindNearestRunOptions {
  session: AccessSession;
  index: OpenRunIndex;
  content: LinkedContent;
  /** Relative to the run. */
  path: string;
  signal: AbortSignal;
}

/** Adds the newest run that still has what is gone, if one of the last few does. */
export async function findNearestRun(
  options: FindNearestRunOptions,
): Promise<LinkedContent> {
  const { content, index, path, signal } = options;
  if (content.gone !== 'run' && content.gone !== 'path') {
    return content;
  }
  const { items } = await findRuns(index, { limit: MAX_RUNS, signal });
  for (let begin = 0; begin < items.length; begin += LOOKS_AT_ONCE) {
    const batch = items.slice(begin, begin + LOOKS_AT_ONCE);
    const found = await mapConcurrently(
      batch,
      LOOKS_AT_ONCE,
      async ({ id }) =>
        path === '' || (await findPath(options, `${id}/${path}`)) !== undefined,
    );
    const nearest = batch[found.indexOf(true)];
    if (nearest) {
      return { ...content, nearestRun: nearest.id };
    }
  }
  return content;
}
