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

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { generate } from 'selfsigned';
import { createCredential, requestToken } from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { AssertionOverrides, LocalAzure } from '../types';
import { world } from '../world';

jest.setTimeout(60_000);

const storageScope = 'https://storage.azure.com/.default';

describe('EntraEmulator', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
  });

  afterAll(async () => {
    await azure?.stop();
  });

  it('should describe itself to whoever discovers it', async () => {
    const url = `${azure.entra.origin}/${azure.tenantId}/v2.0/.well-known/openid-configuration`;
    const discovered = await (await fetch(url)).json();
    expect(discovered).toMatchObject({
      issuer: `${azure.entra.origin}/${azure.tenantId}/v2.0`,
      token_endpoint: `${azure.entra.origin}/${azure.tenantId}/oauth2/v2.0/token`,
    });
    const { keys } = await (await fetch(discovered.jwks_uri)).json();
    expect(keys).toEqual([
      expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig' }),
    ]);
    expect(keys[0]).not.toHaveProperty('d');
  });

  async function exchange(
    user: string,
    overrides?: AssertionOverrides,
    proof?: Parameters<typeof createCredential>[2],
  ) {
    const assertion = await azure.entra.issueAssertion(user, overrides);
    return createCredential(azure, assertion, proof).getToken(storageScope);
  }

  async function causeOf(failing: Promise<unknown>) {
    const error = await failing.then(
      () => undefined,
      failure => failure,
    );
    return error?.cause ?? error;
  }

  it('should give a storage token for a user', async () => {
    const before = azure.entra.exchanges();
    const { token } = (await exchange('erin'))!;
    expect(azure.entra.exchanges()).toBe(before + 1);
    expect(decodeJwt(token)).toMatchObject({
      iss: `https://sts.windows.net/${azure.tenantId}/`,
      aud: 'https://storage.azure.com',
      appid: world.apiApp.clientId,
      oid: world.users[4].oid,
      scp: 'user_impersonation',
      ver: '1.0',
    });
  });

  const now = Math.floor(Date.now() / 1000);
  it.each<[string, AssertionOverrides, number]>([
    ['unsigned', { algorithm: 'none' }, 50013],
    ['signed with the public key', { algorithm: 'HS256' }, 50013],
    ['of a foreign key', { foreignKey: true }, 50013],
    ['of a foreign tenant', { claims: { tid: 'other' } }, 50013],
    ['of a foreign issuer', { claims: { iss: 'https://x' } }, 50013],
    ['expired', { claims: { exp: now - 1 } }, 500133],
    ['for another app', { claims: { aud: 'other' } }, 500131],
    ['of an app', { claims: { idtyp: 'app' } }, 50013],
    ['without a scope', { without: ['scp'] }, 50013],
    ['of a stranger', { claims: { oid: 'stranger' } }, 50034],
  ])('should refuse an assertion that is %s', async (_n, overrides, code) => {
    const cause = await causeOf(exchange('alice', overrides));
    expect(cause.message).toContain(`AADSTS${code}: `);
  });

  it('should take a workload identity or a certificate for a secret', async () => {
    const { issueClientAssertion } = azure.entra;
    const byWorkload = { getAssertion: () => issueClientAssertion() };
    expect(await exchange('alice', {}, byWorkload)).toBeDefined();
    const byStranger = {
      getAssertion: () => issueClientAssertion({ claims: { sub: 'stranger' } }),
    };
    expect(
      (await causeOf(exchange('alice', {}, byStranger))).message,
    ).toContain('AADSTS700211');

    const directory = await mkdtemp(join(tmpdir(), 'local-azure-'));
    try {
      const pems = await generate([{ name: 'commonName', value: 'app' }], {
        algorithm: 'sha256',
      });
      const certificatePath = join(directory, 'app.pem');
      await writeFile(certificatePath, `${pems.private}\n${pems.cert}\n`);
      const byCertificate = { certificatePath };
      expect(
        (await causeOf(exchange('alice', {}, byCertificate))).message,
      ).toContain('AADSTS700027');
      azure.entra.registerCertificate(pems.cert);
      expect(await exchange('alice', {}, byCertificate)).toBeDefined();
    } finally {
      await rm(directory, { recursive: true });
    }
  });

  it('should answer with the error it is given, for that user', async () => {
    const claims = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';
    azure.entra.setExchangeError('alice', { code: 50076, claims });
    expect(await causeOf(exchange('alice'))).toMatchObject({
      errorCode: 'interaction_required',
      claims,
    });
    expect(await exchange('bob')).toBeDefined();
    azure.entra.setExchangeError('alice', { code: 90033 });
    expect((await causeOf(exchange('alice'))).message).toContain('AADSTS90033');
    azure.entra.setExchangeError('alice', undefined);
    expect(await exchange('alice')).toBeDefined();
    expect(() => azure.entra.setExchangeError('zed', { code: 50076 })).toThrow(
      'There is no user "zed"',
    );
  });

  it('should let the app act as itself with a secret only', async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: world.apiApp.clientId,
      scope: storageScope,
    };
    expect(await requestToken(azure, form)).toMatchObject({ status: 401 });
    const { body } = await requestToken(azure, {
      ...form,
      client_secret: world.apiApp.clientSecret,
    });
    expect(decodeJwt(body.access_token)).toMatchObject({
      idtyp: 'app',
      oid: world.apiApp.servicePrincipal.oid,
    });
  });
});
