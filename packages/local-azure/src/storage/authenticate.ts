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
import { DelegatedSas, verifyDelegatedSas } from './delegatedSas';
import {
  authenticationFailed,
  bearerChallenge,
  invalidInput,
} from './StorageError';
import { StorageTarget } from './StorageTarget';

/** How a request says who it is from. */
export type StorageCaller =
  | { kind: 'bearer'; oid: string }
  /** Signed with a key that this user was given. */
  | ({ kind: 'delegated' } & DelegatedSas)
  /** Signed with the account key, which may do anything. */
  | { kind: 'key' };

/** What a token is verified with. */
export interface AuthenticateOptions {
  keys: SigningKeys;
  authorizationUri: string;
}

export function isSecured(request: IncomingMessage): boolean {
  return request.socket instanceof TLSSocket;
}

/**
 * Verifies a bearer token or a delegated signature, and says whether a request
 * is signed with the account key instead; verifying that is up to Azurite.
 *
 * @throws `StorageError` for everything that Azure does not let in either.
 */
export async function authenticate(
  request: IncomingMessage,
  target: StorageTarget,
  options: AuthenticateOptions,
): Promise<StorageCaller> {
  const { authorization } = request.headers;
  const { query } = target;
  if (query.has('sig')) {
    if (authorization !== undefined && !query.has('sduoid')) {
      throw authenticationFailed(
        'A shared access signature and an Authorization header exclude each other.',
      );
    }
    if (!query.has('skoid')) {
      return { kind: 'key' };
    }
    const bearer =
      authorization === undefined
        ? undefined
        : await verifyBearer(request, options);
    return {
      kind: 'delegated',
      ...verifyDelegatedSas(target, { bearer, isSecured: isSecured(request) }),
    };
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
  const { oid } = await verifyBearer(request, options);
  return { kind: 'bearer', oid };
}

async function verifyBearer(
  request: IncomingMessage,
  options: AuthenticateOptions,
): Promise<{ oid: string; tid: string }> {
  const bearer = /^bearer\s+(.*)$/i.exec(request.headers.authorization ?? '');
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
    return { oid: payload.oid, tid: payload.tid };
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
