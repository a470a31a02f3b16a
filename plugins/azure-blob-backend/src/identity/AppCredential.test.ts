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

import { createMockDirectory } from '@backstage/backend-test-utils';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import { world } from 'local-azure';
import { generate } from 'selfsigned';
import { EntraWorld } from './__testUtils__/EntraWorld';
import { EntraTokenClient, StorageTokenRequest } from './EntraTokenClient';

function createCertificate(name: string) {
  return generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
  });
}

describe('AppCredential', () => {
  const directory = createMockDirectory();
  let tenant: EntraWorld;

  beforeAll(async () => {
    tenant = await EntraWorld.create();
  }, 60_000);

  beforeEach(() => {
    tenant.reset();
    directory.clear();
  });

  afterAll(async () => {
    await tenant?.stop();
  });

  /** Why there is no token, or whose it is. */
  async function getReason(
    client: EntraTokenClient,
    request?: StorageTokenRequest,
  ) {
    const { token: assertion } = await tenant.assertionOf('alice');
    return client.getStorageToken(request ?? { assertion }).then(
      ({ token }) => (decodeJwt(token).idtyp === 'app' ? 'app' : 'user'),
      ({ code, reason, message }) => {
        expect(code).toBe('TokenExchangeUnavailable');
        expect(message).not.toContain(directory.path);
        return reason;
      },
    );
  }

  it('T14: should prove itself with the token of its workload, read anew each time', async () => {
    const tokenFile = directory.resolve('token');
    const fromConfig = tenant.createClient({
      credential: { type: 'federated', tokenFile },
    });
    expect(await getReason(fromConfig)).toBe('CredentialUnreadable');
    directory.setContent({ token: ' \n' });
    expect(await getReason(fromConfig)).toBe('CredentialUnreadable');
    directory.setContent({ token: 'of yesterday' });
    expect(await getReason(fromConfig)).not.toBe('user');

    directory.setContent({
      token: `${await tenant.entra.issueClientAssertion()}\n`,
    });
    expect(await getReason(fromConfig)).toBe('user');
    expect(await getReason(fromConfig, 'application')).toBe('app');

    process.env.AZURE_FEDERATED_TOKEN_FILE = tokenFile;
    const fromEnvironment = tenant.createClient({
      credential: { type: 'federated' },
    });
    delete process.env.AZURE_FEDERATED_TOKEN_FILE;
    expect(await getReason(fromEnvironment)).toBe('user');
    expect(() =>
      tenant.createClient({ credential: { type: 'federated' } }),
    ).toThrow(/azureBlob\.credential.*AZURE_FEDERATED_TOKEN_FILE/);

    directory.setContent({
      token: await tenant.entra.issueClientAssertion({
        claims: { sub: 'stranger' },
      }),
    });
    expect(await getReason(fromConfig)).toBe('FederationMismatch');
  });

  it('T14: should take a certificate that replaces another without a restart', async () => {
    const [first, second] = await Promise.all([
      createCertificate('first'),
      createCertificate('second'),
    ]);
    const certificatePath = directory.resolve('app.pem');
    const client = tenant.createClient({
      credential: { type: 'certificate', certificatePath },
    });
    const put = (...pems: string[]) =>
      directory.setContent({ 'app.pem': pems.join('\n') });
    expect(await getReason(client)).toBe('CredentialUnreadable');
    put(first.private);
    expect(await getReason(client)).toBe('CredentialUnreadable');
    put(second.private, first.cert);
    expect(await getReason(client)).toBe('CredentialUnreadable');

    const other = tenant.createClient({
      credential: { type: 'certificate', certificatePath },
    });
    put(first.private, first.cert);
    expect(await getReason(other)).toBe('CertificateUnknown');
    tenant.entra.registerCertificate(first.cert);
    expect(await getReason(other)).toBe('user');
    put(second.private, second.cert);
    expect(await getReason(other)).toBe('CertificateUnknown');
    tenant.entra.registerCertificate(second.cert);
    expect(await getReason(other)).toBe('user');
    expect(await getReason(other, 'application')).toBe('app');
  });

  it('should let a managed identity speak for the app, where there is one', async () => {
    const asked: string[] = [];
    const endpoint = createServer(async (request, response) => {
      asked.push(`${request.url}`);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({
          access_token: await tenant.entra.issueClientAssertion(),
          expires_on: `${Math.floor(Date.now() / 1000) + 3_600}`,
          resource: 'api://AzureADTokenExchange',
          token_type: 'Bearer',
        }),
      );
    }).listen(0, '127.0.0.1');
    await once(endpoint, 'listening');
    const { port } = endpoint.address() as AddressInfo;
    const { IDENTITY_ENDPOINT, IDENTITY_HEADER } = process.env;
    process.env.IDENTITY_ENDPOINT = `http://127.0.0.1:${port}/token`;
    process.env.IDENTITY_HEADER = 'header';
    try {
      const client = tenant.createClient({
        credential: {
          type: 'federated',
          managedIdentityClientId: world.portalApp.clientId,
        },
      });
      expect(await getReason(client)).toBe('user');
      expect(asked[0]).toContain(world.portalApp.clientId);
      expect(asked[0]).toContain('AzureADTokenExchange');
    } finally {
      process.env.IDENTITY_ENDPOINT = IDENTITY_ENDPOINT ?? '';
      process.env.IDENTITY_HEADER = IDENTITY_HEADER ?? '';
      endpoint.close();
    }
  });
});
