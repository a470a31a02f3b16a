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

import { useEffect, useRef } from 'react';

/** Keeps the place of somebody for whom results fold or unfold. */
export function useFold(isFolded: boolean) {
  const panel = useRef<HTMLElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const before = useRef(isFolded);

  useEffect(() => {
    if (before.current === isFolded) {
      return;
    }
    before.current = isFolded;
    const { activeElement, body } = document;
    if (!isFolded) {
      panel.current
        ?.querySelector('[aria-current=true]')
        ?.scrollIntoView?.({ block: 'nearest' });
    } else if (
      activeElement === body ||
      panel.current?.contains(activeElement)
    ) {
      // What had the focus is not to be seen any more.
      toggle.current?.focus();
    }
  }, [isFolded]);

  return { panel, toggle };
}
