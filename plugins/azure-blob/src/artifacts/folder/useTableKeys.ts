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

import { KeyboardEvent } from 'react';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { Selection } from './useSelection';

/** What the keys of a table do. */
export interface TableKeys {
  rows: AzureBlobItem[];
  active: number;
  selection: Selection;
  /** How many rows can be seen at once. */
  rowsPerPage: number;
  onMove(index: number): void;
  onOpen(item: AzureBlobItem): void;
  onUp(): void;
  onMenu(): void;
}

/** The keys of a table of files; those of what is in a row stay its own. */
export function useTableKeys(keys: TableKeys) {
  const { rows, active, selection, rowsPerPage } = keys;
  const { onMove, onOpen, onUp, onMenu } = keys;
  const item: AzureBlobItem | undefined = rows[active];

  return (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.altKey) {
      return;
    }
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + rowsPerPage,
      PageUp: active - rowsPerPage,
      Home: 0,
      End: rows.length - 1,
    };
    const isControl = event.ctrlKey || event.metaKey;
    const actions: Record<string, (() => void) | undefined> = {
      Enter: item && (() => onOpen(item)),
      ' ': item && (() => selection.choose(item.path, rangeIf(event.shiftKey))),
      Backspace: onUp,
      ContextMenu: onMenu,
      F10: event.shiftKey ? onMenu : undefined,
      a: isControl ? () => selection.chooseAll(true) : undefined,
      Escape: selection.paths.size > 0 ? selection.clear : undefined,
    };
    if (Object.hasOwn(moves, event.key)) {
      const to = Math.max(0, Math.min(moves[event.key], rows.length - 1));
      if (event.shiftKey && rows[to]) {
        if (item && !selection.paths.has(item.path)) {
          selection.choose(item.path);
        }
        selection.choose(rows[to].path, 'range');
      }
      onMove(to);
    } else if (Object.hasOwn(actions, event.key) && actions[event.key]) {
      actions[event.key]?.();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
}

/** How a click or key chooses, with and without Shift. */
export function rangeIf(isShift: boolean): 'range' | 'toggle' {
  return isShift ? 'range' : 'toggle';
}
