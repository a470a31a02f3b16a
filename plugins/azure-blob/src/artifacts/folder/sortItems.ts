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

import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';

/** What items can be sorted by. */
export type SortColumn = 'name' | 'size' | 'modified' | 'created' | 'type';

/** In which order items are shown. */
export interface Sort {
  column: SortColumn;
  direction: 'ascending' | 'descending';
}

const collator = new Intl.Collator(undefined, { numeric: true });

/** Such as `XML`; by the name, as what storage says of it may be anything. */
export function typeOf({ name, kind }: AzureBlobItem): string {
  const extension = /[^.]\.([\p{L}\p{N}]{1,12})$/u.exec(name)?.[1] ?? '';
  return kind === 'folder' ? '' : extension.toUpperCase();
}

/** As people count; names that differ never come out equal. */
function compareNames(a: AzureBlobItem, b: AzureBlobItem): number {
  return collator.compare(a.name, b.name) || compareText(a.path, b.path);
}

function compareText(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}

const COMPARE: Record<
  SortColumn,
  (a: AzureBlobItem, b: AzureBlobItem) => number
> = {
  name: compareNames,
  size: (a, b) => (a.size ?? 0) - (b.size ?? 0),
  modified: (a, b) => compareText(a.lastModified ?? '', b.lastModified ?? ''),
  created: (a, b) => compareText(a.createdAt ?? '', b.createdAt ?? ''),
  type: (a, b) => collator.compare(typeOf(a), typeOf(b)),
};

/** Folders first, then as asked for; what is equal goes by name. */
export function sortItems(items: AzureBlobItem[], sort: Sort): AzureBlobItem[] {
  const sign = sort.direction === 'ascending' ? 1 : -1;
  const compare = COMPARE[sort.column];
  return [...items].sort(
    (a, b) =>
      Number(a.kind === 'file') - Number(b.kind === 'file') ||
      sign * compare(a, b) ||
      compareNames(a, b),
  );
}

/** The items whose names hold a text, in any case. */
export function filterItems(
  items: AzureBlobItem[],
  text: string,
): AzureBlobItem[] {
  const wanted = text.toLowerCase();
  return items.filter(({ name }) => name.toLowerCase().includes(wanted));
}
