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

import { randomBytes } from 'node:crypto';
import { LocalUser } from '../types';
import { EntraError } from './EntraError';

const lifetimeMs = 10 * 60 * 1000;

/** What a user has granted an app by signing in. */
export interface Authorization {
  user: LocalUser;
  clientId: string;
  redirectUri: string;
  scope: string;
  nonce?: string;
  /** The checks that the user has passed. */
  acrs: string[];
  /** The SHA-256 of the secret that the app has to show. */
  codeChallenge?: string;
}

/** Authorization codes, each good for one redemption. */
export class AuthorizationCodes {
  readonly #codes = new Map<
    string,
    Authorization & { expiresAt: number; redeemed: boolean }
  >();

  issue(authorization: Authorization): string {
    const now = Date.now();
    for (const [code, { expiresAt }] of this.#codes) {
      if (expiresAt < now) {
        this.#codes.delete(code);
      }
    }
    const code = randomBytes(32).toString('base64url');
    this.#codes.set(code, {
      ...authorization,
      expiresAt: now + lifetimeMs,
      redeemed: false,
    });
    return code;
  }

  /**
   * @throws `EntraError`
   */
  redeem(
    code: string,
    by: { clientId: string; redirectUri: string },
  ): Authorization {
    const entry = this.#codes.get(code);
    if (
      !entry ||
      entry.expiresAt < Date.now() ||
      entry.clientId !== by.clientId
    ) {
      throw new EntraError(70008);
    }
    if (entry.redirectUri !== by.redirectUri) {
      throw new EntraError(50011);
    }
    if (entry.redeemed) {
      throw new EntraError(54005);
    }
    entry.redeemed = true;
    return entry;
  }
}
