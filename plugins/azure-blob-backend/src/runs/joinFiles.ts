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

import { FileWalk, isBefore, WalkedFile } from './walkFiles';

/** A file of two runs, on the sides that have it. */
export interface FilePair {
  path: string;
  before?: WalkedFile;
  after?: WalkedFile;
}

/**
 * Puts both sides together by path. In the order of storage it ends where
 * either has more than is compared, or turns out to have another order.
 */
export async function* joinFiles(
  before: FileWalk,
  after: FileWalk,
): AsyncGenerator<FilePair, void, undefined> {
  const bases = before[Symbol.asyncIterator]();
  const heads = after[Symbol.asyncIterator]();
  let [one, other] = await Promise.all([bases.next(), heads.next()]);
  while (!(one.done && other.done) && !isOver(before) && !isOver(after)) {
    const base: WalkedFile | undefined = one.done ? undefined : one.value;
    const head: WalkedFile | undefined = other.done ? undefined : other.value;
    const isBase = base && (!head || !isBefore(head.path, base.path));
    const isHead = head && (!base || !isBefore(base.path, head.path));
    // What one side lacks could be among its files that were not seen.
    const isKnown = (isBase || !before.isCut) && (isHead || !after.isCut);
    if (isKnown) {
      yield {
        path: (isBase ? base : head)?.path ?? '',
        ...(isBase && { before: base }),
        ...(isHead && { after: head }),
      };
    }
    [one, other] = await Promise.all([
      isBase ? bases.next() : one,
      isHead ? heads.next() : other,
    ]);
  }
}

function isOver({ isSorted, isCut, isOutOfOrder }: FileWalk): boolean {
  return isOutOfOrder || (isCut && !isSorted);
}
