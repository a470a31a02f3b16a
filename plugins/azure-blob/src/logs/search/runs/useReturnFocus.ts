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

/** Gives the button that leads to a search the focus when that is closed. */
export function useReturnFocus(isSearching: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const before = useRef(isSearching);

  useEffect(() => {
    const isClosed = before.current && !isSearching;
    before.current = isSearching;
    // What had the focus went with the search.
    if (isClosed && document.activeElement === document.body) {
      button.current?.focus();
    }
  }, [isSearching]);

  return button;
}
