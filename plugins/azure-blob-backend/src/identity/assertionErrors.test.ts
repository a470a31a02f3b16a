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
import { errors, JWTPayload } from 'jose';
import { IdentityConfig } from '../types';
import { guestNotAllowed, toAssertionError } from './assertionErrors';

const config: IdentityConfig = {
  tenantId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
  clientId: 'client',
  authorityHost: 'https://unused',
  credential: { type: 'secret', clientSecret: 'unused' },
  clockToleranceSeconds: 0,
  portalClientIds: [],
  allowGuests: false,
};

const own = { tid: config.tenantId, aud: config.clientId };

function encode(payload: JWTPayload) {
  const text = JSON.stringify(payload);
  return `e30.${Buffer.from(text).toString('base64url')}.AA`;
}

function claimError(claim: string, reason = 'check_failed') {
  return new errors.JWTClaimValidationFailed('canary', own, claim, reason);
}

describe('toAssertionError', () => {
  it.each<[Error, string, RegExp]>([
    [new errors.JOSEAlgNotAllowed(), 'BadSignature', /with RS256/],
    [new errors.JWSSignatureVerificationFailed(), 'BadSignature', /a key of/],
    [new errors.JWKSNoMatchingKey(), 'BadSignature', /a key of/],
    [new errors.JWKSMultipleMatchingKeys(), 'BadSignature', /a key of/],
    [new errors.JWSInvalid('canary'), 'Malformed', /signed JSON Web Token/],
    [new Error('canary'), 'Malformed', /signed JSON Web Token/],
    [claimError('iss'), 'WrongTenant', /another tenant/],
    [claimError('aud'), 'WrongAudience', /another application/],
    [claimError('nbf'), 'NotYetValid', /not valid yet/],
    [claimError('nbf', 'missing'), 'Malformed', /when it begins/],
    [claimError('nbf', 'invalid'), 'Malformed', /when it begins/],
    [claimError('exp', 'missing'), 'Malformed', /when it expires/],
    [claimError('iat'), 'Malformed', /signed JSON Web Token/],
  ])('T2: should make %p %s', (error, reason, message) => {
    const found = toAssertionError(error, encode(own), config);
    expect(found).toMatchObject({
      code: 'AssertionInvalid',
      reason,
      cause: undefined,
    });
    expect(found.message).toMatch(message);
    expect(found.message).not.toContain('canary');
  });

  it('should say that a token is over, and leave what is explained as it is', () => {
    expect(
      toAssertionError(new errors.JWTExpired('canary', own), '', config),
    ).toMatchObject({
      code: 'TokenExpired',
      message: 'The Entra ID token has expired. Sign in to Microsoft again.',
    });
    const known = new AzureBlobError('TokenExchangeUnavailable', 'no keys');
    expect(toAssertionError(known, '', config)).toBe(known);
    expect(guestNotAllowed()).toMatchObject({
      code: 'GuestNotAllowed',
      reason: 'Guest',
      message: expect.stringContaining('guests are not let in'),
    });
  });

  it.each<[string, string, JWTPayload]>([
    ['nothing', 'WrongTenant', {}],
    ['a tenant in a list', 'WrongTenant', { ...own, tid: [own.tid] }],
    ['another audience', 'WrongAudience', { ...own, aud: 'x' }],
    ['no audience', 'WrongAudience', { tid: own.tid }],
    ['the app id URI', 'BadSignature', { ...own, aud: 'api://client' }],
    ['the older version', 'WrongVersion', { ...own, ver: '1.0' }],
    [
      'the older issuer',
      'WrongVersion',
      { ...own, iss: 'https://sts.windows.net/x/' },
    ],
    [
      'the older issuer elsewhere',
      'BadSignature',
      { ...own, iss: 'https://elsewhere/https://sts.windows.net/' },
    ],
    [
      'ids in upper case',
      'BadSignature',
      { ...own, tid: own.tid.toLocaleUpperCase('en-US') },
    ],
  ])(
    'T3: should look into a token with %s for why its signature is wrong (%s)',
    (_, reason, payload) => {
      const error = new errors.JWSSignatureVerificationFailed();
      expect(toAssertionError(error, encode(payload), config)).toMatchObject({
        reason,
      });
      expect(toAssertionError(error, 'no token', config)).toMatchObject({
        reason: 'WrongTenant',
      });
    },
  );
});
