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

import {
  RefObject,
  useCallback,
  useEffect,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { useKey } from './useKey';

/** A field that `/` may lead to. */
interface SlashField {
  field: RefObject<HTMLElement>;
  /** The part of the page that it belongs to; all of it where it is left out. */
  area?: RefObject<HTMLElement>;
  isHidden: boolean;
}

const fields = new Set<SlashField>();
const listeners = new Set<() => void>();
/** The one of the part of the page that had the focus last. */
let favourite: SlashField | undefined;

/**
 * Lets `/` lead to a field. Where there are several on a page, it leads to that
 * of the part that was used last, as far as it can be seen.
 *
 * @returns whether it leads to this one now, so that no other promises it.
 */
export function useSlashField(
  field: RefObject<HTMLElement>,
  area?: RefObject<HTMLElement>,
): boolean {
  const self = useMemo<SlashField>(
    () => ({ field, area, isHidden: false }),
    [field, area],
  );
  const isChosen = useSyncExternalStore(
    subscribe,
    useCallback(() => chooseField() === self, [self]),
  );

  useEffect(() => {
    const input = inputOf(self);
    // What is not displayed has no size; tests have no sizes at all.
    const observer =
      typeof ResizeObserver === 'function'
        ? new ResizeObserver(([{ contentRect }]) => {
            self.isHidden = contentRect.width === 0;
            announce();
          })
        : undefined;
    if (input) {
      observer?.observe(input);
    }
    fields.add(self);
    announce();
    return () => {
      observer?.disconnect();
      fields.delete(self);
      announce();
    };
  }, [self]);
  useKey('/', () => chooseField() === self && inputOf(self)?.focus(), isChosen);
  return isChosen;
}

function subscribe(listener: () => void) {
  if (listeners.size === 0) {
    document.addEventListener('focusin', onFocus);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      document.removeEventListener('focusin', onFocus);
      favourite = undefined;
    }
  };
}

function onFocus({ target }: FocusEvent) {
  favourite = [...fields].find(
    ({ area }) => target instanceof Node && area?.current?.contains(target),
  );
  announce();
}

function announce() {
  listeners.forEach(listener => listener());
}

function chooseField(): SlashField | undefined {
  const visible = [...fields].filter(({ isHidden }) => !isHidden);
  return (
    visible.find(field => field === favourite) ??
    visible.find(({ area }) => !area) ??
    visible[0]
  );
}

function inputOf({ field: { current } }: SlashField) {
  return current instanceof HTMLInputElement
    ? current
    : current?.querySelector('input') ?? undefined;
}
