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

import { diffArrays } from 'diff';
import {
  AzureBlobLogComparison,
  AzureBlobLogHit,
  AzureBlobLogOutline,
  AzureBlobLogQuery,
  AzureBlobLogSection,
} from 'backstage-plugin-azure-blob-common';
import { createResponseError } from './createResponseError';
import { countLines, FakeBlob, isLines, iterateLines } from './FakeBlobs';

const ESC = '\u001b';
const ESCAPES = new RegExp(
  `${ESC}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${ESC}\u0007]*(?:\u0007|${ESC}\\\\)|[@-Z_])`,
  'g',
);
const GROUP = /^(?:##\[group\]|::group::)(.*)/;
const GROUP_END = /^(?:##\[endgroup\]|::endgroup::)/;
const ERROR = /##\[error\]|^::error/;
const WARNING = /##\[warning\]|^::warning/;
const TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z) /;
const VOLATILE =
  /\d{4}-\d\d-\d\dT[\d:.]+Z?|\b\d+(?:\.\d+)? ?(?:ms|s|min)\b|\b[0-9a-f]{7,40}\b/g;
const MAX_SCANNED = 200_000;
const MAX_RANGES = 20;
const PREVIEW = 400;

/** What the backend knows of a log besides its lines. */
export type FakeOutline = Omit<AzureBlobLogOutline, 'revision' | 'isComplete'> &
  Pick<AzureBlobLogSection, 'startedAt' | 'endedAt'>;

/** Finds the groups, errors and times of a log. */
export function outlineLog(blob: FakeBlob): FakeOutline {
  const outline: FakeOutline = {
    groups: { first: [], last: [], open: [] },
    sections: [],
    errors: [],
    warnings: [],
  };
  const open: number[] = [];
  let isTimed = true;
  for (const { number, text: raw } of iterateLines(blob)) {
    if (number > MAX_SCANNED) {
      break;
    }
    const time: string | undefined = isTimed ? TIME.exec(raw)?.[1] : undefined;
    isTimed = time !== undefined || number < 100;
    const text = toVisibleText(raw).replace(TIME, '');
    const title = GROUP.exec(text)?.[1];
    const { groups, sections } = outline;
    if (title !== undefined) {
      if (open.length === 0) {
        sections.push({
          ...{ title, line: number, lastLine: number, errors: 0, warnings: 0 },
          startedAt: time,
        });
      }
      open.push(groups.first.length);
      groups.first.push(number);
      groups.last.push(number);
    }
    for (const group of open) {
      groups.last[group] = number;
    }
    const isError = ERROR.test(text);
    const isWarning = !isError && WARNING.test(text);
    outline.errors.push(...(isError ? [number] : []));
    outline.warnings.push(...(isWarning ? [number] : []));
    const section = open.length > 0 ? sections.at(-1) : undefined;
    if (section) {
      section.lastLine = number;
      section.endedAt = time ?? section.endedAt;
      section.errors += isError ? 1 : 0;
      section.warnings += isWarning ? 1 : 0;
    }
    outline.startedAt ??= time;
    outline.endedAt = time ?? outline.endedAt;
    if (GROUP_END.test(text)) {
      open.pop();
    }
  }
  outline.groups.open = outline.groups.first.flatMap((first, index) =>
    outline.errors.some(
      error => error >= first && error <= outline.groups.last[index],
    )
      ? index
      : [],
  );
  return { ...outline, ...(isLines(blob) ? blob.outline : {}) };
}

/** The lines in which something is found, one after the other. */
export async function* searchLines(
  blob: FakeBlob,
  query: AzureBlobLogQuery & { from?: number },
): AsyncGenerator<{ hit?: AzureBlobLogHit; readBytes: number }> {
  const pattern = await compile(query);
  for (const { number, offset, text: raw } of iterateLines(blob)) {
    const text = toVisibleText(raw);
    const matches = [...text.matchAll(pattern)].filter(([found]) => found);
    if (matches.length > 0 && number >= (query.from ?? 1)) {
      const start = Math.max(0, (matches[0].index ?? 0) - PREVIEW / 4);
      const hit: AzureBlobLogHit = {
        ...{ line: number, offset, previewStart: start },
        ranges: matches
          .slice(0, MAX_RANGES)
          .map(match => [match.index ?? 0, match[0].length]),
        preview: text.slice(start, start + PREVIEW),
      };
      yield { hit, readBytes: offset };
    } else if (number % 50_000 === 0) {
      // Lets whoever reads it show how far it is, or leave
      await new Promise(resolve => {
        setTimeout(resolve);
      });
      yield { readBytes: offset };
    }
  }
}

/** What differs between two logs, apart from times, durations and ids. */
export function compareLines(
  base: FakeBlob,
  head: FakeBlob,
): Omit<AzureBlobLogComparison, 'base' | 'head'> {
  const normalize = (blob: FakeBlob) =>
    Array.from(iterateLines(blob), ({ text }) =>
      toVisibleText(text).replace(VOLATILE, '#'),
    );
  const hunks: AzureBlobLogComparison['hunks'] = [];
  let [left, right, removed, added] = [1, 1, 0, 0];
  for (const change of diffArrays(normalize(base), normalize(head))) {
    const { count = 0 } = change;
    const last = hunks.at(-1);
    const leftCount = change.added ? 0 : count;
    const rightCount = change.removed ? 0 : count;
    if (change.added && last?.kind === 'removed') {
      last.kind = 'changed';
      last.head.count = count;
    } else {
      hunks.push({
        kind: kindOf(change),
        base: { from: left, count: leftCount },
        head: { from: right, count: rightCount },
      });
    }
    left += leftCount;
    right += rightCount;
    removed += change.removed ? count : 0;
    added += change.added ? count : 0;
  }
  return { isComplete: true, hunks, removed, added };
}

/** The sides of a comparison. */
export function describeSide(blob: FakeBlob, revision: string) {
  return { revision, lines: countLines(blob) };
}

/** A line as people see it. */
export function toVisibleText(text: string): string {
  return text.replace(ESCAPES, '');
}

function kindOf(change: { added?: boolean; removed?: boolean }) {
  if (change.added) {
    return 'added';
  }
  return change.removed ? 'removed' : 'same';
}

async function compile(query: AzureBlobLogQuery): Promise<RegExp> {
  const { q, regex, word } = query;
  const source = regex ? q : q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  try {
    return new RegExp(
      word ? `(?<!\\w)(?:${source})(?!\\w)` : source,
      query.case ? 'g' : 'gi',
    );
  } catch {
    throw await createResponseError('InvalidRequest', {
      status: 400,
      message: `The expression '${q}' is not valid: a parenthesis is missing.`,
    });
  }
}
