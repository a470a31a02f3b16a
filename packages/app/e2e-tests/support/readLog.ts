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

/** A piece of a line in one of the basic colours, or in none. */
export interface LogPiece {
  text: string;
  color?: 'red' | 'green' | 'blue';
}

/** A line of a log, as a terminal would show it. */
export interface LogLine {
  /** Counts from 1. */
  number: number;
  text: string;
  /** Absent where the line uses more than the basic colours. */
  pieces?: LogPiece[];
}

const COLORS: Record<string, LogPiece['color']> = {
  31: 'red',
  32: 'green',
  34: 'blue',
};

/** Splits a stored log by itself, to hold against what the portal shows. */
export function readLog(content: Buffer): LogLine[] {
  const lines = content.toString('utf8').split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines.map((line, index) => ({
    number: index + 1,
    text: line.replace(/\x1b\[[0-9;]*m/g, ''),
    pieces: readPieces(line),
  }));
}

function readPieces(line: string): LogPiece[] | undefined {
  const pieces: LogPiece[] = [];
  let color: LogPiece['color'];
  // Codes and text take turns; the first is a text.
  for (const [index, part] of line.split(/\x1b\[([0-9;]*)m/).entries()) {
    if (index % 2 === 0) {
      if (/[\x00-\x1f]/.test(part)) {
        return undefined;
      }
      if (part) {
        pieces.push({ text: part, color });
      }
    } else if (part in COLORS) {
      color = COLORS[part];
    } else if (/^(0|39|)$/.test(part)) {
      color = undefined;
    } else {
      return undefined;
    }
  }
  return pieces;
}
