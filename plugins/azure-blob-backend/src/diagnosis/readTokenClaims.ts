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
import { TokenContext } from './findings/types';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const AUDIENCE = /^[A-Za-z0-9:/._-]{1,200}$/;
const USER_NAME = /^[^\s@]{1,113}@[^\s@]{1,113}$/;

/**
 * What a token says of itself, for its own sender to read. Nobody has verified
 * it, so nothing may be decided by it.
 */
export function readTokenClaims(token: string | undefined): TokenContext {
  const { aud, azp, appid, tid, oid, preferred_username, upn } = decode(token);
  return {
    audience: pick(aud, AUDIENCE),
    clientId: pick(azp ?? appid, GUID),
    tenantId: pick(tid, GUID),
    oid: pick(oid, GUID),
    userName: pick(preferred_username ?? upn, USER_NAME),
  };
}

function decode(token: string | undefined): JWTPayload {
  try {
    return token === undefined ? {} : decodeJwt(token);
  } catch {
    return {};
  }
}

function pick(value: unknown, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}
