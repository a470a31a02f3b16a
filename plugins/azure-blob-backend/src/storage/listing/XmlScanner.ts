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
  /**
   * @param attributes - as they are written
   * @returns whether the text in the element matters.
   */
  onOpen(name: string, attributes: string): boolean;
  /** Text up to the next element may arrive in several parts. */
  onText(text: string): void;
  onClose(name: string): void;
}

const SLASH = '/'.charCodeAt(0);
const QUESTION_MARK = '?'.charCodeAt(0);
const EXCLAMATION_MARK = '!'.charCodeAt(0);
const DOUBLE_QUOTE = '"'.charCodeAt(0);
const SINGLE_QUOTE = "'".charCodeAt(0);
const CLOSING = '>'.charCodeAt(0);

/**
 * Where the next quote is. Few tags have any, and looking at each character of
 * all others takes a quarter of the time. Each kind is looked for again once it
 * is passed only, so that many quotes cost no more than few.
 */
class Quotes {
  readonly #xml: string;
  #double = -1;
  #single = -1;

  constructor(xml: string) {
    this.#xml = xml;
  }

  after(start: number): number {
    if (this.#double < start) {
      this.#double = this.#find('"', start);
    }
    if (this.#single < start) {
      this.#single = this.#find("'", start);
    }
    return Math.min(this.#double, this.#single);
  }

  #find(quote: string, start: number): number {
    const at = this.#xml.indexOf(quote, start);
    return at === -1 ? Infinity : at;
  }
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
  readonly #open: string[] = [];
  #isTextWanted = false;
  #rest = '';

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** @throws Error where it is not well-formed, or cannot be read. */
  write(chunk: string): void {
    const xml = this.#rest + chunk;
    const quotes = new Quotes(xml);
    let position = 0;
    for (
      let start = xml.indexOf('<');
      start !== -1;
      start = xml.indexOf('<', position)
    ) {
      const end = findEnd(xml, start, quotes);
      if (end === -1) {
        break;
      }
      if (this.#isTextWanted && start > position) {
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
    switch (xml.charCodeAt(start + 1)) {
      case SLASH:
        this.#handleClosing(xml, start, end);
        break;
      case EXCLAMATION_MARK:
        if (this.#isTextWanted && xml.startsWith('<![CDATA[', start)) {
          this.#handler.onText(xml.slice(start + 9, end - 3));
        }
        break;
      case QUESTION_MARK:
        break;
      default:
        this.#handleOpening(xml, start, end);
    }
  }

  #handleOpening(xml: string, start: number, end: number): void {
    const isEmpty = xml.charCodeAt(end - 2) === SLASH;
    const tag = xml.slice(start + 1, isEmpty ? end - 2 : end - 1);
    const space = tag.indexOf(' ');
    const name = space === -1 ? tag : tag.slice(0, space);
    const attributes = space === -1 ? '' : tag.slice(space);
    this.#isTextWanted = this.#handler.onOpen(name, attributes);
    if (isEmpty) {
      this.#close(name);
    } else {
      this.#open.push(name);
    }
  }

  #handleClosing(xml: string, start: number, end: number): void {
    const name = this.#open.pop();
    const closed = xml.slice(start + 2, end - 1);
    if (name === undefined || (closed !== name && closed.trimEnd() !== name)) {
      throw new Error('The document is not well-formed');
    }
    this.#close(name);
  }

  #close(name: string): void {
    this.#isTextWanted = false;
    this.#handler.onClose(name);
  }
}

/** Where the markup that begins at `start` is over; -1 while it is not. */
function findEnd(xml: string, start: number, quotes: Quotes): number {
  switch (xml.charCodeAt(start + 1)) {
    case QUESTION_MARK:
      return after(xml, '?>', start + 2);
    case EXCLAMATION_MARK:
      return findEndOfSection(xml, start);
    case SLASH:
      return after(xml, '>', start);
    default: {
      const end = after(xml, '>', start);
      return end <= quotes.after(start) ? end : findEndOfTag(xml, start);
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
  let quote = 0;
  for (let at = start; at < xml.length; at++) {
    const code = xml.charCodeAt(at);
    if (quote !== 0) {
      quote = code === quote ? 0 : quote;
    } else if (code === CLOSING) {
      return at + 1;
    } else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
      quote = code;
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
