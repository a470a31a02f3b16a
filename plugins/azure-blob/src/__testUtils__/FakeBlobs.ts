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
  AzureBlobDetails,
  AzureBlobItem,
  AzureBlobLogLines,
  AzureBlobLogOutline,
  AzureBlobLogPosition,
  AzureBlobPage,
  AzureBlobPageRequest,
} from 'backstage-plugin-azure-blob-common';

/** What a fake blob holds: text, bytes, or as many lines as wanted. */
export type FakeBlob = string | Uint8Array | FakeLines;

/** The lines of a text that is too long to write down. */
export interface FakeLines {
  count: number;
  /** Counted from 1; ASCII, and shorter than {@link FAKE_LINE_BYTES}. */
  lineAt(number: number): string;
  /** What follows from the lines where it is left out. */
  outline?: Partial<AzureBlobLogOutline>;
}

/** The bytes that every line of {@link FakeLines} takes. */
export const FAKE_LINE_BYTES = 100;

const MODIFIED = '2026-11-21T20:00:00.000Z';
const MD5 = 'sJl0Hy6jz3wVmQk4o2s1rQ==';
const CHUNK_BYTES = 64 * 1024;

/** The size in bytes. */
export function sizeOf(blob: FakeBlob): number {
  return isLines(blob) ? blob.count * FAKE_LINE_BYTES : toBytes(blob).length;
}

/** How many lines a log has. */
export function countLines(blob: FakeBlob): number {
  return isLines(blob) ? blob.count : splitLines(toText(blob)).length;
}

/** Bytes of a blob, made as they are read. */
export function streamBlob(
  blob: FakeBlob,
  start: number,
  end: number,
): ReadableStream<Uint8Array> {
  let position = start;
  return new ReadableStream(
    {
      pull(controller) {
        if (position >= end) {
          controller.close();
          return;
        }
        const next = Math.min(position + CHUNK_BYTES, end);
        controller.enqueue(sliceBlob(blob, position, next));
        position = next;
      },
    },
    { highWaterMark: 0 },
  );
}

/** One folder level of a set of blobs. */
export function listFolder(
  blobs: Record<string, FakeBlob>,
  folder: string,
  details: Record<string, Partial<AzureBlobDetails>> = {},
): AzureBlobItem[] {
  const items = new Map<string, AzureBlobItem>();
  for (const [path, blob] of Object.entries(blobs)) {
    if (path.startsWith(folder)) {
      const [name, ...rest] = path.slice(folder.length).split('/');
      if (rest.length > 0) {
        const folderPath = `${folder}${name}/`;
        items.set(folderPath, { name, path: folderPath, kind: 'folder' });
      } else {
        const { metadata, versions, ...item } = describeBlob(
          path,
          blob,
          details[path],
        );
        items.set(path, item);
      }
    }
  }
  return [...items.values()];
}

/** What is known of a blob without reading it. */
export function describeBlob(
  path: string,
  blob: FakeBlob,
  details: Partial<AzureBlobDetails> = {},
): AzureBlobDetails {
  return {
    name: path.slice(path.lastIndexOf('/') + 1),
    path,
    kind: 'file',
    size: sizeOf(blob),
    lastModified: MODIFIED,
    etag: '"1"',
    contentMd5: MD5,
    metadata: {},
    ...details,
  };
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

/** The lines of a log, one after the other. */
export function* iterateLines(
  blob: FakeBlob,
): Generator<{ number: number; offset: number; text: string }> {
  if (isLines(blob)) {
    for (let number = 1; number <= blob.count; number += 1) {
      const offset = (number - 1) * FAKE_LINE_BYTES;
      yield { number, offset, text: blob.lineAt(number) };
    }
    return;
  }
  let offset = 0;
  for (const [index, text] of splitLines(toText(blob)).entries()) {
    yield { number: index + 1, offset, text };
    offset += toBytes(text).length + 1;
  }
}

/** Lines of a log by number, or by the byte they begin at. */
export function readLines(
  blob: FakeBlob,
  position: AzureBlobLogPosition & { count: number },
  numbersKnown: (line: number) => boolean,
): Omit<AzureBlobLogLines, 'revision'> {
  const texts = isLines(blob) ? undefined : splitLines(toText(blob));
  const total = countLines(blob);
  const offsetOf = (line: number) =>
    texts
      ? toBytes(texts.slice(0, line - 1).join('\n')).length + (line > 1 ? 1 : 0)
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
      text: isLines(blob) ? blob.lineAt(line) : (texts ?? [])[line - 1],
    });
  }
  return { lines, style: '', end: first + lines.length > total };
}

/** Whether lines are made as they are read. */
export function isLines(blob: FakeBlob): blob is FakeLines {
  return typeof blob !== 'string' && 'lineAt' in blob;
}

function toBytes(blob: string | Uint8Array): Uint8Array {
  return typeof blob === 'string' ? new TextEncoder().encode(blob) : blob;
}

function toText(blob: string | Uint8Array): string {
  return typeof blob === 'string' ? blob : new TextDecoder().decode(blob);
}

function sliceBlob(blob: FakeBlob, start: number, end: number): Uint8Array {
  if (!isLines(blob)) {
    return toBytes(blob).slice(start, end);
  }
  const first = Math.floor(start / FAKE_LINE_BYTES);
  const last = Math.ceil(end / FAKE_LINE_BYTES);
  const lines = Array.from(
    { length: last - first },
    (_, index) =>
      `${blob.lineAt(first + index + 1).padEnd(FAKE_LINE_BYTES - 1)}\n`,
  );
  const skipped = first * FAKE_LINE_BYTES;
  return toBytes(lines.join('')).slice(start - skipped, end - skipped);
}

function splitLines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
