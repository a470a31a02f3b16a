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

import type { ElementContent, RootContent } from 'hast';
import type { createLowlight } from 'lowlight';

/** A piece of a line, and what it is in its language. */
export interface Token {
  text: string;
  /** Such as `keyword`. */
  type?: string;
}

/** Splits the text of lines into tokens. */
export type Highlight = (lines: string[], language: string) => Token[][];

/** Loads the highlighter; it leaves languages that nobody knows as they are. */
export async function loadHighlight(): Promise<Highlight> {
  const { lowlight } = await import('./lowlight');
  return (lines, language) =>
    lowlight.registered(language)
      ? highlightLines(lowlight, lines, language)
      : lines.map(text => [{ text }]);
}

function highlightLines(
  lowlight: ReturnType<typeof createLowlight>,
  lines: string[],
  language: string,
): Token[][] {
  const { children } = lowlight.highlight(language, lines.join('\n'));
  const result: Token[][] = [[]];
  const pending: { node: RootContent | ElementContent; type?: string }[] =
    children.map(node => ({ node })).reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, type } = next;
    if (node.type === 'text') {
      node.value.split('\n').forEach((text, index) => {
        if (index > 0) {
          result.push([]);
        }
        if (text !== '') {
          result[result.length - 1].push({ text, type });
        }
      });
    } else if (node.type === 'element') {
      const inner = typeOf(node.properties.className) ?? type;
      for (const child of [...node.children].reverse()) {
        pending.push({ node: child, type: inner });
      }
    }
  }
  return result;
}

function typeOf(className: unknown): string | undefined {
  const [first] = Array.isArray(className) ? className : [];
  return typeof first === 'string' ? first.replace(/^hljs-/, '') : undefined;
}
