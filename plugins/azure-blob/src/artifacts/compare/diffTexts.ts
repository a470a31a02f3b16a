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

import { ChangeObject, diffArrays } from 'diff';

/** The lines of a text. */
export interface TextLines {
  lines: string[];
  /** Whether the last line has no line break at its end. */
  isCut: boolean;
}

/** A stretch of lines that are the same on both sides, or differ. */
export interface DiffHunk {
  kind: 'same' | 'changed';
  /** Of its first line on each side, from 0. */
  left: number;
  right: number;
  /** How many lines it has on each side. */
  leftCount: number;
  rightCount: number;
}

/** More lines than this on a side are not compared. */
export const MAX_LINES = 200_000;

const AT_ONCE_MS = 40;
const TOO_LONG_MS = 15_000;

/** The lines of a text, without their line breaks. */
export function splitText(text: string): TextLines {
  const lines = text.split('\n');
  const isCut = lines[lines.length - 1] !== '';
  if (!isCut) {
    lines.pop();
  }
  return { lines, isCut };
}

/**
 * Finds the lines that differ, in pieces between which the page can do other
 * things; `undefined` where the sides differ too much for that.
 */
export async function diffTexts(
  left: TextLines,
  right: TextLines,
): Promise<DiffHunk[] | undefined> {
  if (Math.max(left.lines.length, right.lines.length) > MAX_LINES) {
    return undefined;
  }
  const [before, after] = toNumbers(left, right);
  const changes =
    diffArrays(before, after, { timeout: AT_ONCE_MS }) ??
    (await new Promise<Change[] | undefined>(resolve => {
      diffArrays(before, after, { timeout: TOO_LONG_MS, callback: resolve });
    }));
  return changes && toHunks(changes);
}

type Change = ChangeObject<number[]>;

function toHunks(changes: Change[]): DiffHunk[] {
  const hunks: DiffHunk[] = [];
  let left = 0;
  let right = 0;
  for (const { added, removed, count } of changes) {
    const kind = added || removed ? 'changed' : 'same';
    const leftCount = added ? 0 : count;
    const rightCount = removed ? 0 : count;
    const last = hunks[hunks.length - 1];
    if (last?.kind === 'changed' && kind === 'changed') {
      last.leftCount += leftCount;
      last.rightCount += rightCount;
    } else {
      hunks.push({ kind, left, right, leftCount, rightCount });
    }
    left += leftCount;
    right += rightCount;
  }
  return hunks;
}

/** Numbers are compared faster than lines: each line is looked at once. */
function toNumbers(...sides: TextLines[]): number[][] {
  const numbers = new Map<string, number>();
  return sides.map(({ lines, isCut }) =>
    lines.map((line, index) => {
      const isLast = isCut && index === lines.length - 1;
      const key = isLast ? line : `${line}\n`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    }),
  );
}
