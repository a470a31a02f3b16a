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
  /** The letter that says what it does; empty for all but CSI sequences. */
  final: string;
  parameters: string;
  /** The index behind it. */
  end: number;
}

/** Whether a character could act on anything but the place it stands at. */
export function isControl(code: number): boolean {
  return (
    (code < 0x20 && code !== 0x09) ||
    (code >= 0x7f && code <= 0x9f) ||
    isDirectional(code) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0xfeff
  );
}

/** What is shown in place of a control character; empty for nothing. */
export function toVisible(code: number): string {
  if (code === BELL || code === 0x08 || code === 0xfeff) {
    return '';
  }
  if (code < 0x20) {
    return String.fromCharCode(0x2400 + code);
  }
  if (code === 0x7f) {
    return '\u2421';
  }
  if (code === 0x2028 || code === 0x2029) {
    return '\u21b5';
  }
  return isDirectional(code) ? '\ufffd' : '';
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
    if (STRINGS.includes(next)) {
      return skipString(text, index + 2, state);
    }
    return skipShort(text, index + 1);
  }
  if (code === 0x9b) {
    return skipControlSequence(text, index + 1);
  }
  const isC1 = code >= 0x80 && code <= 0x9f;
  if (isC1 && STRINGS.includes(String.fromCharCode(code - 0x40))) {
    return skipString(text, index + 1, state);
  }
  return undefined;
}

function skipControlSequence(text: string, start: number): EscapeSequence {
  const parametersEnd = skipWhile(text, start, 0x30, 0x3f);
  const end = skipWhile(text, parametersEnd, 0x20, 0x2f);
  const parameters = text.slice(start, parametersEnd);
  const last = text.charCodeAt(end);
  if (!(last >= 0x40 && last <= 0x7e)) {
    return { final: '', parameters: '', end };
  }
  const isPlain = end === parametersEnd && /^[\d;:]*$/.test(parameters);
  return { final: isPlain ? text[end] : '', parameters, end: end + 1 };
}

function skipString(
  text: string,
  start: number,
  state: { unterminated: boolean },
): EscapeSequence {
  for (let end = start; !state.unterminated && end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === BELL || code === STRING_TERMINATOR) {
      return { final: '', parameters: '', end: end + 1 };
    }
    if (code === ESCAPE && text[end + 1] === '\\') {
      return { final: '', parameters: '', end: end + 2 };
    }
  }
  state.unterminated = true;
  return { final: '', parameters: '', end: start };
}

function skipShort(text: string, start: number): EscapeSequence {
  const end = skipWhile(text, start, 0x20, 0x2f);
  const last = text.charCodeAt(end);
  const hasFinal = last >= 0x30 && last <= 0x7e;
  return { final: '', parameters: '', end: hasFinal ? end + 1 : end };
}

function skipWhile(text: string, start: number, low: number, high: number) {
  let end = start;
  while (text.charCodeAt(end) >= low && text.charCodeAt(end) <= high) {
    end += 1;
  }
  return end;
}

function isDirectional(code: number): boolean {
  return (
    code === 0x061c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}
