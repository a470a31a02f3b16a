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

import { Readable } from 'node:stream';
import { AzureBlobLogLines } from 'backstage-plugin-azure-blob-common';
import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { LineCollector, LineCollectorOptions } from './LineCollector';
import { LogIndex } from './lines/LogIndex';
import { LogText } from './text';

/**
 * How far back the start of a line is looked for where no index tells it. A
 * line that begins farther back than the last is answered without its start.
 */
const MAX_LOOK_BACK_BYTES = 1024 * 1024;
const LOOK_BACK_BYTES = [64 * 1024, MAX_LOOK_BACK_BYTES];
/** To break off costs the connection, and the next read a new one. */
const MIN_BROKEN_OFF_BYTES = 256 * 1024;

/** Which lines to read. */
export type LogPosition = { from: number } | { at: number };

/** Options of {@link readLogLines}. */
export interface ReadLogLinesOptions {
  text: LogText;
  /** What is known of the lines of this very revision of the log. */
  index?: LogIndex;
  position: LogPosition;
  count: number;
  signal?: AbortSignal;
}

/** The lines, and the bytes of log in them. */
export interface ReadLogLinesResult {
  answer: AzureBlobLogLines;
  bytes: number;
}

/** Whether there is nothing to read, which then only the index has said. */
export function isBehindEnd(
  index: LogIndex | undefined,
  position: LogPosition,
): boolean {
  if (!index?.complete) {
    return false;
  }
  return 'at' in position
    ? position.at >= index.indexedBytes
    : position.from > index.lines;
}

/**
 * Reads lines of a log with one ranged read. A `from` needs an index that
 * covers it, or is counted from the nearest line that is known; `at` works
 * without one.
 */
export async function readLogLines(
  options: ReadLogLinesOptions,
): Promise<ReadLogLinesResult> {
  const { index, position, text } = options;
  const { revision } = text;
  if (isBehindEnd(index, position)) {
    return { answer: { revision, lines: [], style: '', end: true }, bytes: 0 };
  }
  if ('from' in position) {
    const start = index?.findLine(position.from) ?? {
      line: 1,
      offset: 0,
      style: '',
    };
    return collect(options, { ...start, from: position.from });
  }
  const { at } = position;
  if (index?.coversOffset(at)) {
    return collect(options, { ...index.findOffset(at), at });
  }
  return readAround(options, at);
}

async function readAround(
  options: ReadLogLinesOptions,
  at: number,
): Promise<ReadLogLinesResult> {
  const { text } = options;
  for (const back of LOOK_BACK_BYTES) {
    // A code unit of UTF-16 begins at an even byte.
    const offset = at - back - (text.encoding === 'utf-8' ? 0 : at % 2);
    if (offset <= 0) {
      break;
    }
    const startUnknown = back < MAX_LOOK_BACK_BYTES;
    const result = await collect(options, {
      offset,
      style: '',
      at,
      startUnknown,
    });
    if (!result.missedStart) {
      return result;
    }
  }
  return collect(options, { offset: 0, line: 1, style: '', at });
}

async function collect(
  options: ReadLogLinesOptions,
  start: Omit<LineCollectorOptions, 'count'>,
): Promise<ReadLogLinesResult & { missedStart: boolean }> {
  const { index, text, count } = options;
  const { encoding } = text;
  const collector = new LineCollector({ ...start, encoding, count });
  const stop =
    start.from === undefined
      ? undefined
      : index?.findAfterLine(start.from + count - 1);
  const textEnd = await read(
    options,
    {
      offset: start.offset,
      count: stop && stop.offset - start.offset,
    },
    chunk => {
      collector.add(chunk);
      return !collector.full;
    },
  );
  const readToEnd = !stop;
  if (readToEnd && !collector.full) {
    collector.finish();
  }
  return {
    answer: {
      revision: text.revision,
      lines: collector.lines,
      style: collector.style,
      end: readToEnd && (textEnd === undefined || collector.offset >= textEnd),
    },
    bytes: collector.bytes,
    missedStart: collector.missedStart,
  };
}

/**
 * Hands out chunks until `take` has enough.
 *
 * @returns where the range ends, as far as that is known; undefined where it
 * begins behind the end.
 */
async function read(
  options: ReadLogLinesOptions,
  range: { offset: number; count?: number },
  take: (chunk: Buffer) => boolean,
): Promise<number | undefined> {
  const { text, signal } = options;
  try {
    const { stream, end = Infinity } = await text.read({ ...range, signal });
    let position = range.offset;
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      position += chunk.length;
      if (!take(chunk)) {
        letGo(stream, text.compression ? Infinity : end - position);
        return end;
      }
    }
    return position;
  } catch (error) {
    if (
      error instanceof AzureBlobError &&
      error.code === 'RangeNotSatisfiable'
    ) {
      return undefined;
    }
    throw error;
  }
}

/** Nobody waits for the rest of the bytes, nor for what goes wrong with them. */
function letGo(stream: Readable, rest: number): void {
  if (rest >= MIN_BROKEN_OFF_BYTES) {
    stream.destroy();
    return;
  }
  stream.on('error', () => {});
  stream.resume();
}
