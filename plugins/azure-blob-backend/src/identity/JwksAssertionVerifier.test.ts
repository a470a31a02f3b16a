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
import {
  AssertionOverrides,
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { IdentityConfig } from '../types';
import { JwksAssertionVerifier } from './JwksAssertionVerifier';

const now = () => Math.floor(Date.now() / 1000);
const { clientId } = world.apiApp;

describe('JwksAssertionVerifier', () => {
  let azure: LocalAzure;
  let config: IdentityConfig;
  let verifier: JwksAssertionVerifier;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    config = {
      tenantId: azure.tenantId,
      clientId,
      authorityHost: azure.entra.origin,
      credential: { type: 'secret', clientSecret: 'unused' },
      clockToleranceSeconds: 60,
    };
    verifier = JwksAssertionVerifier.create({ config });
  }, 60_000);

  afterAll(async () => {
    await azure.stop();
  });

  it.each<[string, AssertionOverrides]>([
    ['as issued', {}],
    ['for the app id URI', { claims: { aud: `api://${clientId}` } }],
    ['with further scopes', { claims: { scp: 'x access_as_user y' } }],
    ['that says it is a user token', { claims: { idtyp: 'user' } }],
    ['expired within the tolerance', { claims: { exp: now() - 30 } }],
    ['not valid yet within the tolerance', { claims: { nbf: now() + 30 } }],
  ])('should accept a token %s', async (_, overrides) => {
    const token = await azure.entra.issueAssertion('alice', overrides);
    const assertion = await verifier.verify(token);
    expect(assertion).toMatchObject({
      token,
      oid: world.users[0].oid,
      tid: azure.tenantId,
    });
    const { exp } = JSON.parse(
      Buffer.from(token.split('.')[1], 'base64url').toString(),
    );
    expect(assertion.expiresAt).toEqual(new Date(exp * 1000));
  });

  const v2 = (host: string, tenant: string) => `${host}/${tenant}/v2.0`;
  const foreignTenant = '00000000-aaaa-4bbb-8ccc-dddddddddddd';

  it.each<[string, RegExp, () => AssertionOverrides]>([
    [
      'of another tenant',
      /another tenant/,
      () => ({
        claims: {
          tid: foreignTenant,
          iss: v2(azure.entra.origin, foreignTenant),
        },
      }),
    ],
    [
      'whose tid differs from its issuer',
      /another tenant/,
      () => ({ claims: { tid: foreignTenant } }),
    ],
    [
      'of another authority',
      /another tenant/,
      () => ({
        claims: {
          iss: v2('https://login.microsoftonline.com', azure.tenantId),
        },
      }),
    ],
    [
      'of the common issuer',
      /another tenant/,
      () => ({ claims: { iss: v2(azure.entra.origin, 'common') } }),
    ],
    [
      'with a v1 issuer',
      /another tenant/,
      () => ({
        claims: { iss: `https://sts.windows.net/${azure.tenantId}/` },
      }),
    ],
    ['without tid', /another tenant/, () => ({ without: ['tid'] })],
    ['of version 1.0', /version/, () => ({ claims: { ver: '1.0' } })],
    [
      'for Microsoft Graph',
      /another application/,
      () => ({ claims: { aud: 'https://graph.microsoft.com' } }),
    ],
    [
      'for storage',
      /another application/,
      () => ({ claims: { aud: 'https://storage.azure.com' } }),
    ],
    ['without audience', /another application/, () => ({ without: ['aud'] })],
    ['of an app', /to an app/, () => ({ claims: { idtyp: 'app' } })],
    ['without oid', /"oid"/, () => ({ without: ['oid'] })],
    ['with an oid that is none', /"oid"/, () => ({ claims: { oid: '*' } })],
    ['without scp', /access_as_user/, () => ({ without: ['scp'] })],
    [
      'with another scope',
      /access_as_user/,
      () => ({ claims: { scp: 'xaccess_as_user access_as_user.all' } }),
    ],
    [
      'with scopes that are no text',
      /access_as_user/,
      () => ({ claims: { scp: ['access_as_user'] } }),
    ],
    ['not valid yet', /not valid yet/, () => ({ claims: { nbf: now() + 90 } })],
    ['that never expires', /expires/, () => ({ without: ['exp'] })],
    [
      'with an expiry that is no number',
      /expires/,
      () => ({ claims: { exp: '9999999999' } }),
    ],
    ['that is not signed', /RS256/, () => ({ algorithm: 'none' })],
    [
      'signed with the public key as a secret',
      /RS256/,
      () => ({ algorithm: 'HS256' }),
    ],
    [
      'that claims another algorithm',
      /RS256/,
      () => ({ header: { alg: 'RS512' } }),
    ],
    ['with a foreign key', /key of the tenant/, () => ({ foreignKey: true })],
    [
      'with a key id that is a path',
      /key of the tenant/,
      () => ({ header: { kid: '../../etc/passwd' }, foreignKey: true }),
    ],
    [
      'with a critical extension',
      /signed JSON Web Token/,
      () => ({ header: { crit: ['x'], x: 1 } }),
    ],
  ])('should refuse a token %s', async (_, message, overrides) => {
    const token = await azure.entra.issueAssertion('alice', overrides());
    await expect(verifier.verify(token)).rejects.toMatchObject({
      code: 'AssertionInvalid',
      statusCode: 401,
      message: expect.stringMatching(message),
    });
  });

  it('should tell a token that expired from one that is wrong', async () => {
    for (const exp of [now() - 61, now() - 1_000_000, 0]) {
      const token = await azure.entra.issueAssertion('alice', {
        claims: { exp },
      });
      await expect(verifier.verify(token)).rejects.toMatchObject({
        code: 'TokenExpired',
        statusCode: 401,
      });
    }
  });

  it('should take no key from the header of a token', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    const evil = `${azure.entra.origin}/evil/keys`;
    for (const header of [
      { jku: evil },
      { x5u: evil },
      { jwk: { kty: 'RSA', n: 'AQAB', e: 'AQAB' } },
      { x5c: ['MIIB'] },
    ]) {
      const token = await azure.entra.issueAssertion('alice', {
        header,
        foreignKey: true,
      });
      await expect(verifier.verify(token)).rejects.toMatchObject({
        code: 'AssertionInvalid',
        message: expect.stringMatching(/key of the tenant/),
      });
    }
    expect(fetched.mock.calls.filter(([url]) => `${url}` === evil)).toEqual([]);
    fetched.mockRestore();
  });

  it('should refuse whatever is not a whole, untouched token', async () => {
    const token = await azure.entra.issueAssertion('alice');
    const damaged = fc
      .tuple(
        fc.nat(token.length - 1),
        fc.constantFrom('', '.', '=', ' ', 'A', 'AA', '\0', 'é'),
        fc.nat(3),
      )
      .map(
        ([at, piece, drop]) =>
          token.slice(0, at) + piece + token.slice(at + drop),
      )
      .filter(text => text !== token);
    for (const text of [` ${token}`, `${token}\n`, `${token}==`]) {
      await expect(verifier.verify(text)).rejects.toMatchObject({
        code: 'AssertionInvalid',
      });
    }
    await fc.assert(
      fc.asyncProperty(fc.oneof(damaged, fc.string()), async text => {
        await expect(verifier.verify(text)).rejects.toMatchObject({
          code: 'AssertionInvalid',
        });
      }),
      { numRuns: 300 },
    );
    await expect(
      verifier.verify(`${token}${'A'.repeat(16 * 1024)}`),
    ).rejects.toMatchObject({
      code: 'AssertionInvalid',
      message: expect.stringMatching(/too long/),
    });
  });

  it('should never let a token into what it throws', async () => {
    const token = await azure.entra.issueAssertion('alice', {
      claims: { aud: 'canary-aud', name: 'canary-name' },
    });
    const error = await verifier.verify(token).catch(e => e);
    const { stack, message, cause } = error;
    const shown = JSON.stringify([error, stack, message, cause]);
    expect(shown).toContain('another application');
    expect(shown).not.toMatch(/eyJ|canary/);
  });

  it('should say so where the keys of the tenant are not to be had', async () => {
    const token = await azure.entra.issueAssertion('alice');
    for (const authorityHost of [
      'https://localhost:1',
      `${azure.entra.origin}/no-such-path`,
    ]) {
      const cutOff = JwksAssertionVerifier.create({
        config: { ...config, authorityHost },
      });
      await expect(cutOff.verify(token)).rejects.toMatchObject({
        code: 'TokenExchangeUnavailable',
        statusCode: 503,
      });
    }
  });

  it('should ask for the keys once, however many tokens come at once', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    const fresh = JwksAssertionVerifier.create({ config });
    const tokens = await Promise.all(
      world.users.map(({ name }) => azure.entra.issueAssertion(name)),
    );
    const assertions = await Promise.all(tokens.map(t => fresh.verify(t)));
    expect(assertions.map(({ oid }) => oid)).toEqual(
      world.users.map(({ oid }) => oid),
    );
    // Unknown keys must not make the tenant's endpoint a target either
    for (const kid of ['a', 'b', 'c']) {
      const token = await azure.entra.issueAssertion('alice', {
        header: { kid },
      });
      await expect(fresh.verify(token)).rejects.toMatchObject({
        code: 'AssertionInvalid',
      });
    }
    expect(fetched).toHaveBeenCalledTimes(1);
    fetched.mockRestore();
  });
});
