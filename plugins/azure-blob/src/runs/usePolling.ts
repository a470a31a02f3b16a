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

import { useEffect } from 'react';

const MAX_DELAY_MS = 60_000;

/**
 * Does something again and again, while the page is looked at; less often
 * while it fails.
 *
 * @param run - has to stay the same function as long as it does the same
 * @param delay - in milliseconds between two; `undefined` for not at all
 */
export function usePolling(
  run: (signal: AbortSignal) => Promise<void>,
  delay: number | undefined,
): void {
  useEffect(() => {
    if (delay === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (next: number) => {
      timer = setTimeout(async () => {
        let following = delay;
        if (!document.hidden) {
          try {
            await run(signal);
          } catch {
            following = Math.min(next * 2, MAX_DELAY_MS);
          }
        }
        if (!signal.aborted) {
          wait(following);
        }
      }, next);
    };
    wait(delay);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [run, delay]);
}
