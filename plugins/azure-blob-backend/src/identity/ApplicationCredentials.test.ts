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

import { decodeJwt } from 'jose';
import { world } from 'local-azure';
import { createAccount } from '../__testUtils__/createAccount';
import { EntraWorld } from './__testUtils__/EntraWorld';
import { ApplicationCredentials } from './ApplicationCredentials';
import { EntraTokenClient } from './EntraTokenClient';

const account = createAccount('https://host', { identity: 'application' });

describe('ApplicationCredentials', () => {
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

  function create(entra: EntraTokenClient = tenant.createClient()) {
    return ApplicationCredentials.create({ entra });
  }

  it('should read as the app, with one token for all who ask at once', async () => {
    const entra = tenant.createClient();
    const credentials = create(entra);
    const scope = 'https://elsewhere.example/.default';
    const tokens = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        credentials
          .get({ ...account, name: `account${index % 3}` })
          .getToken(scope, { tenantId: 'elsewhere' }),
      ),
    );
    expect(new Set(tokens.map(token => token?.token)).size).toBe(1);
    expect(decodeJwt(`${tokens[0]?.token}`)).toMatchObject({
      aud: 'https://storage.azure.com',
      idtyp: 'app',
      oid: world.apiApp.servicePrincipal.oid,
    });
    expect(entra.applicationStatistics.summarize().successes).toBe(1);

    const claims = '{"access_token":{"nbf":{"essential":true,"value":"1"}}}';
    const again = await credentials.get(account).getToken(scope, { claims });
    expect(again?.token).not.toBe(tokens[0]?.token);
    expect(entra.applicationStatistics.summarize().successes).toBe(2);
  });

  it('T13: should not read an account as the app that is to be read as the user', async () => {
    expect(() => create().get(createAccount('https://host'))).toThrow(
      'The account "contosobuilds" is read as the user, never as the application',
    );
  });

  it('should renew the token before it ends, and map failures like those of an exchange', async () => {
    jest.useFakeTimers();
    const getStorageToken = jest.fn();
    const entra = tenant.createClient();
    jest.spyOn(entra, 'getStorageToken').mockImplementation(getStorageToken);
    const credential = create(entra).get(account);
    const minutes = (count: number) => new Date(Date.now() + count * 60_000);
    getStorageToken.mockResolvedValueOnce({
      token: '1',
      expiresAt: minutes(6),
    });
    getStorageToken.mockResolvedValueOnce({
      token: '2',
      expiresAt: minutes(4),
    });
    getStorageToken.mockResolvedValueOnce({
      token: '3',
      expiresAt: minutes(60),
    });
    try {
      expect((await credential.getToken(''))?.token).toBe('1');
      jest.advanceTimersByTime(59_999);
      expect((await credential.getToken(''))?.token).toBe('1');
      jest.advanceTimersByTime(1);
      expect((await credential.getToken(''))?.token).toBe('2');
      expect((await credential.getToken(''))?.token).toBe('3');
      expect((await credential.getToken(''))?.token).toBe('3');
    } finally {
      jest.useRealTimers();
    }
    const broken = create(
      tenant.createClient({
        credential: { type: 'secret', clientSecret: 'wrong' },
      }),
    ).get(account);
    await expect(broken.getToken('')).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
      reason: 'SecretInvalid',
    });
  });
});
