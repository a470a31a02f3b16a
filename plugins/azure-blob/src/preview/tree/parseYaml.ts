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

import type { Document, Pair } from 'yaml';
import { PreviewFault, Sliced } from '../open';
import { TreeNode } from './TreeNode';

/** Deeper documents overflow the parser's stack. */
const MAX_DEPTH = 200;
const LEXEMES_A_STEP = 200;

/**
 * Reads YAML in slices. An alias is shown as one, and never as what it stands
 * for: ten lines of aliases can stand for more than there is memory.
 */
export async function loadYamlParser(): Promise<
  (text: string) => Sliced<TreeNode>
> {
  const yaml = await import('yaml');

  function toNode(node: unknown, depth: number, key?: string): TreeNode {
    if (depth > MAX_DEPTH) {
      throw new PreviewFault('tooLarge', 'It is too deep');
    }
    if (yaml.isAlias(node)) {
      return { kind: 'alias', key, text: `*${node.source}` };
    }
    if (yaml.isScalar(node)) {
      return { ...scalarOf(node.value, node.source), key };
    }
    if (yaml.isCollection(node)) {
      const isMap = yaml.isMap(node);
      const result: TreeNode = {
        kind: isMap ? 'object' : 'array',
        key,
        text: '',
        children: [],
      };
      for (const item of node.items) {
        const child = yaml.isPair(item)
          ? toNode(item.value, depth + 1, isMap ? nameOf(item) : undefined)
          : toNode(item, depth + 1);
        child.parent = result;
        result.children?.push(child);
      }
      return result;
    }
    return { kind: 'null', key, text: 'null' };
  }

  function nameOf({ key }: Pair<unknown, unknown>): string {
    if (yaml.isScalar(key)) {
      return key.source ?? String(key.value);
    }
    return yaml.isAlias(key) ? `*${key.source}` : '?';
  }

  function* readDocuments(text: string): Sliced<Document.Parsed[]> {
    const composer = new yaml.Composer({ uniqueKeys: false });
    const parser = new yaml.Parser();
    const documents: Document.Parsed[] = [];
    let count = 0;
    for (const lexeme of new yaml.Lexer().lex(text)) {
      for (const token of parser.next(lexeme)) {
        documents.push(...composer.next(token));
      }
      count += 1;
      if (count % LEXEMES_A_STEP === 0) {
        yield;
      }
    }
    for (const token of parser.end()) {
      documents.push(...composer.next(token));
    }
    documents.push(...composer.end());
    return documents;
  }

  return function* parseYaml(text) {
    let documents: Document.Parsed[];
    try {
      documents = yield* readDocuments(text);
    } catch (error) {
      throw error instanceof RangeError
        ? new PreviewFault('tooLarge', 'It is too deep')
        : error;
    }
    const problem = documents.flatMap(({ errors }) => errors)[0];
    if (problem) {
      throw new PreviewFault('corrupt', problem.message.split('\n')[0]);
    }
    const roots = documents.map(({ contents }) => toNode(contents, 0));
    if (roots.length === 1) {
      return roots[0];
    }
    const all: TreeNode = { kind: 'array', text: '', children: roots };
    roots.forEach(root => Object.assign(root, { parent: all }));
    return all;
  };
}

function scalarOf(
  value: unknown,
  source: string | undefined,
): Pick<TreeNode, 'kind' | 'text'> {
  const text = source ?? String(value);
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return { kind: 'number', text };
    case 'boolean':
      return { kind: 'boolean', text };
    case 'string':
      return { kind: 'string', text: value };
    default:
      return { kind: 'null', text: 'null' };
  }
}
