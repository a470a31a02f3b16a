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

import * as fc from 'fast-check';
import { AzureBlobLogQuery } from 'backstage-plugin-azure-blob-common';

/** A line as a second opinion sees it. */
export interface SeenLine {
  number: number;
  offset: number;
  text: string;
}

/** A second opinion on what is to be seen, on the whole log at once. */
export function seeNaively(log: Buffer): SeenLine[] {
  const lines: SeenLine[] = [];
  for (let offset = 0; offset < log.length; ) {
    const feed = log.indexOf('\n', offset);
    const end = feed === -1 ? log.length : feed;
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    const text = seeLine([...decoder.decode(log.subarray(offset, end))]);
    lines.push({ number: lines.length + 1, offset, text });
    offset = end + 1;
  }
  return lines;
}

/** The same of a line that has been read. */
export function seeLine(characters: string[]): string {
  const seen: string[] = [];
  const code = (index: number) => characters[index]?.codePointAt(0) ?? -1;
  const isIn = (index: number, low: number, high: number) =>
    code(index) >= low && code(index) <= high;
  let index = 0;
  while (index < characters.length) {
    // Each 8-bit control is the same as ESC with what is 0x40 below it.
    const isEight = isIn(index, 0x80, 0x9f);
    if (!isEight && code(index) !== 0x1b) {
      seen.push(characters[index]);
      index += 1;
      continue;
    }
    const kind = isEight ? code(index) - 0x40 : code(index + 1);
    const after = index + (isEight ? 1 : 2);
    if (kind === 0x5b) {
      index = after;
      while (isIn(index, 0x30, 0x3f)) {
        index += 1;
      }
      while (isIn(index, 0x20, 0x2f)) {
        index += 1;
      }
      index += isIn(index, 0x40, 0x7e) ? 1 : 0;
    } else if ([0x50, 0x58, 0x5d, 0x5e, 0x5f].includes(kind)) {
      index = findStringEnd(characters, after) ?? after;
    } else if (isEight) {
      index = after;
    } else {
      index += 1;
      while (isIn(index, 0x20, 0x2f)) {
        index += 1;
      }
      index += isIn(index, 0x30, 0x7e) ? 1 : 0;
    }
  }
  const text = seen.join('');
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}

function findStringEnd(characters: string[], begin: number) {
  for (let index = begin; index < characters.length; index += 1) {
    if (['\u0007', '\u009c'].includes(characters[index])) {
      return index + 1;
    }
    if (characters[index] === '\u001b' && characters[index + 1] === '\\') {
      return index + 2;
    }
  }
  return undefined;
}

/** A second opinion on where a literal is, character by character. */
export function findNaively(
  text: string,
  query: AzureBlobLogQuery,
): Array<[number, number]> {
  const ranges: Array<[number, number]> = [];
  const characters = [...text];
  const wanted = [...query.q];
  const isSame = (one: string, other: string) =>
    one === other ||
    (!query.case &&
      (one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US') ||
        one.toLocaleUpperCase('en-US') === other.toLocaleUpperCase('en-US')));
  const isWord = (character: string | undefined) =>
    character !== undefined && /[\p{L}\p{M}\p{N}\p{Pc}]/u.test(character);
  for (let at = 0; at + wanted.length <= characters.length; ) {
    const end = at + wanted.length;
    const begin = at;
    const goesOn =
      (isWord(wanted[0]) && isWord(characters[at - 1])) ||
      (isWord(wanted.at(-1)) && isWord(characters[end]));
    const isMatch =
      wanted.every((character, i) =>
        isSame(characters[begin + i], character),
      ) && !(query.word && goesOn);
    if (isMatch) {
      const start = characters.slice(0, at).join('').length;
      ranges.push([start, characters.slice(at, end).join('').length]);
    }
    at = isMatch ? end : at + 1;
  }
  return ranges;
}

const WORDS = ['error', 'Error', 'ERR', 'ok', 'kiss', 'mm', 'é', 'É', '漢字'];
const ESCAPES = [
  '\u001b[31m',
  '\u001b[0m',
  '\u001b[m',
  '\u001b[38;5;2m',
  '\u001b[K',
  '\u001b[1;2 q',
  '\u001b[',
  '\u001b[3',
  '\u001b',
  '\u001b(B',
  '\u001b7',
  '\u001b]0;',
  '\u001b]8;;http://x/\u0007',
  '\u001bP1',
  '\u001b\\',
  '\u0007',
  '\u009b31m',
  '\u009b',
  '\u009d0;',
  '\u009c',
  '\u0085',
];

/** Text with all that may stand in the midst of what is looked for. */
export const arbitrarySearchedLog = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(...WORDS, ...'erorkKsSmM0 ;[\u212a\u017f🚀'),
      },
      { weight: 4, arbitrary: fc.constantFrom(...ESCAPES) },
      { weight: 2, arbitrary: fc.constantFrom('\n', '\n', '\r\n', '\r', '') },
    ),
    { maxLength: 120, size: 'max' },
  )
  .chain(parts =>
    fc
      .array(
        fc.record({ at: fc.nat(), byte: fc.integer({ min: 0x80, max: 0xff }) }),
        { maxLength: 3 },
      )
      .map(broken => {
        const bytes = parts.map(part => Buffer.from(part));
        for (const { at, byte } of broken) {
          bytes.splice(at % (bytes.length + 1), 0, Buffer.from([byte]));
        }
        return Buffer.concat(bytes);
      }),
  );

/** What may be in such a text, and what is not. */
export const arbitraryLiteral = fc
  .oneof(
    fc.constantFrom(...WORDS, 'or', 'ro', 'k', 's', 'K\u017f', 'rr', '\ufffd'),
    fc.string({
      unit: fc.constantFrom(...'erkKsSmo0;[ é漢\u212a\ufffd🚀\r'),
      minLength: 1,
      maxLength: 5,
    }),
  )
  .filter(text => text.length > 0);
