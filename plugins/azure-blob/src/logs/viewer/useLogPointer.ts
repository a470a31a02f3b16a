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

import { KeyboardEvent, MouseEvent } from 'react';
import { useStableCallback } from './useStableCallback';

/** What is done where somebody points. */
export interface LogPointerActions {
  select(line: number, isRange: boolean): void;
  fold(line: number, isFolded: boolean): void;
  openLine(line: number): void;
  openLink(href: string): void;
}

/** Hears of clicks for all rows, so that rows need no listeners. */
export function useLogPointer(actions: LogPointerActions) {
  const onClick = useStableCallback((event: MouseEvent) => {
    const element = findAction(event.target);
    const line = Number(element?.dataset.line);
    const opensElsewhere = event.ctrlKey || event.metaKey;
    switch (element?.dataset.action) {
      case 'line':
        if (!opensElsewhere) {
          event.preventDefault();
          actions.select(line, event.shiftKey);
        }
        break;
      case 'fold':
        actions.fold(line, element.getAttribute('aria-expanded') === 'true');
        break;
      case 'more':
        actions.openLine(line);
        break;
      case 'link':
        event.preventDefault();
        actions.openLink(element.getAttribute('href') ?? '');
        break;
      default:
    }
  });

  const onKeyDown = useStableCallback((event: KeyboardEvent) => {
    const element = findAction(event.target);
    const isHeading = element?.dataset.action === 'fold';
    if (
      isHeading &&
      (event.key === 'ArrowLeft' || event.key === 'ArrowRight')
    ) {
      event.preventDefault();
      actions.fold(Number(element.dataset.line), event.key === 'ArrowLeft');
    }
  });
  return { onClick, onKeyDown };
}

function findAction(target: EventTarget): HTMLElement | undefined {
  return target instanceof Element
    ? target.closest<HTMLElement>('[data-action]') ?? undefined
    : undefined;
}
