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
import { setStepUp } from '../switches/setStepUp';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { LocalAzure } from '../types';
import { world } from '../world';

jest.setTimeout(60_000);

const storageScope = 'https://storage.azure.com/.default';
const redirectUri = 'http://localhost:7007/api/auth/microsoft/handler/frame';
const claims = JSON.stringify({
  access_token: { acrs: { essential: true, value: 'c7' } },
});

describe('step-up', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
  });

  afterEach(() => {
    azure.entra.requireStepUp('alice', undefined);
  });

  afterAll(async () => {
    await azure?.stop();
  });

  function answer(form: Record<string, string>): Promise<Response> {
    const url = `${azure.entra.browserOrigin}/${azure.tenantId}/oauth2/v2.0/authorize`;
    return fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        client_id: world.portalApp.clientId,
        response_type: 'code',
        redirect_uri: redirectUri,
        scope: `${world.apiApp.scope} offline_access`,
        state: 'the state',
        ...form,
      }),
    });
  }

  async function exchange(assertion: string, challenge?: string) {
    const credential = createCredential(azure, assertion);
    const options = { claims: challenge, enableCae: true };
    return credential.getToken(storageScope, options).then(
      ({ token }) => decodeJwt(token),
      ({ cause }) => cause,
    );
  }

  it('should let a user go on who has passed the check, also after a renewal', async () => {
    azure.entra.requireStepUp('alice', claims);
    const refused = await exchange(await azure.entra.issueAssertion('alice'));
    expect(refused).toMatchObject({
      errorCode: 'interaction_required',
      message: expect.stringContaining('AADSTS50076: '),
      claims,
    });
    const bob = await azure.entra.issueAssertion('bob');
    expect(await exchange(bob)).toMatchObject({ xms_cc: ['cp1'] });

    const asked = await answer({ user: 'alice', claims });
    expect(asked.status).toBe(200);
    const page = await asked.text();
    expect(page).toContain('Your organisation asks for one more check');
    expect(page).toContain('name="check" value="passed"');
    expect(page).toContain('name="state" value="the state"');
    expect(page).not.toContain('name="user" value="bob"');

    const passed = await answer({ user: 'alice', claims, check: 'passed' });
    const callback = new URL(passed.headers.get('location')!);
    const { body } = await requestToken(azure, {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code')!,
      redirect_uri: redirectUri,
    });
    expect(decodeJwt(body.access_token)).toMatchObject({ acrs: ['c7'] });
    expect(await exchange(body.access_token)).toMatchObject({
      oid: world.users[0].oid,
    });

    let { refresh_token } = body;
    for (const scope of ['openid User.Read', world.apiApp.scope]) {
      const renewed = await requestToken(azure, {
        grant_type: 'refresh_token',
        refresh_token,
        scope: `${scope} offline_access`,
      });
      refresh_token = renewed.body.refresh_token;
      expect(decodeJwt(renewed.body.access_token)).toMatchObject({
        acrs: ['c7'],
      });
    }
  });

  it('should ask for nothing where nothing is challenged, and send back who gives up', async () => {
    const plain = await answer({ user: 'alice' });
    expect(
      new URL(plain.headers.get('location')!).searchParams.has('code'),
    ).toBe(true);
    const cancelled = await answer({ user: '', claims, check: 'passed' });
    expect(cancelled.headers.get('location')).toContain('access_denied');
    const broken = await answer({ user: 'alice', claims: '{' });
    expect(broken.headers.get('location')).toContain('error=invalid_request');
    expect(() => azure.entra.requireStepUp('alice', '{}')).toThrow(
      'No check is named by the claims {}',
    );
  });

  it('should pass on a challenge of storage that the user has not met', async () => {
    const assertion = await azure.entra.issueAssertion('alice');
    expect(await exchange(assertion, claims)).toMatchObject({
      errorCode: 'interaction_required',
      claims: '{"access_token":{"acrs":{"essential":true,"values":["c7"]}}}',
    });
    const stepped = await azure.entra.issueAssertion('alice', {
      claims: { acrs: ['c7'] },
    });
    expect(await exchange(stepped, claims)).toMatchObject({
      tid: azure.tenantId,
    });
  });

  it('should be switched by a command, and by no page of another site', async () => {
    const entra = azure.entra.browserOrigin;
    const assertion = await azure.entra.issueAssertion('alice');
    await setStepUp({ user: 'alice', required: true, entra });
    expect(await exchange(assertion)).toMatchObject({
      errorCode: 'interaction_required',
    });
    await setStepUp({ user: 'alice', required: false, entra });
    expect(await exchange(assertion)).toMatchObject({ tid: azure.tenantId });

    const forged = await fetch(`${entra}/local-azure/step-up`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'alice', required: true }),
    });
    expect(forged.status).toBe(400);
    await expect(
      setStepUp({ user: 'zed', required: true, entra }),
    ).rejects.toThrow('There is no user "zed"');
    await expect(
      setStepUp({ user: 'alice', required: true, entra: 'http://localhost:1' }),
    ).rejects.toThrow('No Entra ID emulator answers');
  });
});
