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

import { TreeNode } from './TreeNode';

/** A node where it stands among those that can be seen. */
export interface TreeRow {
  node: TreeNode;
  /** Counted from 1. */
  level: number;
  /** Counted from 1, among its siblings. */
  position: number;
}

/** The nodes that can be seen, in their order. */
export function flattenTree(
  root: TreeNode,
  open: ReadonlySet<TreeNode>,
): TreeRow[] {
  const rows: TreeRow[] = [];
  const pending: TreeRow[] = [{ node: root, level: 1, position: 1 }];
  for (let row = pending.pop(); row; row = pending.pop()) {
    rows.push(row);
    const { node, level } = row;
    if (node.children && open.has(node)) {
      for (let index = node.children.length - 1; index >= 0; index -= 1) {
        pending.push({
          node: node.children[index],
          level: level + 1,
          position: index + 1,
        });
      }
    }
  }
  return rows;
}
