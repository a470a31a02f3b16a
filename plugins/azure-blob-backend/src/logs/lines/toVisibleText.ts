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

const ESCAPE = '\u001b';
const BELL = '\u0007';
/** What begins an escape sequence, also as a single character. */
const INTRODUCER = new RegExp(`[${ESCAPE}\u0080-\u009f]`);
/**
 * Escape sequences, those without an end included; of strings, whose text goes
 * on to a terminator, only what introduces them, as the group.
 */
const SEQUENCES = new RegExp(
  [
    `(${ESCAPE}[PX\\]^_]|[\u0090\u0098\u009d-\u009f])`,
    `(?:${ESCAPE}\\[|\u009b)[0-?]*[ -/]*[@-~]?`,
    `${ESCAPE}[ -/]*[0-~]?`,
    '[\u0080-\u009f]',
  ].join('|'),
  'g',
);
const TERMINATORS = new RegExp(`${BELL}|\u009c|${ESCAPE}\\\\`, 'g');

/**
 * What is to be seen of a line: the text without its escape sequences, and
 * without the carriage return that belongs to its end. A string without a
 * terminator gives up its introducer only, so that it cannot hide the rest.
 */
export function toVisibleText(line: string): string {
  const text = INTRODUCER.test(line) ? stripSequences(line) : line;
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function stripSequences(line: string): string {
  const lastTerminator = Math.max(
    line.lastIndexOf(BELL),
    line.lastIndexOf('\u009c'),
    line.lastIndexOf(`${ESCAPE}\\`),
  );
  if (lastTerminator === -1) {
    return line.replace(SEQUENCES, '');
  }
  const parts: string[] = [];
  let from = 0;
  SEQUENCES.lastIndex = 0;
  for (;;) {
    const match = SEQUENCES.exec(line);
    if (!match) {
      break;
    }
    parts.push(line.slice(from, match.index));
    from = SEQUENCES.lastIndex;
    // Only looked for where there is one: else each would read to the end.
    if (match[1] !== undefined && from <= lastTerminator) {
      TERMINATORS.lastIndex = from;
      TERMINATORS.exec(line);
      from = TERMINATORS.lastIndex;
      SEQUENCES.lastIndex = from;
    }
  }
  parts.push(line.slice(from));
  return parts.join('');
}
