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
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { AzureBlobAssertion } from 'backstage-plugin-azure-blob-node';
import fc from 'fast-check';
import { decodeJwt } from 'jose';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { generate } from 'selfsigned';
import { CredentialConfig } from '../types';
import { CachedTokenExchange } from './CachedTokenExchange';
import { JwksAssertionVerifier } from './JwksAssertionVerifier';
import { OnBehalfOfTokenExchange } from './OnBehalfOfTokenExchange';

describe('OnBehalfOfTokenExchange', () => {
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  const secret: CredentialConfig = {
    type: 'secret',
    clientSecret: world.apiApp.clientSecret,
  };
  let azure: LocalAzure;
  let verifier: JwksAssertionVerifier;

  function configOf(credential: CredentialConfig, authorityHost?: string) {
    return {
      tenantId: world.tenantId,
      clientId: world.apiApp.clientId,
      authorityHost: authorityHost ?? azure.entra.origin,
      credential,
      clockToleranceSeconds: 60,
    };
  }

  function createExchange(credential = secret, authorityHost?: string) {
    const config = configOf(credential, authorityHost);
    return OnBehalfOfTokenExchange.create({ config, logger });
  }

  async function assertionOf(user: string): Promise<AzureBlobAssertion> {
    return verifier.verify(await azure.entra.issueAssertion(user));
  }

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    verifier = JwksAssertionVerifier.create({ config: configOf(secret) });
  }, 60_000);

  beforeEach(() => {
    jest.clearAllMocks();
    azure.entra.setExchangeError('alice', undefined);
  });

  afterAll(async () => {
    await azure.stop();
  });

  it('should hand out a storage token of the same user', async () => {
    const { token, expiresAt } = await createExchange().exchange(
      await assertionOf('alice'),
    );
    expect(decodeJwt(token)).toMatchObject({
      aud: 'https://storage.azure.com',
      oid: world.users[0].oid,
    });
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(50 * 60_000);
  });

  it('should prove itself with the token of its workload, read anew each time', async () => {
    const tokenFile = directory.resolve('token');
    directory.setContent({ token: 'of yesterday' });
    const fromConfig = createExchange({ type: 'federated', tokenFile });
    const alice = await assertionOf('alice');
    await expect(fromConfig.exchange(alice)).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
    });
    expect(logger.error.mock.calls[0][1]).toMatchObject({
      code: expect.stringMatching(/^AADSTS7000?2/),
    });

    directory.setContent({
      token: `${await azure.entra.issueClientAssertion()}\n`,
    });
    await expect(fromConfig.exchange(alice)).resolves.toBeDefined();

    process.env.AZURE_FEDERATED_TOKEN_FILE = tokenFile;
    const fromEnvironment = createExchange({ type: 'federated' });
    delete process.env.AZURE_FEDERATED_TOKEN_FILE;
    await expect(fromEnvironment.exchange(alice)).resolves.toBeDefined();
    expect(() => createExchange({ type: 'federated' })).toThrow(
      /azureBlob\.credential.*AZURE_FEDERATED_TOKEN_FILE/,
    );

    directory.clear();
    await expect(fromConfig.exchange(alice)).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
      message: expect.not.stringContaining('token'),
    });
  });

  it('should prove itself with a certificate', async () => {
    const app = await generate([{ name: 'commonName', value: 'app' }], {
      algorithm: 'sha256',
    });
    directory.setContent({ 'app.pem': `${app.private}\n${app.cert}\n` });
    const exchange = createExchange({
      type: 'certificate',
      certificatePath: directory.resolve('app.pem'),
    });
    const alice = await assertionOf('alice');
    await expect(exchange.exchange(alice)).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
    });
    expect(logger.error.mock.calls[0][1]).toMatchObject({
      code: 'AADSTS700027',
    });
    azure.entra.registerCertificate(app.cert);
    await expect(exchange.exchange(alice)).resolves.toBeDefined();
  });

  it.each([50076, 50079, 53003, 65001, 50173])(
    'should pass on what the user has to do after AADSTS%d',
    async code => {
      const claims = JSON.stringify({
        access_token: { acrs: { essential: true, value: 'c1' } },
      });
      const alice = await assertionOf('alice');
      for (const given of [claims, undefined, 'not JSON']) {
        azure.entra.setExchangeError('alice', { code, claims: given });
        await expect(createExchange().exchange(alice)).rejects.toMatchObject({
          code: 'InteractionRequired',
          statusCode: 401,
          claims: given === claims ? claims : undefined,
        });
      }
      expect(logger.error).not.toHaveBeenCalled();
    },
  );

  it.each([
    [50013, 'AssertionInvalid'],
    [500131, 'AssertionInvalid'],
    [50057, 'AssertionInvalid'],
    [500133, 'TokenExpired'],
  ])(
    'should ask for another sign-in after AADSTS%d',
    async (code, expected) => {
      azure.entra.setExchangeError('alice', { code });
      const alice = await assertionOf('alice');
      await expect(createExchange().exchange(alice)).rejects.toMatchObject({
        code: expected,
        statusCode: 401,
      });
    },
  );

  it.each([7000215, 7000222, 700016, 70021, 500011, 123456])(
    'should tell only the administrators of AADSTS%d',
    async code => {
      azure.entra.setExchangeError('alice', { code });
      const alice = await assertionOf('alice');
      const error = await createExchange()
        .exchange(alice)
        .catch(e => e);
      expect(error).toMatchObject({
        code: 'TokenExchangeUnavailable',
        statusCode: 503,
        message: expect.stringMatching(/administrators/),
        cause: undefined,
      });
      expect(JSON.stringify([error, error.message, error.stack])).not.toContain(
        'AADSTS',
      );
      expect(logger.error).toHaveBeenCalledTimes(1);
      const logged = JSON.stringify(logger.error.mock.calls);
      expect(logged).toContain(`"AADSTS${code}"`);
      expect(logged).not.toMatch(/eyJ|Trace ID|Correlation/);
    },
  );

  it('should log what an administrator does about a wrong secret', async () => {
    const wrong = createExchange({ type: 'secret', clientSecret: 'canary' });
    await expect(wrong.exchange(await assertionOf('alice'))).rejects.toThrow(
      /administrators/,
    );
    expect(logger.error.mock.calls[0][1]).toEqual({
      code: 'AADSTS7000215',
      advice: 'the client secret is wrong',
    });
    expect(JSON.stringify(logger.error.mock.calls)).not.toContain('canary');
  });

  it('should say that Entra ID does not answer where it does not', async () => {
    const alice = await assertionOf('alice');
    azure.entra.setExchangeError('alice', { code: 90033 });
    await expect(createExchange().exchange(alice)).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
      message: expect.stringMatching(/does not answer/),
    });
    const unreachable = createExchange(secret, 'https://localhost:1');
    await expect(unreachable.exchange(alice)).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
      message: expect.stringMatching(/does not answer/),
    });
    expect(logger.error.mock.calls).toEqual([
      [expect.any(String), expect.objectContaining({ code: 'AADSTS90033' })],
      [expect.any(String), { reason: 'CredentialUnavailableError' }],
    ]);
  });

  it('should not wait for an Entra ID that never answers', async () => {
    const silent = createServer().listen(0, 'localhost');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const alice = await assertionOf('alice');
    const exchange = OnBehalfOfTokenExchange.create({
      config: configOf(secret, `https://localhost:${port}`),
      logger,
      requestTimeoutMs: 200,
    });
    await expect(exchange.exchange(alice)).rejects.toMatchObject({
      code: 'TokenExchangeUnavailable',
    });
    silent.close();
  });

  it('should make one exchange of 200 first requests of one user', async () => {
    const exchange = CachedTokenExchange.create({ exchange: createExchange() });
    const alice = await assertionOf('alice');
    const before = azure.entra.exchanges();
    await Promise.all(
      Array.from({ length: 200 }, () => exchange.exchange(alice)),
    );
    expect(azure.entra.exchanges() - before).toBe(1);
  });

  it('should give every one of many users at once a token of her own', async () => {
    const sessions = await Promise.all(
      [...world.users, ...world.users].map(({ name }) => assertionOf(name)),
    );
    const callers = fc.array(fc.constantFrom(...sessions), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(callers, async given => {
        const exchange = CachedTokenExchange.create({
          exchange: createExchange(),
          maxEntries: 3,
        });
        const tokens = await Promise.all(
          given.map(caller => exchange.exchange(caller)),
        );
        expect(tokens.map(({ token }) => decodeJwt(token).oid)).toEqual(
          given.map(({ oid }) => oid),
        );
      }),
      { numRuns: 5 },
    );
  });
});
