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

import { createHash, randomUUID } from 'node:crypto';
import { LocalUser } from '../types';
import { world } from '../world';
import { Resource, stsIssuer } from './resources';

/** The lifetime of access and id tokens, in seconds. */
export const tokenLifetime = 3599;

function lifetimeClaims() {
  const now = Math.floor(Date.now() / 1000);
  // As Entra ID does it: five minutes of grace for the clocks of others.
  return { iat: now, nbf: now - 300, exp: now + tokenLifetime };
}

/** Entra ID gives a user another `sub` in every app. */
function pairwiseSubject(oid: string, audience: string): string {
  return createHash('sha256').update(`${oid} ${audience}`).digest('base64url');
}

function issuerOf(origin: string, resource: Resource): string {
  return resource.tokenVersion === '2.0'
    ? `${origin}/${world.tenantId}/v2.0`
    : stsIssuer(world.tenantId);
}

export function findUser(oid: string): LocalUser | undefined {
  return world.users.find(user => user.oid === oid);
}

/** The claims of an access token of a user. */
export function userAccessClaims(options: {
  origin: string;
  user: LocalUser;
  resource: Resource;
  scopes: string[];
  clientId: string;
  /** The checks that the user has passed. */
  acrs?: string[];
  /** What the app says it can do. */
  capabilities?: string[];
}): Record<string, unknown> {
  const { user, resource, scopes, clientId, acrs, capabilities } = options;
  return {
    aud: resource.audience,
    iss: issuerOf(options.origin, resource),
    ...lifetimeClaims(),
    ...(acrs?.length && { acrs }),
    ...(capabilities?.length && { xms_cc: capabilities }),
    name: user.displayName,
    oid: user.oid,
    scp: scopes.join(' '),
    sub: pairwiseSubject(user.oid, resource.audience),
    tid: world.tenantId,
    uti: randomUUID(),
    ver: resource.tokenVersion,
    ...(resource.tokenVersion === '2.0'
      ? {
          azp: clientId,
          azpacr: '1',
          preferred_username: user.userPrincipalName,
        }
      : {
          appid: clientId,
          appidacr: '1',
          idtyp: 'user',
          unique_name: user.userPrincipalName,
          upn: user.userPrincipalName,
        }),
  };
}

/** The claims of an access token of an app that acts as itself. */
export function appAccessClaims(options: {
  origin: string;
  oid: string;
  resource: Resource;
  clientId: string;
}): Record<string, unknown> {
  const { oid, resource, clientId } = options;
  return {
    aud: resource.audience,
    iss: issuerOf(options.origin, resource),
    ...lifetimeClaims(),
    appid: clientId,
    appidacr: '1',
    idtyp: 'app',
    oid,
    sub: oid,
    tid: world.tenantId,
    uti: randomUUID(),
    ver: resource.tokenVersion,
  };
}

export function idClaims(options: {
  origin: string;
  user: LocalUser;
  clientId: string;
  nonce?: string;
}): Record<string, unknown> {
  const { origin, user, clientId, nonce } = options;
  return {
    aud: clientId,
    iss: `${origin}/${world.tenantId}/v2.0`,
    ...lifetimeClaims(),
    email: user.userPrincipalName,
    name: user.displayName,
    nonce,
    oid: user.oid,
    preferred_username: user.userPrincipalName,
    sub: pairwiseSubject(user.oid, clientId),
    tid: world.tenantId,
    uti: randomUUID(),
    ver: '2.0',
  };
}
