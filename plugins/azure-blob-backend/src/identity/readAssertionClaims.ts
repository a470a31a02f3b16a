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

import { JWTPayload } from 'jose';
import { IdentityConfig } from '../types';
import { assertionInvalid, guestNotAllowed } from './assertionErrors';
import { isSameId } from './chooseClaimReason';

const REQUIRED_SCOPE = 'access_as_user';
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Who a verified token is about, and until when. */
export interface AssertionClaims {
  oid: string;
  tid: string;
  expiresAt: Date;
}

/**
 * Judges the claims of a token whose signature, issuer, audience and times
 * have been verified.
 *
 * @throws `AzureBlobError` with `AssertionInvalid` or `GuestNotAllowed`.
 */
export function readAssertionClaims(
  payload: JWTPayload,
  config: IdentityConfig,
): AssertionClaims {
  const { exp, oid, tid, ver, scp } = payload;
  if (typeof tid !== 'string' || !isSameId(tid, config.tenantId)) {
    throw assertionInvalid('WrongTenant');
  }
  if (ver !== '2.0') {
    throw assertionInvalid('WrongVersion');
  }
  if (isAppToken(payload)) {
    throw assertionInvalid('AppToken');
  }
  if (typeof oid !== 'string' || !GUID.test(oid)) {
    throw assertionInvalid(
      'Malformed',
      'it does not say who the user is ("oid")',
    );
  }
  if (typeof scp !== 'string' || !scp.split(' ').includes(REQUIRED_SCOPE)) {
    throw assertionInvalid('WrongScope');
  }
  const client = payload.azp;
  if (
    typeof client !== 'string' ||
    !config.portalClientIds.some(id => isSameId(id, client))
  ) {
    throw assertionInvalid('WrongClient');
  }
  if (!config.allowGuests && isGuest(payload, tid)) {
    throw guestNotAllowed();
  }
  if (exp === undefined) {
    throw assertionInvalid('Malformed', 'it does not say when it expires');
  }
  return {
    oid: oid.toLocaleLowerCase('en-US'),
    tid: tid.toLocaleLowerCase('en-US'),
    expiresAt: new Date(exp * 1000),
  };
}

/** `idtyp` is an optional claim; without it, an app is its own subject. */
function isAppToken({ idtyp, scp, oid, sub }: JWTPayload): boolean {
  if (idtyp !== undefined) {
    return idtyp !== 'user';
  }
  return scp === undefined && oid !== undefined && oid === sub;
}

/**
 * `acct` is an optional claim as well. Where the API app has not asked for it,
 * only guests have an identity provider (`idp`) other than the tenant itself.
 */
function isGuest({ acct, idp, iss }: JWTPayload, tid: string): boolean {
  if (acct !== undefined) {
    return String(acct) !== '0';
  }
  return (
    idp !== undefined &&
    idp !== iss &&
    idp !== `https://sts.windows.net/${tid}/`
  );
}
