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

import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { decodeJwt } from 'jose';
import { world } from 'local-azure';
import { EntraWorld } from './__testUtils__/EntraWorld';

const CLAIMS = JSON.stringify({
  access_token: { acrs: { essential: true, value: 'c1' } },
});

describe('EntraTokenClient', () => {
  let tenant: EntraWorld;

  beforeAll(async () => {
    tenant = await EntraWorld.create();
  }, 60_000);

  beforeEach(() => {
    tenant.reset();
  });

  afterAll(async () => {
    await tenant?.stop();
  });

  it('should hand out a storage token of the same user, and say that it minds challenges', async () => {
    const client = tenant.createClient();
    const { token: assertion } = await tenant.assertionOf('alice');
    const { token, expiresAt } = await client.getStorageToken({ assertion });
    expect(decodeJwt(token)).toMatchObject({
      aud: 'https://storage.azure.com',
      oid: world.users[0].oid,
      xms_cc: ['cp1'],
    });
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(50 * 60_000);
    expect(client.statistics.summarize()).toMatchObject({
      successes: 1,
      failures: [],
    });
  });

  it.each([
    [50072, 'MfaRequired'],
    [50074, 'MfaRequired'],
    [50076, 'MfaRequired'],
    [50079, 'MfaRequired'],
    [50158, 'MfaRequired'],
    [53000, 'BlockedByPolicy'],
    [53003, 'BlockedByPolicy'],
    [50055, undefined],
    [50173, undefined],
    [700082, undefined],
  ])(
    'T9: should pass on what the user has to do after AADSTS%d (%s)',
    async (code, reason) => {
      const alice = await tenant.assertionOf('alice');
      for (const given of [CLAIMS, undefined, 'not JSON', '[]', '{"x":{}}']) {
        const exchanges = tenant.entra.exchanges();
        tenant.entra.setExchangeError('alice', { code, claims: given });
        const error = await tenant
          .createExchange()
          .exchange(alice)
          .catch(e => e);
        expect(error).toMatchObject({
          code: 'InteractionRequired',
          statusCode: 401,
          claims: given === CLAIMS ? CLAIMS : undefined,
        });
        expect(error.reason).toBe(reason);
        // No trying again with what was just refused
        expect(tenant.entra.exchanges()).toBe(exchanges + 1);
      }
      expect(tenant.logger.error).not.toHaveBeenCalled();
    },
  );

  it.each([
    [50013, 'AssertionInvalid', 'AssertionRejected'],
    [50027, 'AssertionInvalid', 'AssertionRejected'],
    [500131, 'AssertionInvalid', 'AssertionRejected'],
    [50034, 'AssertionInvalid', 'AssertionRejected'],
    [50057, 'AssertionInvalid', 'UserDisabled'],
    [500133, 'TokenExpired', undefined],
  ])(
    'T10: should answer the user alone after AADSTS%d with %s (%s)',
    async (code, expected, reason) => {
      tenant.entra.setExchangeError('alice', { code });
      const error = await tenant
        .createExchange()
        .exchange(await tenant.assertionOf('alice'))
        .catch(e => e);
      expect(error).toMatchObject({ code: expected, statusCode: 401 });
      expect(error.reason).toBe(reason);
      expect(tenant.logger.error).not.toHaveBeenCalled();
    },
  );

  it.each([
    [7000215, 'SecretInvalid', /administrators/],
    [7000222, 'SecretExpired', /administrators/],
    [700027, 'CertificateUnknown', /administrators/],
    [70021, 'FederationMismatch', /administrators/],
    [700211, 'FederationMismatch', /administrators/],
    [700213, 'FederationMismatch', /administrators/],
    [700016, 'AppUnknown', /administrators/],
    [90002, 'TenantUnknown', /administrators/],
    [65001, 'ConsentMissing', /consented.*administrators/],
    [650057, 'ConsentMissing', /consented.*administrators/],
    [50105, 'UserNotAssigned', /assigned.*administrators/],
    [90033, 'EntraThrottled', /busy/],
    [90055, 'EntraThrottled', /busy/],
    [500011, undefined, /administrators/],
    [123456, undefined, /administrators/],
  ])(
    'T10: should tell only the administrators of AADSTS%d (%s)',
    async (code, reason, message) => {
      tenant.entra.setExchangeError('alice', { code, claims: CLAIMS });
      const client = tenant.createClient();
      const { token: assertion } = await tenant.assertionOf('alice');
      const error = await client.getStorageToken({ assertion }).catch(e => e);
      expect(error).toMatchObject({
        code: 'TokenExchangeUnavailable',
        statusCode: 503,
        message: expect.stringMatching(message),
        cause: undefined,
      });
      expect([error.reason, error.claims]).toEqual([reason, undefined]);
      expect(JSON.stringify([error, error.message, error.stack])).not.toContain(
        'AADSTS',
      );
      expect(tenant.logger.error).toHaveBeenCalledTimes(1);
      const logged = JSON.stringify(tenant.logger.error.mock.calls);
      expect(logged).toContain(`"AADSTS${code}"`);
      expect(logged).not.toMatch(/eyJ|Trace ID|Correlation/);
      expect(client.statistics.summarize()).toMatchObject({
        successes: 0,
        failures: [{ code: 'TokenExchangeUnavailable', reason, count: 1 }],
      });
    },
  );

  it('T10: should pass on the patience that Entra ID asks for, and not wait itself', async () => {
    tenant.entra.setExchangeError('alice', { code: 90055 });
    const { token: assertion } = await tenant.assertionOf('alice');
    const start = Date.now();
    await expect(
      tenant.createClient().getStorageToken({ assertion }),
    ).rejects.toMatchObject({
      reason: 'EntraThrottled',
      retryAfterSeconds: 60,
    });
    expect(Date.now() - start).toBeLessThan(10_000);
  });

  it('T9: should pass on a challenge that only the user can meet', async () => {
    const { token: assertion } = await tenant.assertionOf('alice');
    await expect(
      tenant.createClient().getStorageToken({ assertion, claims: CLAIMS }),
    ).rejects.toMatchObject({ code: 'InteractionRequired' });
  });

  it('T10: should leave Entra ID alone after a wrong secret, with nobody else’s help', async () => {
    const credential = { type: 'secret' as const, clientSecret: 'canary' };
    const client = tenant.createClient({ credential });
    const { token: assertion } = await tenant.assertionOf('alice');
    for (let i = 0; i < 5; i++) {
      await expect(client.getStorageToken({ assertion })).rejects.toMatchObject(
        { reason: 'SecretInvalid' },
      );
    }
    const exchanges = tenant.entra.exchanges();
    const { token: other } = await tenant.assertionOf('bob');
    await expect(
      client.getStorageToken({ assertion: other }),
    ).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
      statusCode: 503,
      reason: 'CircuitOpen',
      retryAfterSeconds: 30,
    });
    await expect(client.getStorageToken('application')).rejects.toMatchObject({
      reason: 'CircuitOpen',
    });
    expect(tenant.entra.exchanges()).toBe(exchanges);
    expect(client.applicationStatistics.summarize()).toMatchObject({
      failures: [{ reason: 'CircuitOpen', count: 1 }],
      lastFailure: undefined,
    });
    expect(client.statistics.summarize()).toMatchObject({
      failures: [
        { reason: 'SecretInvalid', count: 5 },
        { reason: 'CircuitOpen', count: 1 },
      ],
      lastFailure: { reason: 'SecretInvalid' },
    });
    // One line a failure, and none for those who are turned away
    expect(tenant.logger.error.mock.calls.slice(-1)[0][1]).toEqual({
      code: 'AADSTS7000215',
      reason: 'SecretInvalid',
      advice: 'the client secret is wrong',
    });
    expect(tenant.logger.error).toHaveBeenCalledTimes(5);
    expect(JSON.stringify(tenant.logger.error.mock.calls)).not.toContain(
      'canary',
    );
  });

  it('T10: should serve the others, however often one user fails', async () => {
    const client = tenant.createClient();
    const { token: alice } = await tenant.assertionOf('alice');
    tenant.entra.setExchangeError('alice', { code: 65001 });
    for (let i = 0; i < 8; i++) {
      await expect(
        client.getStorageToken({ assertion: alice }),
      ).rejects.toMatchObject({ reason: 'ConsentMissing' });
    }
    const { token: bob } = await tenant.assertionOf('bob');
    await expect(
      client.getStorageToken({ assertion: bob }),
    ).resolves.toBeDefined();
  });

  it('should say that Entra ID does not answer where it does not', async () => {
    const { token: assertion } = await tenant.assertionOf('alice');
    const silent = createServer().listen(0, 'localhost');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    for (const authorityHost of [
      'https://localhost:1',
      `https://localhost:${port}`,
    ]) {
      const client = tenant.createClient({
        authorityHost,
        requestTimeoutMs: 200,
      });
      await expect(client.getStorageToken({ assertion })).rejects.toMatchObject(
        {
          code: 'TokenExchangeUnavailable',
          reason: 'EntraUnreachable',
          message: expect.stringMatching(/does not answer/),
        },
      );
    }
    silent.close();
    expect(tenant.logger.error.mock.calls[0][1]).toEqual({
      error: 'CredentialUnavailableError',
      reason: 'EntraUnreachable',
      advice: undefined,
    });
  }, 20_000);
});
