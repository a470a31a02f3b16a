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

const CASED = /[\p{Changes_When_Casemapped}\p{Changes_When_Casefolded}]/u;
const LAST_CASED = 0x1ffff;
const SYNTAX = /[\\^$.*+?()[\]{}|/-]/;

let cased: string | undefined;

/**
 * The characters that are the same as one where case does not matter, by the
 * simple case folding of Unicode: itself among them.
 */
export function findCaseVariants(character: string): string[] {
  if (!CASED.test(character)) {
    return [character];
  }
  cased ??= findCased();
  // The flags have the engine fold by the very table that is wanted.
  return cased.match(new RegExp(escapeRegExp(character), 'giu')) ?? [character];
}

/** The expression for a text, without anything that would be special in it. */
export function escapeRegExp(text: string): string {
  return Array.from(text, character =>
    SYNTAX.test(character)
      ? `\\u{${character.codePointAt(0)?.toString(16)}}`
      : character,
  ).join('');
}

function findCased(): string {
  const characters: string[] = [];
  for (let code = 0; code <= LAST_CASED; code++) {
    const character = String.fromCodePoint(code);
    if (CASED.test(character)) {
      characters.push(character);
    }
  }
  return characters.join('');
}
