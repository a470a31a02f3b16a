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

/** Text in one colour, or in the colour of all text. */
export interface LogPiece {
  text: string;
  color?: string;
}

/** A line of a log, as a terminal would show it. */
export interface LogLine {
  /** Counts from 1. */
  number: number;
  /** Without the time that it begins with. */
  text: string;
  /** Absent where the line has more than text in the named colours. */
  pieces?: LogPiece[];
}

const CODE = new RegExp(`${String.fromCharCode(27)}\\[([0-9;]*)m`);
const NAMES = ['red', 'green', 'yellow', 'blue', 'magenta', 'cyan'];
/** Bold and dim, and the end of both: they leave the hue as it is. */
const NO_COLOR = ['1', '2', '22'];

/** What a column of its own shows, and what only the pipeline reads. */
const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z /;
const MARK = /^##\[(?:end)?group\]/;

/** Splits a stored log by itself, to hold against what the portal shows. */
export function readLog(content: Buffer): LogLine[] {
  const lines = content.toString('utf8').split('\n');
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines.map((line, index) => {
    // Texts and codes take turns; the first is a text.
    const parts = line.replace(TIME, '').replace(MARK, '').split(CODE);
    const texts = parts.filter((_, at) => at % 2 === 0);
    const codes = parts.filter((_, at) => at % 2 === 1);
    return {
      number: index + 1,
      text: texts.join(''),
      pieces: readPieces(texts, codes),
    };
  });
}

/** Joins neighbours of one colour, and leaves out what cannot be seen. */
export function joinPieces(pieces: LogPiece[]): LogPiece[] {
  const joined: LogPiece[] = [];
  for (const { text, color } of pieces) {
    const last = joined.at(-1);
    if (last && last.color === color) {
      last.text += text;
    } else {
      joined.push({ text, color });
    }
  }
  return joined.filter(({ text }) => text.trim());
}

function readPieces(texts: string[], codes: string[]): LogPiece[] | undefined {
  if (texts.some(text => [...text].some(char => char < ' '))) {
    return undefined;
  }
  const pieces: LogPiece[] = [{ text: texts[0] }];
  let color: string | undefined;
  for (const [index, parameters] of codes.entries()) {
    for (const code of parameters.split(';')) {
      const named = /^[39]([1-6])$/.exec(code);
      if (named) {
        color = NAMES[Number(named[1]) - 1];
      } else if (/^(0|39|)$/.test(code)) {
        color = undefined;
      } else if (!NO_COLOR.includes(code)) {
        return undefined;
      }
    }
    pieces.push({ text: texts[index + 1], color });
  }
  return joinPieces(pieces);
}
