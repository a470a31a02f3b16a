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
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { microsoftAuthenticator } from '@backstage/plugin-auth-backend-module-microsoft-provider';
import {
  authProvidersExtensionPoint,
  createOAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { AddressInfo } from 'node:net';
import { withClaimsChallenge } from './withClaimsChallenge';

const scope = 'api://5a1f7f5e-0c1d-4c57-9f51-c0a7050b0002/access_as_user';
const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

describe('withClaimsChallenge', () => {
  let start: (query: Record<string, string | string[]>) => Promise<Response>;
  let stop: () => Promise<unknown>;

  beforeAll(async () => {
    const microsoft = createBackendModule({
      pluginId: 'auth',
      moduleId: 'microsoft-provider',
      register(reg) {
        reg.registerInit({
          deps: { providers: authProvidersExtensionPoint },
          async init({ providers }) {
            providers.registerProvider({
              providerId: 'microsoft',
              factory: createOAuthProviderFactory({
                authenticator: withClaimsChallenge(microsoftAuthenticator),
              }),
            });
          },
        });
      },
    });
    const backend = await startTestBackend({
      features: [
        authPlugin,
        microsoft,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            auth: {
              environment: 'development',
              session: { secret: 'none' },
              providers: {
                microsoft: {
                  development: {
                    clientId: 'the-portal',
                    clientSecret: 'none',
                    tenantId: 'contoso',
                    domainHint: 'contoso.example',
                  },
                },
              },
            },
          },
        }),
      ],
    });
    const { port } = backend.server.address() as AddressInfo;
    stop = () => backend.stop();
    start = query => {
      const url = new URL(
        `http://localhost:${port}/api/auth/microsoft/start?env=development`,
      );
      for (const [name, value] of Object.entries(query)) {
        for (const one of [value].flat()) {
          url.searchParams.append(name, one);
        }
      }
      return fetch(url, { redirect: 'manual' });
    };
  }, 60_000);

  afterAll(async () => {
    await stop?.();
  });

  it('should bring a claims challenge to the sign-in page, and change nothing else', async () => {
    const locations = [];
    for (const more of [undefined, { claims }]) {
      const response = await start({ scope, ...more });
      expect(response.status).toBe(302);
      locations.push(new URL(response.headers.get('location')!));
    }
    const [plain, challenged] = locations;
    expect(challenged.origin).toBe('https://login.microsoftonline.com');
    expect(challenged.searchParams.get('claims')).toBe(claims);
    for (const { searchParams } of locations) {
      searchParams.delete('claims');
      // Made anew for each sign-in
      searchParams.delete('state');
    }
    expect(challenged.toString()).toBe(plain.toString());
    expect(plain.searchParams.get('domain_hint')).toBe('contoso.example');
  });

  it.each([
    ['no JSON', 'c1'],
    ['nothing', ''],
    ['no object', '[]'],
    ['null', 'null'],
    ['an empty request', '{}'],
    ['an unknown target', '{"access_token":{},"redirect_uri":{}}'],
    ['a target that is no object', '{"access_token":"c1"}'],
    ['a list as target', '{"id_token":[]}'],
    ['two of them', [claims, claims]],
    ['more than 4 kB', `{"access_token":{"x":"${'é'.repeat(2_048)}"}}`],
  ])('should refuse %s', async (_, given) => {
    const response = await start({ scope, claims: given });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        name: 'InputError',
        message: expect.stringContaining('"claims"'),
      },
    });
    expect(response.headers.has('location')).toBe(false);
  });
});
