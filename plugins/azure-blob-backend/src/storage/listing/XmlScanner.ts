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

/** More than any name or value that storage keeps, however it is escaped. */
const MAX_PENDING = 256 * 1024;

const ENTITY = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos));/gi;
const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Is told what a document consists of, in its order. */
export interface XmlHandler {
  /** @param attributes - as they are written */
  onOpen(name: string, attributes: string): void;
  /** Text may arrive in several parts. */
  onText(text: string): void;
  onClose(name: string): void;
}

/**
 * Takes a document apart while it arrives, split wherever it may be.
 *
 * It knows as much of XML as the answers of storage use, and refuses document
 * types, so that no entity but the five that are built in means anything. What
 * the characters of a text are is none of its concern: one blob with an odd
 * name must not keep all others from being listed.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #rest = '';

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  write(chunk: string): void {
    const xml = this.#rest + chunk;
    let position = 0;
    for (;;) {
      const start = xml.indexOf('<', position);
      const end = start === -1 ? -1 : findEnd(xml, start);
      if (end === -1) {
        break;
      }
      if (start > position) {
        this.#handler.onText(decodeEntities(xml.slice(position, start)));
      }
      this.#handle(xml, start, end);
      position = end;
    }
    this.#rest = xml.slice(position);
    if (this.#rest.length > MAX_PENDING) {
      throw new Error('A part of the document is too long');
    }
  }

  #handle(xml: string, start: number, end: number): void {
    const handler = this.#handler;
    switch (xml[start + 1]) {
      case '/':
        handler.onClose(xml.slice(start + 2, end - 1).trimEnd());
        break;
      case '!':
        if (xml.startsWith('<![CDATA[', start)) {
          handler.onText(xml.slice(start + 9, end - 3));
        }
        break;
      case '?':
        break;
      default: {
        const isEmpty = xml[end - 2] === '/';
        const tag = xml.slice(start + 1, isEmpty ? end - 2 : end - 1);
        const space = tag.indexOf(' ');
        const name = space === -1 ? tag : tag.slice(0, space);
        handler.onOpen(name, space === -1 ? '' : tag.slice(space));
        if (isEmpty) {
          handler.onClose(name);
        }
      }
    }
  }
}

/** Where the markup that begins at `start` is over; -1 while it is not. */
function findEnd(xml: string, start: number): number {
  switch (xml[start + 1]) {
    case undefined:
      return -1;
    case '?':
      return after(xml, '?>', start + 2);
    case '!':
      return findEndOfSection(xml, start);
    case '/':
      return after(xml, '>', start);
    default: {
      const end = after(xml, '>', start);
      return end !== -1 && /["']/.test(xml.slice(start, end))
        ? findEndOfTag(xml, start)
        : end;
    }
  }
}

function findEndOfSection(xml: string, start: number): number {
  for (const [opening, closing] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
  ]) {
    if (xml.startsWith(opening, start)) {
      return after(xml, closing, start + opening.length);
    }
    if (opening.startsWith(xml.slice(start, start + opening.length))) {
      return -1;
    }
  }
  throw new Error('The document has a document type');
}

/** An attribute may hold a `>`. */
function findEndOfTag(xml: string, start: number): number {
  let quote = '';
  for (let at = start; at < xml.length; at++) {
    const character = xml[at];
    if (quote !== '') {
      quote = character === quote ? '' : quote;
    } else if (character === '"' || character === "'") {
      quote = character;
    } else if (character === '>') {
      return at + 1;
    }
  }
  return -1;
}

function after(xml: string, text: string, from: number): number {
  const at = xml.indexOf(text, from);
  return at === -1 ? -1 : at + text.length;
}

function decodeEntities(text: string): string {
  return text.includes('&')
    ? text.replace(ENTITY, (_, hex, decimal, name) =>
        name === undefined
          ? String.fromCodePoint(
              hex === undefined ? Number(decimal) : parseInt(hex, 16),
            )
          : NAMED[name.toLowerCase()],
      )
    : text;
}
