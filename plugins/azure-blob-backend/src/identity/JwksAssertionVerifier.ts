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
  AzureBlobAssertion,
  AzureBlobError,
} from 'backstage-plugin-azure-blob-node';
import {
  createRemoteJWKSet,
  errors,
  JWTPayload,
  jwtVerify,
  JWTVerifyGetKey,
} from 'jose';
import { IdentityConfig } from '../types';
import { assertionInvalid, toAssertionError } from './assertionErrors';
import { listAudiences } from './chooseClaimReason';
import { readAssertionClaims } from './readAssertionClaims';
import { AssertionVerifier } from './types';

/** Entra ID's tokens with many groups stay well below; nothing longer is parsed. */
const MAX_TOKEN_LENGTH = 16 * 1024;
/** jose reads past blanks and padding; then one token could be written in many ways. */
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]*$/;

/** Verifies assertions against the keys that the tenant publishes. */
export class JwksAssertionVerifier implements AssertionVerifier {
  readonly #config: IdentityConfig;
  readonly #getKey: JWTVerifyGetKey;

  private constructor(config: IdentityConfig, getKey: JWTVerifyGetKey) {
    this.#config = config;
    this.#getKey = getKey;
  }

  static create(options: { config: IdentityConfig }): JwksAssertionVerifier {
    const { config } = options;
    const keys = createRemoteJWKSet(
      new URL(`${config.authorityHost}/${config.tenantId}/discovery/v2.0/keys`),
      {
        timeoutDuration: 5_000,
        // A key that isn't known yet is looked up at most this often
        cooldownDuration: 30_000,
        cacheMaxAge: 60 * 60_000,
      },
    );
    return new JwksAssertionVerifier(config, async (header, token) => {
      try {
        return await keys(header, token);
      } catch (error) {
        throw isAboutTheToken(error) ? error : keysUnavailable(error);
      }
    });
  }

  async verify(token: string): Promise<AzureBlobAssertion> {
    if (token.length > MAX_TOKEN_LENGTH) {
      throw assertionInvalid('Malformed', 'it is too long');
    }
    if (!COMPACT_JWS.test(token) || !token.split('.').every(isCanonical)) {
      throw assertionInvalid('Malformed');
    }
    const payload = await this.#verifySignatureAndTimes(token);
    return { token, ...readAssertionClaims(payload, this.#config) };
  }

  async #verifySignatureAndTimes(token: string): Promise<JWTPayload> {
    const { authorityHost, tenantId, clientId } = this.#config;
    try {
      const { payload } = await jwtVerify(token, this.#getKey, {
        algorithms: ['RS256'],
        issuer: `${authorityHost}/${tenantId}/v2.0`,
        audience: listAudiences(clientId),
        clockTolerance: this.#config.clockToleranceSeconds,
        requiredClaims: ['exp', 'nbf'],
      });
      return payload;
    } catch (error) {
      throw toAssertionError(error, token, this.#config);
    }
  }
}

/** The last letter of a part can have bits that mean nothing. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, 'base64url').toString('base64url') === part;
}

function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys
  );
}

function keysUnavailable(cause: unknown): AzureBlobError {
  return new AzureBlobError(
    'TokenExchangeUnavailable',
    'Entra ID does not hand out the keys that sign-ins are checked with. Try again in a minute.',
    { reason: 'EntraUnreachable', cause },
  );
}
