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

import { SortColumn } from './sortItems';

/** What can be shown of an item besides its name, most wanted first. */
export const COLUMNS = [
  { id: 'size', width: 92, isNumber: true },
  { id: 'modified', width: 116 },
  { id: 'checksum', width: 156 },
  { id: 'type', width: 76 },
  { id: 'tier', width: 84 },
  { id: 'retention', width: 172 },
  { id: 'created', width: 116 },
] as const;

/** One of {@link COLUMNS}. */
export type ColumnId = (typeof COLUMNS)[number]['id'];

/** Shown until somebody chooses. */
export const DEFAULT_COLUMNS: ColumnId[] = ['size', 'modified', 'checksum'];

const SORTABLE: readonly string[] = ['size', 'modified', 'created', 'type'];
const ROOM_FOR_NAME = 300;

/** Whether a column can be sorted by. */
export function isSortColumn(id: string): id is SortColumn {
  return id === 'name' || SORTABLE.includes(id);
}

/** The columns that were chosen, as far as there is room for them. */
export function fitColumns(chosen: string[], width: number) {
  let room = width - ROOM_FOR_NAME;
  return COLUMNS.filter(({ id, width: needed }) => {
    if (!chosen.includes(id) || (width > 0 && room < needed)) {
      return false;
    }
    room -= needed;
    return true;
  });
}

/** The columns of the grid that a row is. */
export function toTemplate(columns: { width: number }[]): string {
  return [
    '40px',
    'minmax(0, 1fr)',
    ...columns.map(({ width }) => `${width}px`),
    '76px',
  ].join(' ');
}
