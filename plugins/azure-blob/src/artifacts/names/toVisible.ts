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

/** What cannot be seen, or changes how what is around it is seen. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** A stretch of a name, or what stands for one character that is not seen. */
export interface NamePart {
  text: string;
  isGlyph: boolean;
}

/**
 * Splits a name into what can be shown as it is, and glyphs for the rest. A
 * blob's name may hold anything: line breaks, marks that turn the reading
 * direction around, and characters without width.
 */
export function splitName(name: string): NamePart[] {
  const parts: NamePart[] = [];
  let end = 0;
  for (const { 0: character, index } of name.matchAll(UNSEEN)) {
    if (index > end) {
      parts.push({ text: name.slice(end, index), isGlyph: false });
    }
    parts.push({ text: toGlyph(character), isGlyph: true });
    end = index + character.length;
  }
  if (end < name.length) {
    parts.push({ text: name.slice(end), isGlyph: false });
  }
  return parts;
}

/** A name with glyphs in it, where only text can go. */
export function toVisible(name: string): string {
  return splitName(name)
    .map(({ text }) => text)
    .join('');
}

/** Fonts that have pictures for all of them are rare. */
function toGlyph(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
