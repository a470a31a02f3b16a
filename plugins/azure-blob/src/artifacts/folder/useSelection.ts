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

import { useCallback, useMemo, useState } from 'react';
import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';

/** The rows that are chosen. */
export interface Selection {
  paths: ReadonlySet<string>;
  /** `range` chooses all from the last row that was chosen alone. */
  choose(path: string, how?: 'toggle' | 'range'): void;
  chooseAll(isChosen: boolean): void;
  clear(): void;
}

/** Chooses among rows, as they are shown; names that break rules are left out. */
export function useSelection(rows: AzureBlobItem[]): Selection {
  const [state, setState] = useState<{
    paths: ReadonlySet<string>;
    anchor?: string;
  }>({ paths: new Set() });

  const choose = useCallback(
    (path: string, how: 'toggle' | 'range' = 'toggle') =>
      setState(({ paths, anchor }) => {
        const next = new Set(paths);
        const from = rows.findIndex(row => row.path === anchor);
        const to = rows.findIndex(row => row.path === path);
        if (how === 'range' && from >= 0 && to >= 0) {
          const [first, last] = from < to ? [from, to] : [to, from];
          for (const row of rows.slice(first, last + 1)) {
            if (!row.unsupportedName) {
              next.add(row.path);
            }
          }
          return { paths: next, anchor };
        }
        if (rows[to]?.unsupportedName) {
          return { paths, anchor };
        }
        if (!next.delete(path)) {
          next.add(path);
        }
        return { paths: next, anchor: path };
      }),
    [rows],
  );
  const chooseAll = useCallback(
    (isChosen: boolean) =>
      setState(({ paths }) => {
        const next = new Set(paths);
        for (const { path, unsupportedName } of rows) {
          if (!isChosen) {
            next.delete(path);
          } else if (!unsupportedName) {
            next.add(path);
          }
        }
        return { paths: next };
      }),
    [rows],
  );
  const clear = useCallback(() => setState({ paths: new Set() }), []);

  return useMemo(
    () => ({ paths: state.paths, choose, chooseAll, clear }),
    [state.paths, choose, chooseAll, clear],
  );
}
