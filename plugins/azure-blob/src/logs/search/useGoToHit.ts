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

import { useCallback, useEffect, useRef } from 'react';
import { LogSearchStatus } from './useLogSearch';

/** Ways from hit to hit. */
export interface GoToHit {
  next(): void;
  previous(): void;
  /** Goes to the first hit from here on, once there is one. */
  expect(): void;
}

/** Goes from hit to hit, from the line one is at. */
export function useGoToHit(
  search: LogSearchStatus,
  current: number | undefined,
  onGo: (line: number) => void,
): GoToHit {
  const isExpected = useRef(false);
  const latest = useRef({ current, onGo });
  latest.current = { current, onGo };

  useEffect(() => {
    const { state, hits } = search;
    if (!isExpected.current || hits.length === 0) {
      isExpected.current = isExpected.current && state !== 'done';
      return;
    }
    const at = latest.current.current ?? 0;
    const hit = hits.find(({ line }) => line >= at);
    if (hit || state === 'done') {
      isExpected.current = false;
      latest.current.onGo((hit ?? hits[0]).line);
    }
  }, [search]);

  const go = useCallback((found: Promise<number | undefined>) => {
    const goTo = (line: number | undefined) => {
      if (line !== undefined) {
        latest.current.onGo(line);
      }
    };
    // The search itself says what is wrong, where it can go no further.
    found.then(goTo, () => {});
  }, []);
  return {
    next: () => go(search.next(current ?? 0)),
    previous: () => go(search.previous(current ?? Infinity)),
    expect: () => {
      isExpected.current = true;
    },
  };
}
