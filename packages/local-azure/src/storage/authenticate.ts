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

import { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import { errors, jwtVerify } from 'jose';
import { SigningKeys } from '../entra/SigningKeys';
import { storageAudiences, stsIssuer } from '../entra/resources';
import { world } from '../world';
import {
  authenticationFailed,
  bearerChallenge,
  invalidInput,
} from './StorageError';

/** How a request says who it is from. */
export type StorageCaller =
  | { kind: 'bearer'; oid: string }
  /** Signed with a key that this user was given. */
  | { kind: 'delegated'; oid: string }
  /** Signed with the account key, which may do anything. */
  | { kind: 'key' };

export function isSecured(request: IncomingMessage): boolean {
  return request.socket instanceof TLSSocket;
}

/**
 * Verifies a bearer token, and says what else a request is signed with;
 * verifying those signatures is up to Azurite.
 *
 * @throws `StorageError` for everything that Azure does not let in either.
 */
export async function authenticate(
  request: IncomingMessage,
  query: ReadonlyMap<string, string>,
  options: { keys: SigningKeys; authorizationUri: string },
): Promise<StorageCaller> {
  const { authorization } = request.headers;
  const signed = query.has('sig');
  const bearer = /^bearer\s+(.*)$/i.exec(authorization ?? '');
  if (signed) {
    if (authorization !== undefined) {
      throw authenticationFailed(
        'A shared access signature and an Authorization header exclude each other.',
      );
    }
    const oid = query.get('skoid');
    return oid === undefined ? { kind: 'key' } : { kind: 'delegated', oid };
  }
  if (authorization === undefined) {
    throw bearerChallenge(
      'NoAuthenticationInformation',
      'Server failed to authenticate the request. Please refer to the information in the www-authenticate header.',
      options.authorizationUri,
    );
  }
  if (/^SharedKey(Lite)? /.test(authorization)) {
    return { kind: 'key' };
  }
  if (!bearer) {
    throw invalidInput(
      'InvalidAuthenticationInfo',
      'Authentication information is not given in the correct format. Check the value of Authorization header.',
    );
  }
  if (!isSecured(request)) {
    throw authenticationFailed(
      'Authentication scheme Bearer is not allowed with HTTP.',
    );
  }
  try {
    const { payload } = await jwtVerify(bearer[1], options.keys.resolve, {
      algorithms: ['RS256'],
      issuer: stsIssuer(world.tenantId),
      audience: storageAudiences,
      requiredClaims: ['exp', 'nbf', 'iat', 'oid', 'tid'],
    });
    if (payload.tid !== world.tenantId || typeof payload.oid !== 'string') {
      throw new errors.JWTClaimValidationFailed('unexpected "tid"', payload);
    }
    return { kind: 'bearer', oid: payload.oid };
  } catch (error) {
    throw bearerChallenge(
      'InvalidAuthenticationInfo',
      explain(error),
      options.authorizationUri,
    );
  }
}

function explain(error: unknown): string {
  if (error instanceof errors.JWTExpired) {
    return 'Lifetime validation failed. The token is expired.';
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return `Token validation failed for the claim "${error.claim}".`;
  }
  return 'Signature validation failed.';
}
