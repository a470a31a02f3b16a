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
  AzureBlobItem,
  AzureBlobLogLines,
  AzureBlobLogPosition,
  AzureBlobPage,
  AzureBlobPageRequest,
} from 'backstage-plugin-azure-blob-common';

/** What a fake blob holds: text, or as many lines as wanted. */
export type FakeBlob = string | FakeLines;

/** The lines of a log that is too long to write down. */
export interface FakeLines {
  count: number;
  /** Counted from 1; shorter than {@link FAKE_LINE_BYTES}. */
  lineAt(number: number): string;
}

/** The bytes that every line of {@link FakeLines} takes. */
export const FAKE_LINE_BYTES = 100;

const MODIFIED = '2026-11-21T20:00:00.000Z';
const MD5 = 'sJl0Hy6jz3wVmQk4o2s1rQ==';

/** The size in bytes; fake text is ASCII. */
export function sizeOf(blob: FakeBlob): number {
  return typeof blob === 'string' ? blob.length : blob.count * FAKE_LINE_BYTES;
}

/** How many lines a log has. */
export function countLines(blob: FakeBlob): number {
  return typeof blob === 'string' ? splitLines(blob).length : blob.count;
}

/** One folder level of a set of blobs. */
export function listFolder(
  blobs: Record<string, FakeBlob>,
  folder: string,
): AzureBlobItem[] {
  const items = new Map<string, AzureBlobItem>();
  for (const [path, blob] of Object.entries(blobs)) {
    if (path.startsWith(folder)) {
      const [name, ...rest] = path.slice(folder.length).split('/');
      const item: AzureBlobItem =
        rest.length > 0
          ? { name, path: `${folder}${name}/`, kind: 'folder' }
          : {
              name,
              path,
              kind: 'file',
              size: sizeOf(blob),
              lastModified: MODIFIED,
              contentMd5: MD5,
            };
      items.set(item.path, item);
    }
  }
  return [...items.values()];
}

/** One page of a list. */
export function paginate<T>(
  items: T[],
  request: AzureBlobPageRequest,
  maxLimit: number,
): AzureBlobPage<T> {
  const start = Number(request.cursor ?? 0);
  const end = start + Math.min(request.limit ?? Infinity, maxLimit);
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? String(end) : undefined,
  };
}

/** Lines of a log by number, or by the byte they begin at. */
export function readLines(
  blob: FakeBlob,
  position: AzureBlobLogPosition & { count: number },
  numbersKnown: (line: number) => boolean,
): Omit<AzureBlobLogLines, 'etag'> {
  const texts = typeof blob === 'string' ? splitLines(blob) : undefined;
  const total = countLines(blob);
  const offsetOf = (line: number) =>
    texts
      ? texts.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0)
      : (line - 1) * FAKE_LINE_BYTES;
  let first = 1;
  if ('from' in position) {
    first = position.from;
  } else {
    while (first < total && offsetOf(first + 1) <= position.at) {
      first = texts ? first + 1 : Math.floor(position.at / FAKE_LINE_BYTES) + 1;
    }
  }
  const lines = [];
  for (
    let line = first;
    line <= total && lines.length < position.count;
    line += 1
  ) {
    lines.push({
      number: numbersKnown(line) ? line : undefined,
      offset: offsetOf(line),
      text:
        typeof blob === 'string' ? (texts ?? [])[line - 1] : blob.lineAt(line),
    });
  }
  return { lines, style: '', end: first + lines.length > total };
}

function splitLines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
