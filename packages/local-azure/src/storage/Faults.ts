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

import { GateFault } from '../types';

/** The faults to come, each with the number of requests it still acts on. */
export class Faults {
  #faults: Array<{ fault: GateFault; left: number }> = [];

  add(fault: GateFault): void {
    this.#faults.push({ fault, left: fault.times ?? Infinity });
  }

  clear(): void {
    this.#faults = [];
  }

  /** The first fault for a request, used up by one. */
  take(url: string): GateFault | undefined {
    const entry = this.#faults.find(
      ({ fault, left }) =>
        left > 0 && (!fault.url || url.search(fault.url) >= 0),
    );
    if (entry) {
      entry.left -= 1;
    }
    return entry?.fault;
  }
}
