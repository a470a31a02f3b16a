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
import { parseXml } from '../xml/parseXml';

/** More shapes than a drawing has, and few enough to be drawn in a moment. */
const MAX_SHAPES = 50_000;

interface Group {
  shapes: number;
  uses: string[];
}

/**
 * Refuses a drawing that takes forever to draw: a shape may be used by others
 * which are used by others, and thirty lines of that are a billion shapes.
 */
export function* checkSvg(text: string): Sliced<void> {
  const groups = new Map<string, Group>();
  const root: Group = { shapes: 0, uses: [] };
  const open: (string | undefined)[] = [];
  const count = (change: (group: Group) => void) => {
    change(root);
    for (const id of new Set(open)) {
      const group = id === undefined ? undefined : groups.get(id);
      if (group) {
        change(group);
      }
    }
  };
  yield* parseXml(text, {
    open({ name, attributes }) {
      const id = attributes.get('id');
      if (id !== undefined) {
        groups.set(id, { shapes: 0, uses: [] });
      }
      open.push(id);
      count(group => {
        group.shapes += 1;
      });
      const target = referenceOf(attributes);
      if (name === 'use' && target !== undefined) {
        count(group => group.uses.push(target));
      }
    },
    close() {
      open.pop();
    },
  });

  const sums = new Map<string, number>();
  const sumOf = (group: Group, above: ReadonlySet<string>): number => {
    let sum = group.shapes;
    for (const use of group.uses) {
      const used = groups.get(use);
      if (used && !above.has(use)) {
        const known = sums.get(use) ?? sumOf(used, new Set([...above, use]));
        sums.set(use, known);
        sum += known;
      }
      if (sum > MAX_SHAPES) {
        return Infinity;
      }
    }
    return sum;
  };
  if (sumOf(root, new Set()) > MAX_SHAPES) {
    throw new PreviewFault('unsafe', 'It draws too many shapes');
  }
}

function referenceOf(
  attributes: ReadonlyMap<string, string>,
): string | undefined {
  return /^#(.+)$/.exec(attributes.get('href') ?? '')?.[1];
}
