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

import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import { requestToken } from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { LocalAzure } from '../types';
import { world } from '../world';

jest.setTimeout(60_000);

const redirectUri = 'http://localhost:7007/api/auth/microsoft/handler/frame';
const storageScope = 'https://storage.azure.com/.default';
const alice = world.users[0];

describe('authorize', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
  });

  afterAll(async () => {
    await azure?.stop();
  });

  function authorize(
    parameters: Record<string, string | undefined>,
    user?: string,
  ): Promise<Response> {
    const form = new URLSearchParams({
      client_id: world.portalApp.clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: 'openid profile email offline_access User.Read',
      state: 'the state',
    });
    for (const [name, value] of Object.entries(parameters)) {
      if (value === undefined) {
        form.delete(name);
      } else {
        form.set(name, value);
      }
    }
    const url = `${azure.entra.browserOrigin}/${azure.tenantId}/oauth2/v2.0/authorize`;
    if (user === undefined) {
      return fetch(`${url}?${form}`, { redirect: 'manual' });
    }
    form.set('user', user);
    return fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  }

  async function codeOf(response: Response): Promise<string> {
    const callback = new URL(response.headers.get('location')!);
    expect(`${callback.origin}${callback.pathname}`).toBe(redirectUri);
    expect(callback.searchParams.get('state')).toBe('the state');
    return callback.searchParams.get('code')!;
  }

  function redeem(code: string, form: Record<string, string> = {}) {
    return requestToken(azure, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: redirectUri,
      ...form,
    });
  }

  it('should offer the demo users and suggest the hinted one', async () => {
    const response = await authorize({
      login_hint: 'bob@contoso.example',
      state: '"><script>alert(1)</script>',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain(
      "default-src 'none'",
    );
    const page = await response.text();
    for (const { name } of world.users) {
      expect(page).toContain(`name="user" value="${name}"`);
    }
    expect(page).toMatch(/value="bob"\s+autofocus/);
    expect(page.match(/autofocus/g)).toHaveLength(1);
    expect(page).not.toContain('<script');
  });

  it('should sign in with PKCE, then renew for any resource of the app', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const challenge = createHash('sha256').update(verifier);
    const signedIn = await authorize(
      {
        nonce: 'the nonce',
        code_challenge: challenge.digest('base64url'),
        code_challenge_method: 'S256',
      },
      'alice',
    );
    const code = await codeOf(signedIn);
    expect((await redeem(code, { code_verifier: 'wrong' })).body).toMatchObject(
      { error: 'invalid_grant', error_codes: [501481] },
    );

    const again = await authorize(
      {
        nonce: 'the nonce',
        code_challenge: createHash('sha256')
          .update(verifier)
          .digest('base64url'),
        code_challenge_method: 'S256',
      },
      'alice',
    );
    const second = await codeOf(again);
    const { status, body } = await redeem(second, {
      code_verifier: verifier,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      scope: 'openid profile email User.Read',
    });
    expect(decodeJwt(body.id_token)).toMatchObject({
      aud: world.portalApp.clientId,
      nonce: 'the nonce',
      oid: alice.oid,
      email: alice.userPrincipalName,
    });
    expect(
      (await redeem(second, { code_verifier: verifier })).body,
    ).toMatchObject({ error_codes: [54005] });

    const me = await fetch(`${azure.entra.browserOrigin}/v1.0/me/`, {
      headers: { authorization: `Bearer ${body.access_token}` },
    });
    expect(await me.json()).toMatchObject({
      id: alice.oid,
      displayName: 'Alice',
      mail: alice.userPrincipalName,
    });

    const renewed = await requestToken(azure, {
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
      scope: `${world.apiApp.scope} offline_access`,
    });
    expect(renewed.body.scope).toBe(world.apiApp.scope);
    expect(renewed.body.refresh_token).not.toBe(body.refresh_token);
    expect(decodeJwt(renewed.body.access_token)).toMatchObject({
      aud: world.apiApp.clientId,
      iss: `${azure.entra.origin}/${azure.tenantId}/v2.0`,
      azp: world.portalApp.clientId,
      scp: 'access_as_user',
      oid: alice.oid,
      tid: azure.tenantId,
      ver: '2.0',
    });
    const refused = await fetch(`${azure.entra.browserOrigin}/v1.0/me`, {
      headers: { authorization: `Bearer ${renewed.body.access_token}` },
    });
    expect(refused.status).toBe(401);
    const photo = await fetch(
      `${azure.entra.browserOrigin}/v1.0/me/photos/48x48/$value`,
    );
    expect(photo.status).toBe(404);
  });

  it.each<[string, Record<string, string | undefined>, string]>([
    ['prompt=none', { prompt: 'none' }, 'login_required'],
    ['another response type', { response_type: 'token' }, 'invalid_request'],
    ['no scope', { scope: undefined }, 'invalid_request'],
    ['an unknown scope', { scope: 'api://nobody/x' }, 'invalid_scope'],
    [
      'two resources',
      { scope: `User.Read ${world.apiApp.scope}` },
      'invalid_scope',
    ],
    ['no consent', { scope: storageScope }, 'invalid_grant'],
    [
      'a challenge in plain text',
      { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' },
      'invalid_request',
    ],
  ])('should send the app an error for %s', async (_name, changes, error) => {
    for (const user of [undefined, 'alice']) {
      const response = await authorize(changes, user);
      const callback = new URL(response.headers.get('location')!);
      expect(callback.searchParams.get('error')).toBe(error);
      expect(callback.searchParams.get('state')).toBe('the state');
      expect(callback.searchParams.has('code')).toBe(false);
    }
  });

  it.each([
    ['https://evil.example/api/auth/microsoft/handler/frame'],
    ['http://localhost:7007@evil.example/api/auth/microsoft/handler/frame'],
    ['http://localhost:7007/api/auth/microsoft/handler/frame/../x'],
    [undefined],
  ])('should never redirect to %s', async redirect_uri => {
    for (const user of [undefined, 'alice']) {
      const response = await authorize({ redirect_uri }, user);
      expect(response.status).toBe(400);
      expect(response.headers.has('location')).toBe(false);
      expect(await response.text()).toContain('AADSTS50011');
    }
  });

  it('should refuse wrong secrets, apps, codes and redirects', async () => {
    const code = await codeOf(await authorize({}, 'alice'));
    const failures: Array<[Record<string, string>, number, number]> = [
      [{ client_secret: 'wrong' }, 401, 7000215],
      [{ client_secret: '' }, 401, 7000218],
      [{ client_id: 'unknown' }, 400, 700016],
      [{ redirect_uri: `${redirectUri}2` }, 400, 50011],
      [{ code: 'unknown' }, 400, 70008],
      [{ grant_type: 'password' }, 400, 70003],
      [{ grant_type: 'refresh_token', refresh_token: 'x' }, 400, 70008],
    ];
    for (const [form, status, aadsts] of failures) {
      const answer = await redeem(code, form);
      expect(answer).toMatchObject({
        status,
        body: {
          error_codes: [aadsts],
          error_description: expect.stringContaining(`AADSTS${aadsts}: `),
          trace_id: expect.any(String),
          correlation_id: expect.any(String),
        },
      });
    }
    expect((await redeem(code)).status).toBe(200);
  });
});
