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

/**
 * What acts on a terminal or on the text around it, or cannot be seen: control
 * characters, halves of surrogate pairs, separators of lines, marks that turn
 * the direction, and characters without width.
 */
export const UNSEEN =
  /(?!\t)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;

const IS_UNSEEN = new RegExp(UNSEEN.source, 'u');
const JOINER = '\u200d';
const SELECTORS = ['\ufe0e', '\ufe0f'];
const JOINED_AFTER = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]$/u;
const JOINED_BEFORE = /^\p{Extended_Pictographic}/u;

/** Whether a character acts on anything but the place it stands at. */
export function isControl(code: number): boolean {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  return code < 0xad
    ? (code < 0x20 && code !== 0x09) || (code >= 0x7f && code <= 0x9f)
    : !isSurrogate && IS_UNSEEN.test(String.fromCodePoint(code));
}

/** What is shown in place of a character that cannot be seen. */
export function toVisible(code: number): string {
  if (code < 0x20) {
    return String.fromCharCode(0x2400 + code);
  }
  if (code === 0x7f) {
    return '\u2421';
  }
  if (code === 0x2028 || code === 0x2029) {
    return '\u21b5';
  }
  return '\ufffd';
}

/** Whether the character at `index` makes one picture of those around it. */
export function isPartOfEmoji(
  text: string,
  index: number,
  character: string,
): boolean {
  const before = text.slice(Math.max(0, index - 2), index);
  if (SELECTORS.includes(character)) {
    return (
      before !== '' &&
      !IS_UNSEEN.test(before.slice(-1)) &&
      before.slice(-1) !== ' '
    );
  }
  return (
    character === JOINER &&
    JOINED_AFTER.test(before) &&
    JOINED_BEFORE.test(text.slice(index + 1, index + 3))
  );
}
