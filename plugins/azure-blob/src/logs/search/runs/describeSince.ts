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

/** Since when something is in the logs of runs. */
export type Since =
  | { kind: 'none' }
  /** In the newest run, and there is no other. */
  | { kind: 'here' }
  /** In the newest run only. */
  | { kind: 'onlyHere'; before: number }
  | {
      kind: 'since';
      /** The oldest run that has it. */
      run: string;
      /** Runs from that one to the newest. */
      ago: number;
      /** Runs before that one, none of which has it. */
      before: number;
      /** Whether a run since then does not have it. */
      hasGaps: boolean;
    }
  /** Not in the newest run any more. */
  | { kind: 'gone'; run: string };

/**
 * Says since when something is there.
 *
 * @param runs - those that were looked through, newest first
 * @param found - those of them that have it
 */
export function describeSince(
  runs: string[],
  found: ReadonlySet<string>,
): Since {
  const having = runs.filter(run => found.has(run));
  if (having.length === 0) {
    return { kind: 'none' };
  }
  const [latest] = having;
  if (latest !== runs[0]) {
    return { kind: 'gone', run: latest };
  }
  const oldest = having[having.length - 1];
  const ago = runs.indexOf(oldest);
  const before = runs.length - 1 - ago;
  if (ago === 0) {
    return before === 0 ? { kind: 'here' } : { kind: 'onlyHere', before };
  }
  const hasGaps = having.length <= ago;
  return { kind: 'since', run: oldest, ago, before, hasGaps };
}
