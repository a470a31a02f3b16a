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
import { decodeJwt } from 'jose';
import { world } from 'local-azure';
import { EntraWorld } from './__testUtils__/EntraWorld';
import { CachedTokenExchange } from './CachedTokenExchange';

describe('OnBehalfOfTokenExchange', () => {
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

  it('should make one exchange of 200 first requests of one user', async () => {
    const exchange = CachedTokenExchange.create({
      exchange: tenant.createExchange(),
    });
    const alice = await tenant.assertionOf('alice');
    const before = tenant.entra.exchanges();
    await Promise.all(
      Array.from({ length: 200 }, () => exchange.exchange(alice)),
    );
    expect(tenant.entra.exchanges() - before).toBe(1);
  });

  it('T11: should give every one of many users at once a token of her own', async () => {
    const sessions = await Promise.all(
      [...world.users, ...world.users].map(({ name }) =>
        tenant.assertionOf(name),
      ),
    );
    const callers = fc.array(fc.constantFrom(...sessions), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(callers, async given => {
        const exchange = CachedTokenExchange.create({
          exchange: tenant.createExchange(),
          maxEntries: 3,
        });
        const tokens = await Promise.all(
          given.map(caller => exchange.exchange(caller)),
        );
        expect(tokens.map(({ token }) => decodeJwt(token).oid)).toEqual(
          given.map(({ oid }) => oid),
        );
      }),
      // Each run signs and verifies for real; the races are CachedTokenExchange's
      { numRuns: 5 },
    );
  });

  it('T9: should let a user in who has done what was asked of her', async () => {
    const claims = JSON.stringify({
      access_token: { acrs: { essential: true, value: 'c1' } },
    });
    tenant.entra.requireStepUp('alice', claims);
    const exchange = tenant.createExchange();
    await expect(
      exchange.exchange(await tenant.assertionOf('alice')),
    ).rejects.toMatchObject({
      code: 'InteractionRequired',
      reason: 'MfaRequired',
      claims,
    });
    await expect(
      exchange.exchange(await tenant.assertionOf('bob')),
    ).resolves.toBeDefined();
    const token = await tenant.tenant.issue({ claims: { acrs: ['c1'] } });
    const assertion = await tenant.tenant.verifier.verify(token);
    await expect(exchange.exchange(assertion)).resolves.toBeDefined();
  });

  it('T13: should never fall back to the application', async () => {
    const client = tenant.createClient();
    const ask = jest.spyOn(client, 'getStorageToken');
    for (const code of [50076, 65001, 7000215, 90033, 50057]) {
      tenant.entra.setExchangeError('alice', { code });
      const { token: assertion } = await tenant.assertionOf('alice');
      await expect(client.getStorageToken({ assertion })).rejects.toBeDefined();
    }
    expect(ask.mock.calls.flat()).not.toContain('application');
    expect(client.statistics.summarize().successes).toBe(0);
  });
});
