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

import { parseClaimsRequest } from './claimsRequest';
import { EntraError } from './EntraError';

/** What the demo asks for where nothing else is said. */
export const demoStepUp = JSON.stringify({
  access_token: { acrs: { essential: true, value: 'c1' } },
});

/** Conditional Access: the checks that users have to pass before storage. */
export class StepUps {
  readonly #claims = new Map<string, string>();

  /** `undefined` asks nothing more of the user. */
  require(user: string, claims: string | undefined): void {
    if (claims === undefined) {
      this.#claims.delete(user);
      return;
    }
    if (parseClaimsRequest(claims).acrs.length === 0) {
      throw new Error(`No check is named by the claims ${claims}`);
    }
    this.#claims.set(user, claims);
  }

  /**
   * @param passed - the `acrs` of the assertion.
   * @param asked - a challenge of the resource itself.
   * @throws `EntraError` with the claims that are missing.
   */
  check(user: string, passed: unknown, asked: string | undefined): void {
    const required = this.#claims.get(user);
    const missing = [required, asked].find(
      claims => !isMet(parseClaimsRequest(claims).acrs, passed),
    );
    if (missing === undefined) {
      return;
    }
    const values = parseClaimsRequest(missing).acrs;
    throw new EntraError(50076, {
      // What the app itself has put into its request is no part of it
      claims:
        missing === required
          ? required
          : JSON.stringify({
              access_token: { acrs: { essential: true, values } },
            }),
    });
  }
}

function isMet(wanted: string[], passed: unknown): boolean {
  return wanted.every(value => Array.isArray(passed) && passed.includes(value));
}
