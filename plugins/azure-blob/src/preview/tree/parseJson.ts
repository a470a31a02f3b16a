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

import { PreviewFault, Sliced } from '../open';
import { TreeNode } from './TreeNode';

/** Deeper than anybody opens by hand. */
const MAX_DEPTH = 1000;
const TOKENS_A_STEP = 500;

const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

class JsonReader {
  readonly #text: string;
  #at = 0;
  /** The containers that are open, outermost first. */
  readonly #open: TreeNode[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  *read(): Sliced<TreeNode> {
    let key: string | undefined;
    for (let count = 1; ; count += 1) {
      if (count % TOKENS_A_STEP === 0) {
        yield;
      }
      let node: TreeNode | undefined = this.#readValue(key);
      if (node.children && !this.#takeClose(node)) {
        if (this.#open.length >= MAX_DEPTH) {
          throw new PreviewFault('tooLarge', 'It is too deep');
        }
        this.#open.push(node);
        key = this.#readKey(node);
      } else {
        node = this.#closeAll(node);
        if (node) {
          this.#expectEnd();
          return node;
        }
        key = this.#readKey(this.#open[this.#open.length - 1]);
      }
    }
  }

  /** Closes what ends here; hands back the root where that has ended. */
  #closeAll(ended: TreeNode): TreeNode | undefined {
    let node = ended;
    for (;;) {
      const parent = this.#open[this.#open.length - 1];
      if (!parent) {
        return node;
      }
      this.#skipSpace();
      if (this.#text[this.#at] === ',') {
        this.#at += 1;
        return undefined;
      }
      if (!this.#takeClose(parent)) {
        throw this.#fault('Expected a comma or the end');
      }
      this.#open.pop();
      node = parent;
    }
  }

  #readValue(key: string | undefined): TreeNode {
    this.#skipSpace();
    const parent = this.#open[this.#open.length - 1];
    const node: TreeNode = { key, parent, ...this.#readText() };
    parent?.children?.push(node);
    return node;
  }

  #readText(): Pick<TreeNode, 'kind' | 'text' | 'children'> {
    const first = this.#text[this.#at];
    if (first === '{' || first === '[') {
      this.#at += 1;
      const kind = first === '{' ? 'object' : 'array';
      return { kind, text: '', children: [] };
    }
    if (first === '"') {
      return { kind: 'string', text: this.#readString() };
    }
    const word = this.#take(WORD);
    if (word !== '') {
      return { kind: word === 'null' ? 'null' : 'boolean', text: word };
    }
    const number = this.#take(NUMBER);
    if (number === '') {
      throw this.#fault('Expected a value');
    }
    return { kind: 'number', text: number };
  }

  #readString(): string {
    const start = this.#at;
    let end = start;
    let isEscaped = true;
    while (isEscaped) {
      end = this.#text.indexOf('"', end + 1);
      if (end < 0) {
        throw this.#fault('A string does not end');
      }
      let before = end;
      while (this.#text[before - 1] === '\\') {
        before -= 1;
      }
      isEscaped = (end - before) % 2 === 1;
    }
    this.#at = end + 1;
    try {
      return JSON.parse(this.#text.slice(start, end + 1));
    } catch {
      this.#at = start;
      throw this.#fault('A string is not well-formed');
    }
  }

  #readKey(parent: TreeNode): string | undefined {
    if (parent.kind === 'array') {
      return undefined;
    }
    this.#skipSpace();
    if (this.#text[this.#at] !== '"') {
      throw this.#fault('Expected a key');
    }
    const key = this.#readString();
    this.#skipSpace();
    if (this.#text[this.#at] !== ':') {
      throw this.#fault('Expected a colon');
    }
    this.#at += 1;
    return key;
  }

  #takeClose(node: TreeNode): boolean {
    this.#skipSpace();
    const isClosed =
      this.#text[this.#at] === (node.kind === 'array' ? ']' : '}');
    this.#at += isClosed ? 1 : 0;
    return isClosed;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #skipSpace() {
    this.#take(SPACE);
  }

  #expectEnd() {
    this.#skipSpace();
    if (this.#at < this.#text.length) {
      throw this.#fault('Something follows the end');
    }
  }

  #fault(what: string): PreviewFault {
    const before = this.#text.slice(0, this.#at);
    const line = before.split('\n').length;
    const column = this.#at - before.lastIndexOf('\n');
    return new PreviewFault('corrupt', `${what} (line ${line}:${column})`);
  }
}

/**
 * Reads JSON in slices, and keeps numbers as they are written: a build number
 * of 20 digits stays what it is. No text is deep enough to break the stack.
 */
export function* parseJson(text: string): Sliced<TreeNode> {
  return yield* new JsonReader(text).read();
}
