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
import { createCredential, requestToken } from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { LocalAzure } from '../types';
import { world } from '../world';
import { switchCommands } from './switchCommands';

jest.setTimeout(60_000);

const redirectUri = 'http://localhost:7007/api/auth/microsoft/handler/frame';

describe('switches of Entra ID', () => {
  let azure: LocalAzure;
  let entra: string;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    entra = azure.entra.browserOrigin;
  });

  afterAll(async () => {
    await azure?.stop();
  });

  const run = (command: string, ...args: string[]) =>
    switchCommands[command](args, { entra });

  async function signIn(user: string, scope: string): Promise<string> {
    const form = {
      client_id: world.portalApp.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: `${scope} offline_access`,
      user,
    };
    const url = `${entra}/${azure.tenantId}/oauth2/v2.0/authorize`;
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(form),
    });
    const { searchParams } = new URL(answer.headers.get('location')!);
    const { body } = await requestToken(azure, {
      grant_type: 'authorization_code',
      code: searchParams.get('code')!,
      redirect_uri: redirectUri,
    });
    return body.access_token;
  }

  it('should change the tokens of one user for the API app', async () => {
    const { scope } = world.apiApp;
    await run('claims', 'alice', 'ver=1.0', 'acct=1', 'scp=', 'exp=-60');
    const token = await signIn('alice', scope);
    const changed = decodeJwt(token);
    expect(changed).toMatchObject({ ver: '1.0', acct: '1' });
    expect(changed).not.toHaveProperty('scp');
    expect(changed.exp! - changed.iat!).toBeLessThanOrEqual(-59);
    expect(decodeJwt(await signIn('bob', scope))).toMatchObject({
      ver: '2.0',
      scp: 'access_as_user',
    });
    const graph = 'https://graph.microsoft.com/User.Read';
    expect(decodeJwt(await signIn('alice', graph))).not.toHaveProperty('acct');

    await run('claims', 'alice', 'off');
    expect(decodeJwt(await signIn('alice', scope))).toMatchObject({
      ver: '2.0',
      scp: 'access_as_user',
    });
  });

  it('should refuse the exchanges of one user', async () => {
    const exchange = async (user: string) => {
      const assertion = await azure.entra.issueAssertion(user);
      return createCredential(azure, assertion)
        .getToken('https://storage.azure.com/.default')
        .then(
          () => 'exchanged',
          ({ cause }) => cause.message,
        );
    };
    expect(await run('exchange-error', 'alice', 'AADSTS65001')).toBe(
      'alice gets AADSTS65001 instead of a token for storage',
    );
    expect(await exchange('alice')).toContain('AADSTS65001: ');
    expect(await exchange('bob')).toBe('exchanged');
    await run('exchange-error', 'alice', '50057');
    expect(await exchange('alice')).toContain('AADSTS50057: ');
    await run('exchange-error', 'alice', 'off');
    expect(await exchange('alice')).toBe('exchanged');
  });

  it.each([
    ['claims', 'alice'],
    ['claims', 'alice', 'off', 'ver=1.0'],
    ['claims', 'alice', 'ver'],
    ['claims', 'alice', 'exp=soon'],
    ['exchange-error', 'alice', 'consent'],
    ['exchange-error', 'alice'],
    ['step-up', 'alice', 'maybe'],
    ['roles', 'alice', 'owner'],
    ['storage-error'],
  ])('should say how %s is used', async (command, ...args) => {
    await expect(run(command, ...args)).rejects.toThrow(/such as "|name=value/);
  });
});
