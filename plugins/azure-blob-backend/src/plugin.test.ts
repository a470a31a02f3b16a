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

import { createBackendModule } from '@backstage/backend-plugin-api';
import { JsonObject } from '@backstage/types';
import {
  azureBlobAccessExtensionPoint,
  azureBlobIdentityExtensionPoint,
  AzureBlobTokenExchange,
} from 'backstage-plugin-azure-blob-node';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import {
  createTestConfig,
  startTestPortal,
} from './__testUtils__/startTestPortal';

const RUNS =
  '/api/azure-blob/v1/entities/component/default/payments-api/runs?location=logs';

function createExchangeModule(
  moduleId: string,
  wrap: (inner: AzureBlobTokenExchange) => AzureBlobTokenExchange,
) {
  return createBackendModule({
    pluginId: 'azure-blob',
    moduleId,
    register(reg) {
      reg.registerInit({
        deps: { identity: azureBlobIdentityExtensionPoint },
        async init({ identity }) {
          identity.setTokenExchange(({ getDefault }) => wrap(getDefault()));
        },
      });
    },
  });
}

describe('azureBlobPlugin', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
  });

  afterAll(async () => {
    await azure?.stop();
  });

  it.each<[string, (config: JsonObject) => JsonObject]>([
    ['azureBlob.tenantId', ({ tenantId: _, ...config }) => config],
    [
      'azureBlob.locations[0].account',
      config => ({
        ...config,
        accounts: [{ name: 'another' }],
      }),
    ],
    [
      'azureBlob.locations[0].prefix',
      config => ({
        ...config,
        locations: [
          {
            id: 'artifacts',
            content: 'artifacts',
            account: 'contosobuilds',
            container: 'artifacts',
            prefix: '{entity.name}/',
          },
        ],
      }),
    ],
  ])('should not start with a wrong %s, and name it', async (key, change) => {
    const config = change(createTestConfig(azure));
    await expect(startTestPortal({ azure, config })).rejects.toThrow(key);
  });

  it('should warn, once and by key, of what should not go unnoticed', async () => {
    const portal = await startTestPortal({
      azure,
      config: {
        ...createTestConfig(azure),
        accounts: [
          {
            name: 'contosobuilds',
            endpoint: azure.storage.blobEndpoint,
            identity: 'application',
          },
        ],
      },
    });
    const warned = (part: string) =>
      portal.logged.filter(line => line.includes(part));
    expect(warned('permission.enabled')).toHaveLength(1);
    expect(warned('azureBlob.accounts[0].identity')).toHaveLength(1);
    await portal.stop();
  });

  it('should let modules wrap the exchange and replace the decision', async () => {
    const exchanged: string[] = [];
    const portal = await startTestPortal({
      azure,
      features: [
        createExchangeModule('exchange', inner => ({
          async exchange(assertion) {
            exchanged.push(assertion.oid);
            return inner.exchange(assertion);
          },
        })),
        createBackendModule({
          pluginId: 'azure-blob',
          moduleId: 'decider',
          register(reg) {
            reg.registerInit({
              deps: { access: azureBlobAccessExtensionPoint },
              async init({ access }) {
                access.setAccessDecider(({ getDefault }) => ({
                  decide: facts =>
                    facts.user.entityRef === 'user:default/carol'
                      ? {
                          allowed: true,
                          role: 'reader',
                          basis: 'group',
                          through: 'group:default/platform',
                        }
                      : getDefault().decide(facts),
                }));
              },
            });
          },
        }),
      ],
    });
    const send = async (user: string) =>
      fetch(`${portal.origin}${RUNS}`, {
        headers: await portal.headers({ user }),
      });
    expect((await send('carol')).status).toBe(200);
    expect((await send('alice')).status).toBe(200);
    expect((await send('bob')).status).toBe(403);
    expect(exchanged).toHaveLength(2);
    await portal.stop();
  });

  it('should take grants from every module that knows some', async () => {
    const features = ['bob', 'dave'].map(name =>
      createBackendModule({
        pluginId: 'azure-blob',
        moduleId: `grants-of-${name}`,
        register(reg) {
          reg.registerInit({
            deps: { access: azureBlobAccessExtensionPoint },
            async init({ access }) {
              access.addGrantSource({
                listGrants: async ({ entityRef }) => [
                  {
                    id: `grant-of-${name}`,
                    userRef: `user:default/${name}`,
                    entityRef,
                    location: 'logs',
                    role: 'reader',
                    expiresAt: new Date(Date.now() + 60_000),
                    approvedBy: 'user:default/alice',
                  },
                ],
              });
            },
          });
        },
      }),
    );
    const portal = await startTestPortal({ azure, features });
    const access = '/api/azure-blob/v1/entities/component/default/payments-api';
    for (const [user, allowed] of [
      ['bob', true],
      ['dave', true],
      ['erin', false],
    ] as const) {
      const response = await fetch(`${portal.origin}${access}/access`, {
        headers: await portal.headers({ user }),
      });
      const answer = await response.json();
      expect([user, answer.allowed, answer.locations.length]).toEqual([
        user,
        allowed,
        allowed ? 1 : 0,
      ]);
    }
    await portal.stop();
  });

  it('should refuse a second module that sets the same', async () => {
    await expect(
      startTestPortal({
        azure,
        features: [
          createExchangeModule('one', inner => inner),
          createExchangeModule('two', inner => inner),
        ],
      }),
    ).rejects.toThrow('The token exchange of azure-blob has been set already.');
  });

  it('should keep to itself what it did not expect', async () => {
    const secret = 'sig=abcdefghijklmnop and eyJhbGciOi.eyJzdWIi.c2lnbmF0dXJl';
    const portal = await startTestPortal({
      azure,
      features: [
        createExchangeModule('broken', () => ({
          async exchange() {
            throw Object.assign(new Error(secret), { statusCode: 404 });
          },
        })),
      ],
    });
    const response = await fetch(`${portal.origin}${RUNS}`, {
      headers: await portal.headers({ user: 'alice' }),
    });
    expect(response.status).toBe(500);
    const body = await response.json();
    expect(body).toEqual({
      error: {
        name: 'Error',
        message: 'Something went wrong in the portal. It has been logged.',
        statusCode: 500,
      },
      request: expect.anything(),
      response: { statusCode: 500 },
    });
    const log = portal.logged.join('\n');
    expect(log).toContain('sig=[removed] and [token]');
    expect(log).toContain(response.headers.get('x-request-id'));
    expect(log).not.toContain('abcdefghijklmnop');
    expect(log).not.toContain('c2lnbmF0dXJl');
    await portal.stop();
  });
});
