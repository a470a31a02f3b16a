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

/** Work that pauses often enough to be done between two frames. */
export type Sliced<T> = Generator<void, T, void>;

const SLICE_MS = 8;

/**
 * Does work in slices, so that the page stays at hand meanwhile. No worker: a
 * plugin cannot count on the portal's bundler and policy to let it have one.
 */
export async function runSliced<T>(
  work: Sliced<T>,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    signal.throwIfAborted();
    const end = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done) {
        return step.value;
      }
    } while (performance.now() < end);
    await new Promise(resolve => setTimeout(resolve, 0));
  }
}
