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

import { useDeferredValue, useMemo } from 'react';

/**
 * The items that have a text in them, in any case.
 *
 * @param toText - has to stay the same function
 */
export function useFiltered<T>(
  items: readonly T[],
  filter: string,
  toText: (item: T) => string,
): readonly T[] {
  const wanted = useDeferredValue(filter.trim().toLowerCase());
  return useMemo(
    () =>
      wanted === ''
        ? items
        : items.filter(item => toText(item).toLowerCase().includes(wanted)),
    [items, wanted, toText],
  );
}
