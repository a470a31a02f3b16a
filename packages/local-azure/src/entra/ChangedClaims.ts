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

import { AssertionOverrides } from '../types';

/** Claims that are times, in seconds since the epoch. */
const times = new Set(['exp', 'iat', 'nbf']);

/** What users' access tokens for the API app hold besides the usual, or lack. */
export class ChangedClaims {
  readonly #changes = new Map<string, Record<string, string>>();

  /**
   * @param claims - an empty text leaves a claim out; times are in seconds from
   * the moment that a token is issued; `undefined` ends all changes.
   */
  set(user: string, claims: Record<string, string> | undefined): void {
    if (claims) {
      this.#changes.set(user, claims);
    } else {
      this.#changes.delete(user);
    }
  }

  toOverrides(user: string): AssertionOverrides | undefined {
    const changes = this.#changes.get(user);
    if (!changes) {
      return undefined;
    }
    const now = Math.floor(Date.now() / 1000);
    const kept = Object.entries(changes).filter(([, value]) => value !== '');
    return {
      claims: Object.fromEntries(
        kept.map(([name, value]) => [
          name,
          times.has(name) ? now + Number(value) : value,
        ]),
      ),
      without: Object.keys(changes).filter(name => changes[name] === ''),
    };
  }
}
