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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { JWTPayload } from 'jose';
import { IdentityConfig } from '../types';
import { readAssertionClaims } from './readAssertionClaims';

const TENANT = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa';
const PORTAL = 'bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb';
const USER = 'cccccccc-cccc-4ccc-8ccc-cccccccccccc';

const config: IdentityConfig = {
  tenantId: TENANT,
  clientId: 'unused',
  authorityHost: 'https://unused',
  credential: { type: 'secret', clientSecret: 'unused' },
  clockToleranceSeconds: 0,
  portalClientIds: ['other', PORTAL],
  allowGuests: false,
};

const member = {
  iss: 'https://issuer',
  tid: TENANT,
  ver: '2.0',
  oid: USER,
  sub: 'subject',
  scp: 'openid access_as_user',
  azp: PORTAL,
  exp: 1_800_000_000,
};

/** Why a token of a member with other claims is refused, or her id. */
function judge(claims: JWTPayload): unknown {
  try {
    return readAssertionClaims({ ...member, ...claims }, config).oid;
  } catch (error) {
    return error instanceof AzureBlobError ? error.reason : error;
  }
}

// What real tokens of the tenant show is in the tests of JwksAssertionVerifier
describe('readAssertionClaims', () => {
  it('should give ids in lower case, whatever theirs is, and the end', () => {
    const expected = {
      oid: USER,
      tid: TENANT,
      expiresAt: new Date(1_800_000_000_000),
    };
    const upper = (text: string) => text.toLocaleUpperCase('en-US');
    const loud = {
      ...member,
      tid: upper(TENANT),
      oid: upper(USER),
      azp: upper(PORTAL),
    };
    const loudConfig = {
      ...config,
      tenantId: upper(TENANT),
      portalClientIds: [upper(PORTAL)],
    };
    expect(readAssertionClaims(loud, config)).toEqual(expected);
    expect(readAssertionClaims(member, loudConfig)).toEqual(expected);
    expect(() =>
      readAssertionClaims({ ...member, exp: undefined }, config),
    ).toThrow(
      expect.objectContaining({
        reason: 'Malformed',
        message: expect.stringMatching(/when it expires/),
      }),
    );
  });

  it.each<[string, string, JWTPayload]>([
    [
      'says nothing of anybody',
      'Malformed',
      { scp: undefined, oid: undefined, sub: undefined },
    ],
    ['is a user’s in every app', USER, { sub: USER }],
    ['is an app’s in every app', 'AppToken', { sub: USER, scp: undefined }],
    ['is a user’s, and its own subject’s', USER, { idtyp: 'user' }],
    ['has more than an oid before it', 'Malformed', { oid: `x${USER}` }],
    ['has more than an oid after it', 'Malformed', { oid: `${USER}x` }],
    ['has an oid in a list', 'Malformed', { oid: [USER] }],
    ['has a tenant in a list', 'WrongTenant', { tid: [TENANT] }],
    ['has a client in a list', 'WrongClient', { azp: [PORTAL] }],
    ['is a guest’s of its own tenant', 'Guest', { acct: 1, idp: member.iss }],
    ['has an issuer of its own', 'Guest', { idp: 'https://elsewhere' }],
    ['has its issuer as provider', USER, { idp: member.iss }],
    [
      'has its tenant as provider',
      USER,
      { idp: `https://sts.windows.net/${TENANT}/` },
    ],
  ])('should judge a token that %s (%s)', (_, reason, claims) => {
    expect(judge(claims)).toBe(reason);
  });
});
