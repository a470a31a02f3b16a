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

import { RefObject, useEffect } from 'react';
import { isTyping } from '../../common';
import { useStableCallback } from './useStableCallback';

/** What keys do in a log. */
export interface LogKeyActions {
  search(): void;
  nextHit(): void;
  previousHit(): void;
  nextError(): void;
  previousError(): void;
  goToLine(): void;
  goToEnd(): void;
  follow(): void;
  wrap(): void;
  time(): void;
  help(): void;
  /** Says whether there was anything to leave. */
  leave(): boolean;
  selectAll(): void;
  /** Says whether there was anything to copy. */
  copy(): boolean;
}

const KEYS: Record<string, keyof LogKeyActions> = {
  '/': 'search',
  n: 'nextHit',
  N: 'previousHit',
  e: 'nextError',
  E: 'previousError',
  g: 'goToLine',
  G: 'goToEnd',
  f: 'follow',
  w: 'wrap',
  t: 'time',
  '?': 'help',
};

/**
 * Listens to the keys of a log. Those pressed where nothing has the focus are
 * for the first log of the page.
 */
export function useLogKeys(
  viewer: RefObject<HTMLElement>,
  actions: LogKeyActions,
): void {
  const onKeyDown = useStableCallback((event: KeyboardEvent) => {
    const { target, key } = event;
    const element = viewer.current;
    const isInside = target instanceof Node && element?.contains(target);
    const isNowhere =
      target === document.body &&
      document.querySelector('[data-log-viewer]') === element;
    if (event.defaultPrevented || event.altKey || !(isInside || isNowhere)) {
      return;
    }
    if (event.ctrlKey || event.metaKey) {
      onShortcut(event, actions);
    } else if (key === 'Escape') {
      if (actions.leave()) {
        event.preventDefault();
      }
    } else if (!isTyping(target) && Object.hasOwn(KEYS, key)) {
      event.preventDefault();
      actions[KEYS[key]]();
    }
  });

  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [onKeyDown]);
}

function onShortcut(event: KeyboardEvent, actions: LogKeyActions) {
  const { key, target } = event;
  if (key === 'f') {
    // Pressed once more, it is the browser's own.
    if (!isTyping(target)) {
      event.preventDefault();
      actions.search();
    }
    return;
  }
  const isInGrid =
    target instanceof Element && target.closest('[role="grid"]') !== null;
  if (isInGrid && key === 'a') {
    event.preventDefault();
    actions.selectAll();
  } else if (isInGrid && key === 'c' && isNothingSelected()) {
    if (actions.copy()) {
      event.preventDefault();
    }
  }
}

function isNothingSelected() {
  return window.getSelection()?.isCollapsed ?? true;
}
