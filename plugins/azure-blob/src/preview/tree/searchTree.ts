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

import { Sliced } from '../open';
import { TreeNode } from './TreeNode';

/** More than anybody steps through. */
export const MAX_HITS = 1000;
const NODES_A_STEP = 2000;

/** Finds nodes with a text in their key or value, in any case. */
export function* searchTree(root: TreeNode, text: string): Sliced<TreeNode[]> {
  const wanted = text.toLowerCase();
  const hits: TreeNode[] = [];
  const pending = [root];
  let count = 0;
  for (let node = pending.pop(); node; node = pending.pop()) {
    const isHit =
      node.text.toLowerCase().includes(wanted) ||
      node.key?.toLowerCase().includes(wanted);
    if (isHit) {
      hits.push(node);
      if (hits.length === MAX_HITS) {
        break;
      }
    }
    const { children = [] } = node;
    for (let index = children.length - 1; index >= 0; index -= 1) {
      pending.push(children[index]);
    }
    count += 1;
    if (count % NODES_A_STEP === 0) {
      yield;
    }
  }
  return hits;
}
