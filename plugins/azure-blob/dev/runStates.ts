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

import { createManyRuns, FakeLocation } from '../src/__testUtils__';

/** Ten thousand runs, the newest of them with a file. */
export function addManyRuns(location: FakeLocation) {
  location.runs = createManyRuns(10_000);
  for (const { id } of location.runs.slice(0, 200)) {
    location.blobs[`${id}/report.txt`] = `Run ${id}`;
  }
}

/** Finds some hundred runs a second. */
export function findRuns(location: FakeLocation) {
  const all = createManyRuns(10_000);
  let found = 0;
  const find = () => {
    found = Math.min(found + 250, all.length);
    location.runs = all.slice(0, found);
    location.index = {
      state: found < all.length ? 'building' : 'ready',
      runs: found,
    };
  };
  find();
  setInterval(find, 1000);
}
