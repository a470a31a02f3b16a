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

import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { decodeJwt } from 'jose';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { AddressInfo } from 'node:net';
import { microsoftModule } from './microsoftModule';

const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

describe('microsoftModule', () => {
  let azure: LocalAzure;
  let portal: string;
  let stop: () => Promise<unknown>;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    const { origin, browserOrigin } = azure.entra;
    const backend = await startTestBackend({
      features: [
        authPlugin,
        microsoftModule,
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost:3000' },
            backend: { baseUrl: 'http://localhost:7007' },
            localAzure: { entra: { origin, browserOrigin } },
            auth: {
              environment: 'development',
              session: { secret: 'none' },
              providers: {
                microsoft: {
                  development: { ...world.portalApp, tenantId: azure.tenantId },
                },
              },
            },
          },
        }),
      ],
    });
    const { port } = backend.server.address() as AddressInfo;
    portal = `http://localhost:${port}`;
    stop = () => backend.stop();
  }, 60_000);

  afterAll(async () => {
    await stop?.();
    await azure?.stop();
  });

  it('should lead a user who has to pass one more check to a token that shows it', async () => {
    const query = new URLSearchParams({
      env: 'development',
      scope: world.apiApp.scope,
      flow: 'popup',
      claims,
    });
    const started = await fetch(`${portal}/api/auth/microsoft/start?${query}`, {
      redirect: 'manual',
    });
    const cookie = started.headers
      .getSetCookie()
      .filter(text => !text.includes('Max-Age=0'))
      .map(text => text.split(';')[0])
      .join('; ');
    const authorize = new URL(started.headers.get('location')!);
    const answer = (form: Record<string, string>) =>
      fetch(authorize, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams([
          ...authorize.searchParams,
          ...Object.entries(form),
        ]),
      });
    const page = await (await answer({ user: 'alice' })).text();
    expect(page).toContain('Your organisation asks for one more check');

    const confirmed = await answer({ user: 'alice', check: 'passed' });
    const callback = new URL(confirmed.headers.get('location')!);
    const frame = await fetch(
      `${portal}${callback.pathname}${callback.search}`,
      { headers: { cookie } },
    );
    const embedded = /authResponse = decodeURIComponent\('([^']*)'\)/.exec(
      await frame.text(),
    );
    const outcome = JSON.parse(decodeURIComponent(embedded![1]));
    expect(outcome.error).toBeUndefined();
    const { response } = outcome;
    expect(decodeJwt(response.providerInfo.accessToken)).toMatchObject({
      aud: world.apiApp.clientId,
      oid: world.users[0].oid,
      acrs: ['c1'],
    });
    expect(response.profile).toMatchObject({ displayName: 'Alice' });
  });
});
