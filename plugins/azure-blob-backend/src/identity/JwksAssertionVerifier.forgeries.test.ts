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

import fc from 'fast-check';
import { AssertionOverrides } from 'local-azure';
import { propertyRuns } from '../__testUtils__/propertyRuns';
import { invalid, VerifierWorld } from './__testUtils__/VerifierWorld';

const ALPHABET =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('JwksAssertionVerifier, of tokens that are forged or out of time,', () => {
  let tenant: VerifierWorld;

  beforeAll(async () => {
    tenant = await VerifierWorld.create();
  }, 60_000);

  afterAll(async () => {
    await tenant?.azure.stop();
  });

  it.each<[string, string, RegExp, () => AssertionOverrides]>([
    [
      'that is not signed',
      'BadSignature',
      /RS256/,
      () => ({ algorithm: 'none' }),
    ],
    [
      'signed with the public key as a secret',
      'BadSignature',
      /RS256/,
      () => ({ algorithm: 'HS256' }),
    ],
    [
      'that claims another algorithm',
      'BadSignature',
      /RS256/,
      () => ({ header: { alg: 'RS512' } }),
    ],
    [
      'with a foreign key',
      'BadSignature',
      /key of the tenant/,
      () => ({ foreignKey: true }),
    ],
    [
      'with a key id that is a path',
      'BadSignature',
      /key of the tenant/,
      () => ({ header: { kid: '../../etc/passwd' }, foreignKey: true }),
    ],
    [
      'with a critical extension',
      'Malformed',
      /signed JSON Web Token/,
      () => ({ header: { crit: ['x'], x: 1 } }),
    ],
  ])(
    'T4: should refuse a token %s as %s',
    async (_, reason, message, overrides) => {
      expect(await tenant.getRefusal(overrides())).toEqual(
        invalid(reason, message),
      );
    },
  );

  it('T4: should take no key from the header of a token', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    const evil = `${tenant.azure.entra.origin}/evil/keys`;
    for (const header of [
      { jku: evil },
      { x5u: evil },
      { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } },
      { x5c: ['MIIB'] },
    ]) {
      expect(
        await tenant.getRefusal({
          header,
          foreignKey: true,
        }),
      ).toEqual(invalid('BadSignature', /key of the tenant/));
    }
    expect(fetched.mock.calls.filter(([url]) => `${url}` === evil)).toEqual([]);
    fetched.mockRestore();
  });

  it('T4: should accept one spelling of a token and nothing near it', async () => {
    const token = await tenant.issue();
    const [header, payload, signature] = token.split('.');
    const encode = (text: string) => Buffer.from(text).toString('base64url');
    const decode = (part: string) => Buffer.from(part, 'base64url').toString();
    const extend = (part: string, more: string) =>
      encode(decode(part).replace(/}$/, `,${more}}`));

    const cut = fc
      .tuple(
        fc.nat(token.length - 1),
        fc.constantFrom('', '.', '=', ' ', 'A', 'AA', '\0', 'é'),
        fc.nat(3),
      )
      .map(
        ([at, piece, drop]) =>
          token.slice(0, at) + piece + token.slice(at + drop),
      );
    const flipped = fc
      .tuple(fc.nat(token.length - 1), fc.integer({ min: 1, max: 63 }))
      .map(([at, by]) => {
        const found = ALPHABET.indexOf(token[at]);
        const letter = ALPHABET[(found + by) % 64];
        return token.slice(0, at) + letter + token.slice(at + 1);
      });
    const headed = fc
      .constantFrom(
        '"alg":"none"',
        '"alg":"HS256"',
        '"kid":"\' OR 1=1 --"',
        '"jku":"https://evil.example"',
        '"crit":["exp"]',
        '"enc":"A256GCM"',
        '"b64":false',
      )
      .map(more => `${extend(header, more)}.${payload}.${signature}`);
    const claimed = fc
      .tuple(
        fc.constantFrom(
          'oid',
          'tid',
          'aud',
          'iss',
          'scp',
          'azp',
          'exp',
          'acct',
        ),
        fc.jsonValue(),
      )
      .map(([name, value]) => {
        const more = `"${name}":${JSON.stringify(value)}`;
        return `${header}.${extend(payload, more)}.${signature}`;
      });
    const unsigned = fc
      .constantFrom('', 'AA', signature.slice(0, -1), `${signature}AA`)
      .map(end => `${header}.${payload}.${end}`);

    const mutated = fc
      .oneof(cut, flipped, headed, claimed, unsigned, fc.string())
      .filter(text => text !== token);
    await expect(tenant.verifier.verify(token)).resolves.toBeDefined();
    await fc.assert(
      fc.asyncProperty(mutated, async text => {
        await expect(tenant.verifier.verify(text)).rejects.toMatchObject({
          code: 'AssertionInvalid',
        });
      }),
      propertyRuns(),
    );
  }, 120_000);

  it('T4: should refuse a token whose signature only reads like the right one', async () => {
    const token = await tenant.issue();
    const bytes = (text: string) =>
      Buffer.from(text.split('.')[2], 'base64url').toString('hex');
    const twins = Array.from(ALPHABET, end => token.replace(/.$/, end)).filter(
      text => text !== token && bytes(text) === bytes(token),
    );
    expect(twins.length).toBeGreaterThan(0);
    for (const twin of [...twins, `${token}=`, `${token} `, ` ${token}`]) {
      await expect(tenant.verifier.verify(twin)).rejects.toMatchObject({
        code: 'AssertionInvalid',
        reason: 'Malformed',
      });
    }
  });

  it.each([
    [16 * 1024, /not a signed JSON Web Token/],
    [16 * 1024 + 1, /too long/],
  ])('T4: should look at %d letters as %s', async (length, message) => {
    await expect(
      tenant.verifier.verify('A'.repeat(length)),
    ).rejects.toMatchObject({
      code: 'AssertionInvalid',
      reason: 'Malformed',
      message: expect.stringMatching(message),
    });
  });

  it('T6: should hold a token for good from its beginning to its end, give or take the tolerance', async () => {
    const start = Math.floor(Date.now() / 1000);
    const end = start + 3_600;
    const token = await tenant.issue({ claims: { nbf: start, exp: end } });
    const verifiers = new Map(
      [0, 60, 300].map(clockToleranceSeconds => [
        clockToleranceSeconds,
        tenant.createVerifier({ clockToleranceSeconds }),
      ]),
    );
    const moment = fc.oneof(
      fc.integer({ min: start - 400, max: start + 10 }),
      fc.integer({ min: end - 10, max: end + 400 }),
      fc.integer({ min: start, max: end }),
    );
    // Only the date: the keys come over a real connection
    const names = Object.keys(jest.requireActual('node:timers'));
    jest.useFakeTimers({
      doNotFake: [
        ...(names as ['setTimeout']),
        'nextTick',
        'queueMicrotask',
        'hrtime',
        'performance',
      ],
    });
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...verifiers.keys()),
          moment,
          async (tolerance, seconds) => {
            jest.setSystemTime(seconds * 1000);
            const result = await verifiers
              .get(tolerance)
              ?.verify(token)
              .then(
                () => 'accepted',
                ({ code, reason }) => reason ?? code,
              );
            let expected = 'accepted';
            if (seconds < start - tolerance) {
              expected = 'NotYetValid';
            } else if (seconds >= end + tolerance) {
              expected = 'TokenExpired';
            }
            expect(result).toBe(expected);
          },
        ),
        propertyRuns(),
      );
    } finally {
      jest.useRealTimers();
    }
  }, 120_000);

  it.each<[string, RegExp, AssertionOverrides]>([
    ['never ends', /expires/, { without: ['exp'] }],
    ['ends at what is no time', /expires/, { claims: { exp: '9999999999' } }],
    ['never begins', /begins/, { without: ['nbf'] }],
  ])('T6: should refuse a token that %s', async (_, message, overrides) => {
    expect(await tenant.getRefusal(overrides)).toEqual(
      invalid('Malformed', message),
    );
  });
});
