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

import { AzureBlobLog } from 'backstage-plugin-azure-blob-common';
import { LogSource } from './LogSource';
import { LogRow, toLogRows } from './LogRow';

const MAX_LINES = 1000;

// The last ones are for logs whose lines are very short: as many lines as can
// be read at once have to reach the end.
const WINDOWS = [64 * 1024, 8 * 1024, MAX_LINES];

/** Lines that can be shown before anybody has counted up to them. */
export interface LogOpening {
  rows: LogRow[];
  /** The number of the first one, as somebody said; absent for the end. */
  line?: number;
  /** Whether the last one is the last of the log. */
  end: boolean;
}

/** Where somebody said that a line begins. */
export interface LineHint {
  line: number;
  byte: number;
}

/** Reads the lines from a byte on, or else the end of a log. */
export async function readOpening(
  source: LogSource,
  log: AzureBlobLog,
  hint: LineHint | undefined,
  signal: AbortSignal,
): Promise<LogOpening> {
  if (hint && hint.byte < log.size) {
    const at = { at: hint.byte, count: MAX_LINES };
    const answer = await source.getLines(at, log.revision, signal);
    const rows = toLogRows(answer);
    // A byte within a line is not one that a link was made with.
    if (rows[0]?.offset === hint.byte) {
      return { rows, line: hint.line, end: answer.end };
    }
  }
  return { rows: await readTail(source, log, signal), end: true };
}

/** Reads the end of a log, whether or not its lines have been counted. */
export async function readTail(
  source: LogSource,
  log: Pick<AzureBlobLog, 'size' | 'revision'>,
  signal: AbortSignal,
): Promise<LogRow[]> {
  let rows: LogRow[] = [];
  for (const window of WINDOWS) {
    const at = Math.max(0, log.size - window);
    const answer = await source.getLines(
      { at, count: MAX_LINES },
      log.revision,
      signal,
    );
    rows = toLogRows(answer);
    if (answer.end) {
      break;
    }
  }
  return rows;
}
