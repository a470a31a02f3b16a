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
import { inspect } from 'node:util';
import { describeExchangeFailure, toExchangeError } from './exchangeErrors';

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

/** As MSAL throws it, and as `@azure/identity` wraps it. */
function createError(
  details: Record<string, unknown>,
  message = 'AADSTS99999: canary eyJ0.eyJ0.x',
) {
  const cause = Object.assign(new Error(message), details);
  return new Error('wrapped', { cause });
}

describe('toExchangeError', () => {
  it.each<[number, string, string | undefined, RegExp]>([
    [500133, 'TokenExpired', undefined, /has expired/],
    [50013, 'AssertionInvalid', 'AssertionRejected', /sign-in/],
    [50057, 'AssertionInvalid', 'UserDisabled', /disabled/],
    [50076, 'InteractionRequired', 'MfaRequired', /one more check/],
    [53003, 'InteractionRequired', 'BlockedByPolicy', /policy/],
    [50173, 'InteractionRequired', undefined, /sign in once more/],
    [65001, 'TokenExchangeUnavailable', 'ConsentMissing', /consented/],
    [90055, 'TokenExchangeUnavailable', 'EntraThrottled', /busy/],
    [123456, 'TokenExchangeUnavailable', undefined, /log.*administrators/],
  ])(
    'T9: should take AADSTS%d for %s (%s), with claims only where they can be met',
    (number, code, reason, message) => {
      const given = createError({ claims: CLAIMS }, `AADSTS${number}: canary`);
      const error = toExchangeError(given);
      expect(error).toMatchObject({
        code,
        reason,
        message: expect.stringMatching(message),
        claims: code === 'InteractionRequired' ? CLAIMS : undefined,
      });
    },
  );

  it.each<[string, object, number | undefined, string, string | undefined]>([
    ['a code of nobody', {}, 400, 'TokenExchangeUnavailable', undefined],
    ['too many', {}, 429, 'TokenExchangeUnavailable', 'EntraThrottled'],
    ['a fault', {}, 500, 'TokenExchangeUnavailable', 'EntraUnreachable'],
    ['a gateway', {}, 502, 'TokenExchangeUnavailable', 'EntraUnreachable'],
    [
      'an outage by name',
      { errorCode: 'temporarily_unavailable' },
      400,
      'TokenExchangeUnavailable',
      'EntraUnreachable',
    ],
    [
      'a server error by name',
      { errorCode: 'server_error' },
      400,
      'TokenExchangeUnavailable',
      'EntraUnreachable',
    ],
    [
      'another name',
      { errorCode: 'invalid_grant' },
      400,
      'TokenExchangeUnavailable',
      undefined,
    ],
    [
      'an interaction with a code of nobody',
      { name: 'InteractionRequiredAuthError', claims: CLAIMS },
      400,
      'InteractionRequired',
      undefined,
    ],
  ])('should understand %s', (_, details, status, code, reason) => {
    const error = toExchangeError(createError({ ...details }), {
      status,
      retryAfterSeconds: 7,
    });
    expect({ code: error.code, reason: error.reason }).toEqual({
      code,
      reason,
    });
    expect(error.claims).toBe('claims' in details ? CLAIMS : undefined);
    expect(error.retryAfterSeconds).toBe(
      reason === 'EntraThrottled' ? 7 : undefined,
    );
    expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(
      /canary|eyJ/,
    );
  });

  it('should take an interaction without a code for what it is', () => {
    const error = createError({ name: 'InteractionRequiredAuthError' }, 'none');
    expect(toExchangeError(error)).toMatchObject({
      code: 'InteractionRequired',
      reason: undefined,
    });
    expect(toExchangeError(createError({}, 'none'))).toMatchObject({
      reason: 'EntraUnreachable',
    });
    expect(toExchangeError('thrown')).toMatchObject({
      reason: 'EntraUnreachable',
    });
    const known = new AzureBlobError('TokenExpired', 'over');
    expect(toExchangeError(known)).toBe(known);
  });
});

describe('describeExchangeFailure', () => {
  it('should name the code or the kind of error, with what to do about it', () => {
    expect(
      describeExchangeFailure(
        createError({}, 'AADSTS7000222: x'),
        'SecretExpired',
      ),
    ).toEqual({
      code: 'AADSTS7000222',
      reason: 'SecretExpired',
      advice: 'the client secret has expired',
    });
    expect(
      describeExchangeFailure(
        createError({}, 'AADSTS7000112: x'),
        'AppUnknown',
      ),
    ).toMatchObject({ advice: 'enable the API app, which has been disabled' });
    expect(
      describeExchangeFailure(
        createError({ errorNo: '500011' }, 'x'),
        undefined,
      ),
    ).toMatchObject({
      code: 'AADSTS500011',
      advice: expect.stringContaining('service principal of Azure Storage'),
    });
    expect(
      describeExchangeFailure(
        createError({ code: 'ECONNRESET', name: 'RestError' }, 'canary'),
        'EntraUnreachable',
      ),
    ).toEqual({
      error: 'RestError ECONNRESET',
      reason: 'EntraUnreachable',
      advice: undefined,
    });
    expect(
      JSON.stringify(
        describeExchangeFailure(
          createError({ errorCode: 'x y', name: 'a b' }, 'canary'),
          undefined,
        ),
      ),
    ).not.toMatch(/canary|a b|x y/);
  });
});
