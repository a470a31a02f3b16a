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

import { EncryptJWT, jwtDecrypt } from 'jose';
import { LocalUser } from '../types';
import { findUser } from './claims';
import { EntraError } from './EntraError';
import { SigningKeys } from './SigningKeys';

/** What a refresh token stands for. */
export interface Session {
  user: LocalUser;
  /** As they were asked for. */
  scope: string;
  /** The checks that the user has passed. */
  acrs: string[];
}

/** Refresh tokens, which hold the whole session, sealed. */
export class RefreshTokens {
  readonly #keys: SigningKeys;

  constructor(keys: SigningKeys) {
    this.#keys = keys;
  }

  seal({ user, scope, acrs }: Session, clientId: string): Promise<string> {
    return new EncryptJWT({ scope, acrs })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .setSubject(user.oid)
      .setAudience(clientId)
      .setExpirationTime('90 days')
      .encrypt(this.#keys.sealingKey);
  }

  /**
   * @throws `EntraError`
   */
  async open(token: string, clientId: string): Promise<Session> {
    const { payload } = await jwtDecrypt(token, this.#keys.sealingKey, {
      audience: clientId,
      requiredClaims: ['exp', 'sub'],
    }).catch(() => {
      throw new EntraError(70008);
    });
    const user = findUser(`${payload.sub}`);
    if (!user) {
      throw new EntraError(50034);
    }
    const acrs = Array.isArray(payload.acrs) ? payload.acrs : [];
    return { user, scope: `${payload.scope}`, acrs };
  }
}
