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

import { decodeJwt, JWTPayload } from 'jose';
import { IdentityConfig } from '../types';

/**
 * Finds what is really wrong with a token that has been refused already: one
 * of another tenant, for another application or of the older version fails
 * earlier, on its issuer or even on its signature. Nothing is accepted on the
 * word of such a token.
 */
export function chooseClaimReason(
  token: string,
  { tenantId, clientId }: IdentityConfig,
): 'WrongTenant' | 'WrongAudience' | 'WrongVersion' | undefined {
  const { iss, tid, aud, ver } = decode(token);
  if (typeof tid !== 'string' || !isSameId(tid, tenantId)) {
    return 'WrongTenant';
  }
  if (!listAudiences(clientId).some(audience => audience === aud)) {
    return 'WrongAudience';
  }
  const isOlder =
    ver === '1.0' ||
    (typeof iss === 'string' && iss.startsWith('https://sts.windows.net/'));
  return isOlder ? 'WrongVersion' : undefined;
}

/** What tokens for the API app may call it. */
export function listAudiences(clientId: string): string[] {
  return [clientId, `api://${clientId}`];
}

/** Entra ID writes ids in lower case, those who configure them need not. */
export function isSameId(one: string, other: string): boolean {
  return one.toLocaleLowerCase('en-US') === other.toLocaleLowerCase('en-US');
}

function decode(token: string): JWTPayload {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
}
