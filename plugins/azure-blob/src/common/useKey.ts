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
import { isTyping } from './isTyping';

/**
 * Listens to a key on the whole page. What is typed into a field, keys that
 * something else took, and those of an open dialog or menu are left alone.
 */
export function useKey(key: string, onKey: () => void, isEnabled = true): void {
  const latest = useRef(onKey);
  latest.current = onKey;

  useEffect(() => {
    if (!isEnabled) {
      return undefined;
    }
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      const isElsewhere =
        target instanceof Element &&
        target.closest('[role="dialog"], [role="menu"]') !== null;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      if (
        event.key === key &&
        isPlain &&
        !event.defaultPrevented &&
        !isElsewhere &&
        !isTyping(target)
      ) {
        event.preventDefault();
        latest.current();
      }
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [key, isEnabled]);
}
