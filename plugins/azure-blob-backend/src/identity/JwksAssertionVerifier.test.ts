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
      portalClientIds: [world.portalApp.clientId],
      allowGuests: false,
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
    ['of a member', { claims: { acct: 0 } }],
    ['with further headers', { header: { jku: 'https://evil.example' } }],
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
        reason: 'EntraUnreachable',
        message: expect.stringMatching(/keys.*Try again/),
        cause: expect.anything(),
      });
    }
  });

  it('T4: should not choose where the tenant has two keys that would do', async () => {
    const response = await fetch(
      `${azure.entra.origin}/${azure.tenantId}/discovery/v2.0/keys`,
    );
    const { keys } = await response.json();
    const fetched = jest
      .spyOn(globalThis, 'fetch')
      .mockResolvedValue(Response.json({ keys: [keys[0], keys[0]] }));
    const token = await azure.entra.issueAssertion('alice');
    await expect(
      JwksAssertionVerifier.create({ config }).verify(token),
    ).rejects.toMatchObject({
      code: 'AssertionInvalid',
      reason: 'BadSignature',
    });
    fetched.mockRestore();
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

    const start = Date.now();
    const time = jest.spyOn(Date, 'now');
    for (const [seconds, kid, times] of [
      [31, 'd', 2],
      [31 + 59 * 60, undefined, 2],
      [31 + 61 * 60, undefined, 3],
    ] as const) {
      time.mockReturnValue(start + seconds * 1000);
      const token = await azure.entra.issueAssertion('alice', {
        header: kid && { kid },
        claims: { exp: now() + 3_600, nbf: now() - 7_200 },
      });
      await fresh.verify(token).catch(() => undefined);
      expect(fetched).toHaveBeenCalledTimes(times);
    }
    time.mockRestore();
    fetched.mockRestore();
  });
});
