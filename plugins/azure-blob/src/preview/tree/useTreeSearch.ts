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

import { useEffect, useState } from 'react';
import { runSliced } from '../open';
import { searchTree } from './searchTree';
import { TreeNode } from './TreeNode';

const TYPING_MS = 150;

/** Searches a tree while somebody types; `undefined` until it has been. */
export function useTreeSearch(
  root: TreeNode,
  text: string,
): TreeNode[] | undefined {
  const [found, setFound] = useState<{ text: string; hits: TreeNode[] }>();

  useEffect(() => {
    if (text === '') {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const timer = setTimeout(async () => {
      try {
        const hits = await runSliced(searchTree(root, text), signal);
        setFound({ text, hits });
      } catch (error) {
        if (!signal.aborted) {
          throw error;
        }
      }
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [root, text]);

  return found?.text === text ? found.hits : undefined;
}
