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

import { hash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { readChunks } from '../../storage';
import { LogText } from '../text/LogText';
import { normalizeLine } from './normalizeLine';

/** More of a log is not compared: 64 MiB, or so many lines. */
export const MAX_COMPARED_BYTES = 64 * 1024 * 1024;
export const MAX_COMPARED_LINES = 300_000;
/** More of a line does not count. */
const MAX_LINE = 4_096;
const BYTES_BEFORE_PAUSE = 64 * 1024;

/** The lines of a log, each as a number. */
export interface LineKeys {
  /** Alike for lines that are the same apart from times, ids and the like. */
  keys: Float64Array;
  bytes: number;
  /** Whether these are all lines. */
  isComplete: boolean;
}

/** Reads a log to compare it, as far as it is compared. */
export async function readLineKeys(
  text: LogText,
  signal: AbortSignal,
): Promise<LineKeys> {
  const { stream } = await text.read({ offset: 0, signal });
  const decoder = new TextDecoder(text.encoding);
  const keys: number[] = [];
  let [bytes, unpaused] = [0, 0];
  let line = '';
  let isComplete = true;
  const take = (decoded: string) => {
    const lines = decoded.split('\n');
    for (const [index, part] of lines.entries()) {
      line += part.slice(0, MAX_LINE - line.length);
      if (index < lines.length - 1) {
        keys.push(toKey(line));
        line = '';
      }
    }
  };
  for await (const chunk of readChunks(stream)) {
    for (let at = 0; at < chunk.length; at += BYTES_BEFORE_PAUSE) {
      const part = chunk.subarray(at, at + BYTES_BEFORE_PAUSE);
      take(decoder.decode(part, { stream: true }));
      bytes += part.length;
      unpaused += part.length;
      if (unpaused >= BYTES_BEFORE_PAUSE) {
        unpaused = 0;
        await setImmediate();
      }
    }
    signal.throwIfAborted();
    if (bytes >= MAX_COMPARED_BYTES || keys.length >= MAX_COMPARED_LINES) {
      isComplete = false;
      break;
    }
  }
  if (isComplete) {
    take(decoder.decode());
    if (line) {
      keys.push(toKey(line));
    }
  }
  return { keys: Float64Array.from(keys), bytes, isComplete };
}

/** Of 52 bits: two lines of as many as are compared share one by chance in a billion logs. */
function toKey(line: string): number {
  return Number.parseInt(
    hash('sha256', normalizeLine(line), 'hex').slice(0, 13),
    16,
  );
}
