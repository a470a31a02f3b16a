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

const ESCAPE = 0x1b;
const BELL = 0x07;
const STRING_TERMINATOR = 0x9c;

/** The characters after ESC that begin a string, as C1 characters do alone. */
const STRINGS = ['P', 'X', ']', '^', '_'];

/** An escape sequence in a line. */
export interface EscapeSequence {
  /** What it is for, as far as anybody has to know. */
  kind: 'csi' | 'osc' | 'other';
  /** The letter that says what a control sequence does; else empty. */
  final: string;
  /** What a control sequence is given, or an OSC says. */
  content: string;
  /** The index behind it. */
  end: number;
}

/**
 * Reads the escape sequence that begins at `index`; `undefined` where none
 * does. A sequence without an end gives up its introducer only, so that it
 * cannot hide the rest of the line.
 *
 * @param state - shared by the calls for one line, to look only once for an
 * end that isn't there
 */
export function skipEscape(
  text: string,
  index: number,
  state: { unterminated: boolean },
): EscapeSequence | undefined {
  const code = text.charCodeAt(index);
  if (code === ESCAPE) {
    const next = text[index + 1];
    if (next === '[') {
      return skipControlSequence(text, index + 2);
    }
    return STRINGS.includes(next)
      ? skipString(text, index + 2, next, state)
      : skipShort(text, index + 1);
  }
  if (code === 0x9b) {
    return skipControlSequence(text, index + 1);
  }
  if (code >= 0x80 && code <= 0x9f) {
    const letter = String.fromCharCode(code - 0x40);
    return STRINGS.includes(letter)
      ? skipString(text, index + 1, letter, state)
      : toOther(index + 1);
  }
  return undefined;
}

function skipControlSequence(text: string, start: number): EscapeSequence {
  const parametersEnd = skipWhile(text, start, 0x30, 0x3f);
  const end = skipWhile(text, parametersEnd, 0x20, 0x2f);
  const content = text.slice(start, parametersEnd);
  const last = text.charCodeAt(end);
  if (!(last >= 0x40 && last <= 0x7e)) {
    return toOther(end);
  }
  const isPlain = end === parametersEnd && /^[\d;:]*$/.test(content);
  return {
    kind: 'csi',
    final: isPlain ? text[end] : '',
    content,
    end: end + 1,
  };
}

function skipString(
  text: string,
  start: number,
  letter: string,
  state: { unterminated: boolean },
): EscapeSequence {
  for (let end = start; !state.unterminated && end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    const isEscaped = code === ESCAPE && text[end + 1] === '\\';
    if (code === BELL || code === STRING_TERMINATOR || isEscaped) {
      return {
        kind: letter === ']' ? 'osc' : 'other',
        final: '',
        content: letter === ']' ? text.slice(start, end) : '',
        end: end + (isEscaped ? 2 : 1),
      };
    }
  }
  state.unterminated = true;
  return toOther(start);
}

function skipShort(text: string, start: number): EscapeSequence {
  const end = skipWhile(text, start, 0x20, 0x2f);
  const last = text.charCodeAt(end);
  const hasFinal = last >= 0x30 && last <= 0x7e;
  return toOther(hasFinal ? end + 1 : end);
}

function toOther(end: number): EscapeSequence {
  return { kind: 'other', final: '', content: '', end };
}

function skipWhile(text: string, start: number, low: number, high: number) {
  let end = start;
  while (text.charCodeAt(end) >= low && text.charCodeAt(end) <= high) {
    end += 1;
  }
  return end;
}
