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
  CacheService,
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { TestClient } from './__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const ARTIFACTS = `${ENTITY}/artifacts?location=artifacts`;
const CLAIMS = JSON.stringify({
  access_token: { acrs: { essential: true, value: 'c1' } },
});

describe('identity, through the routes,', () => {
  let azure: LocalAzure;
  let client: TestClient;
  /** What goes to the cache that the replicas share. */
  const cached: unknown[] = [];

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    const cache: CacheService = {
      get: async () => undefined,
      set: async (...entry) => {
        cached.push(entry);
      },
      delete: async () => {},
      withOptions: () => cache,
    };
    client = await TestClient.start(
      azure,
      await databases.init('SQLITE_3'),
      undefined,
      {
        features: [
          createServiceFactory({
            service: coreServices.cache,
            deps: {},
            factory: () => cache,
          }),
        ],
      },
    );
  }, 120_000);

  beforeEach(async () => {
    await client.reset();
    azure.entra.requireStepUp('alice', undefined);
  });

  afterAll(async () => {
    await client?.stop();
    await azure?.stop();
  });

  function challengeOf(response: Response): string | undefined {
    const header = response.headers.get('www-authenticate') ?? '';
    const claims = /error="insufficient_claims", claims="(.*)"/.exec(header);
    return claims ? Buffer.from(claims[1], 'base64').toString() : undefined;
  }

  /** As a storage that has learnt that the user’s session is over. */
  function challengeFromStorage(times: number, claims: string) {
    const encoded = Buffer.from(claims).toString('base64');
    azure.storage.faults.add({
      times,
      status: 401,
      code: 'InvalidAuthenticationInfo',
      headers: {
        'www-authenticate': `Bearer authorization_uri="https://login.microsoftonline.com/${azure.tenantId}/oauth2/authorize", error="insufficient_claims", claims="${encoded}"`,
      },
    });
  }

  it('should make one exchange of 200 first requests of one user', async () => {
    const assertion = await azure.entra.issueAssertion('alice');
    const before = azure.entra.exchanges();
    const responses = await Promise.all(
      Array.from({ length: 200 }, () =>
        client.send(`${ENTITY}/artifacts?location=artifacts`, {
          user: 'alice',
          assertion,
        }),
      ),
    );
    const statuses = new Set(responses.map(({ status }) => status));
    await Promise.all(responses.map(response => response.text()));
    expect([...statuses].sort()).toEqual([200]);
    expect(azure.entra.exchanges() - before).toBe(1);
  }, 60_000);

  it('T9: should ask the browser for what Entra ID asks for, and go on once that is done', async () => {
    azure.entra.requireStepUp('alice', CLAIMS);
    const refused = await client.send(ARTIFACTS);
    const { error } = await refused.json();
    expect(refused.status).toBe(401);
    expect(error).toMatchObject({
      code: 'InteractionRequired',
      reason: 'MfaRequired',
      claims: CLAIMS,
    });
    expect(challengeOf(refused)).toBe(CLAIMS);
    expect(azure.storage.requests).toEqual([]);

    const assertion = await azure.entra.issueAssertion('alice', {
      claims: { acrs: ['c1'] },
    });
    const { status } = await client.send(ARTIFACTS, {
      user: 'alice',
      assertion,
    });
    expect(status).toBe(200);
  });

  it('T9: should meet a challenge of storage where Entra ID can, without the user', async () => {
    const assertion = await azure.entra.issueAssertion('alice');
    const call = { user: 'alice', assertion };
    expect((await client.send(ARTIFACTS, call)).status).toBe(200);
    const exchanges = azure.entra.exchanges();
    challengeFromStorage(
      1,
      '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}',
    );
    expect((await client.send(ARTIFACTS, call)).status).toBe(200);
    expect(azure.entra.exchanges() - exchanges).toBe(1);
    // The new token is the one that others are given from now on
    expect((await client.send(ARTIFACTS, call)).status).toBe(200);
    expect(azure.entra.exchanges() - exchanges).toBe(1);
    expect(azure.storage.requests.map(({ status }) => status)).toEqual([
      200, 401, 200, 200,
    ]);
  });

  it('T9: should pass a challenge of storage on to the user where Entra ID cannot meet it', async () => {
    const exchanges = azure.entra.exchanges();
    challengeFromStorage(1, CLAIMS);
    const refused = await client.send(ARTIFACTS);
    expect(refused.status).toBe(401);
    expect((await refused.json()).error).toMatchObject({
      code: 'InteractionRequired',
      reason: 'MfaRequired',
    });
    expect(JSON.parse(`${challengeOf(refused)}`)).toEqual({
      access_token: { acrs: { essential: true, values: ['c1'] } },
    });
    // The first exchange and the one for the challenge, and no more
    expect(azure.entra.exchanges() - exchanges).toBe(2);
    expect(azure.storage.requests).toHaveLength(1);
    expect((await client.readAudit()).slice(-1)[0]).toContain(
      'denied InteractionRequired',
    );
  });

  it('T9: should not go round in circles with a storage that is never content', async () => {
    challengeFromStorage(
      99,
      '{"access_token":{"nbf":{"essential":true,"value":"1700000000"}}}',
    );
    const refused = await client.send(ARTIFACTS);
    expect(refused.status).toBe(401);
    expect(challengeOf(refused)).toContain('1700000000');
    expect(azure.storage.requests).toHaveLength(2);
  });

  it('should say that storage does not take a token, where it says nothing more', async () => {
    azure.storage.faults.add({
      status: 401,
      code: 'InvalidAuthenticationInfo',
      headers: {
        'www-authenticate': `Bearer authorization_uri=https://login.microsoftonline.com/${world.portalApp.clientId}/oauth2/authorize resource_id=https://elsewhere.example`,
      },
    });
    const refused = await client.send(ARTIFACTS);
    expect(refused.status).toBe(403);
    expect((await refused.json()).error).toMatchObject({
      code: 'StorageForbidden',
      reason: 'TokenRejected',
    });
    const oids = new Set(azure.storage.requests.map(({ oid }) => oid));
    expect([...oids]).toEqual([world.users[0].oid]);
  });

  it('T12: should put no token into the cache that the replicas share', async () => {
    expect((await client.send(ARTIFACTS)).status).toBe(200);
    // The limits count there
    expect(cached.length).toBeGreaterThan(0);
    expect(JSON.stringify(cached)).not.toMatch(/eyJ|Bearer/);
  });

  it('T5: should let no guest in', async () => {
    const assertion = await azure.entra.issueAssertion('alice', {
      claims: { acct: 1 },
    });
    const refused = await client.send(ARTIFACTS, { user: 'alice', assertion });
    expect(refused.status).toBe(403);
    expect((await refused.json()).error).toMatchObject({
      code: 'GuestNotAllowed',
      reason: 'Guest',
    });
    expect(azure.storage.requests).toEqual([]);
  });
});
