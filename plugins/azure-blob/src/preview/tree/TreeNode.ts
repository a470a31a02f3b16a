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

/** What a node of a document is. */
export type TreeNodeKind =
  | 'alias'
  | 'array'
  | 'boolean'
  | 'null'
  | 'number'
  | 'object'
  | 'string';

/** A value in a document. */
export interface TreeNode {
  kind: TreeNodeKind;
  /** In the object that it is in. */
  key?: string;
  /** As it is written, of a string what it says; empty for what has children. */
  text: string;
  children?: TreeNode[];
  parent?: TreeNode;
}

/** What a key is in the path of a node. */
export function keyOf(node: TreeNode): string | number | undefined {
  return node.key ?? node.parent?.children?.indexOf(node);
}

/** Where a node is, such as `$.items[3]["odd name"]`. */
export function pathOf(node: TreeNode): string {
  const parts: string[] = [];
  for (let at: TreeNode | undefined = node; at?.parent; at = at.parent) {
    const key = keyOf(at);
    if (typeof key === 'number') {
      parts.push(`[${key}]`);
    } else {
      const isPlain = /^[A-Za-z_$][\w$]*$/.test(key ?? '');
      parts.push(isPlain ? `.${key}` : `[${JSON.stringify(key)}]`);
    }
  }
  return `$${parts.reverse().join('')}`;
}

/** A node as JSON; what is no value of JSON is written as text. */
export function valueOf(node: TreeNode): string {
  const parts: string[] = [];
  type Step = string | { node: TreeNode; indent: string };
  const pending: Step[] = [{ node, indent: '' }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') {
      parts.push(next);
    } else {
      const { node: at, indent } = next;
      const { children } = at;
      if (!children) {
        const isText = at.kind === 'string' || at.kind === 'alias';
        parts.push(isText ? JSON.stringify(at.text) : at.text);
      } else {
        const [open, close] = at.kind === 'array' ? '[]' : '{}';
        const inner = `${indent}  `;
        const steps: Step[] = [open];
        children.forEach((child, index) => {
          const label =
            child.key === undefined ? '' : `${JSON.stringify(child.key)}: `;
          steps.push(`${index > 0 ? ',' : ''}\n${inner}${label}`);
          steps.push({ node: child, indent: inner });
        });
        steps.push(children.length > 0 ? `\n${indent}${close}` : close);
        for (const step of steps.reverse()) {
          pending.push(step);
        }
      }
    }
  }
  return parts.join('');
}
