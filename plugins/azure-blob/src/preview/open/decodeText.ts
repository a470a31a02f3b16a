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

/** What a text is decoded as. Nothing in the text itself can ask for another. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** By the mark that the bytes begin with; UTF-8 where there is none. */
export function detectEncoding(head: Uint8Array): TextEncoding {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Whether the bytes are what no text has. */
export function isBinary(head: Uint8Array): boolean {
  return detectEncoding(head) === 'utf-8' && head.includes(0);
}

/** Decodes a whole text; what is no character becomes a replacement character. */
export function decodeText(bytes: Uint8Array): string {
  return new TextDecoder(detectEncoding(bytes)).decode(bytes);
}
