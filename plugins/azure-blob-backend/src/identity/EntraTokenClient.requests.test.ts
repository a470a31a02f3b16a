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
  createHttpHeaders,
  createPipelineRequest,
  PipelineResponse,
} from '@azure/core-rest-pipeline';
import { AccessToken } from '@azure/identity';
import { mockServices } from '@backstage/backend-test-utils';
import { AppCredential, AppCredentialOptions } from './AppCredential';
import { EntraTokenClient } from './EntraTokenClient';

const AUTHORITY = 'https://entra.example';
const CLAIMS = '{"access_token":{}}';

describe('EntraTokenClient, of the requests it makes,', () => {
  const logger = mockServices.logger.mock();
  const getToken = jest.fn<Promise<AccessToken | null>, unknown[]>();
  const forUser = jest.spyOn(AppCredential.prototype, 'forUser');
  const forApplication = jest.spyOn(AppCredential.prototype, 'forApplication');
  const clients: EntraTokenClient[] = [];

  beforeEach(() => {
    jest.clearAllMocks();
    getToken.mockReset();
    forUser.mockResolvedValue({ getToken });
    forApplication.mockResolvedValue({ getToken });
  });

  afterEach(() => {
    clients.splice(0).forEach(client => client.close());
  });

  afterAll(() => {
    jest.restoreAllMocks();
  });

  function createClient(authorityHost = AUTHORITY, requestTimeoutMs?: number) {
    const client = EntraTokenClient.create({
      config: {
        tenantId: 'tenant',
        clientId: 'client',
        authorityHost,
        credential: { type: 'secret', clientSecret: 'secret' },
        clockToleranceSeconds: 60,
        portalClientIds: [],
        allowGuests: false,
      },
      logger,
      requestTimeoutMs,
    });
    clients.push(client);
    return client;
  }

  /** Has the SDK send one request, which is answered so, and fail. */
  function answer(status: number, headers: Record<string, string> = {}) {
    const request = createPipelineRequest({ url: AUTHORITY });
    const response: PipelineResponse = {
      request,
      status,
      headers: createHttpHeaders(headers),
    };
    getToken.mockImplementationOnce(async () => {
      const [options] = forApplication.mock.lastCall as [AppCredentialOptions];
      const [policy] = options.additionalPolicies ?? [];
      expect(policy.position).toBe('perRetry');
      await policy.policy.sendRequest(request, async () => response);
      throw new Error('AADSTS999999: canary');
    });
    return { request, response };
  }

  it('should ask for storage alone, and say of users’ tokens only that it minds challenges', async () => {
    const expiresOnTimestamp = 1_700_000_000_000;
    getToken.mockResolvedValue({ token: 'storage', expiresOnTimestamp });
    const client = createClient();
    const token = { token: 'storage', expiresAt: new Date(expiresOnTimestamp) };
    const scope = 'https://storage.azure.com/.default';
    expect(
      await client.getStorageToken({ assertion: 'alice', claims: CLAIMS }),
    ).toEqual(token);
    expect(client.applicationStatistics.summarize().successes).toBe(0);
    expect(await client.getStorageToken('application')).toEqual(token);
    expect(client.applicationStatistics.summarize().successes).toBe(1);
    expect(client.statistics.summarize().successes).toBe(1);
    expect(getToken.mock.calls).toEqual([
      [scope, { claims: CLAIMS, enableCae: true }],
      [scope],
    ]);
    const options = expect.objectContaining({
      tenantId: 'tenant',
      clientId: 'client',
      authorityHost: AUTHORITY,
      retryOptions: { maxRetries: 1, maxRetryDelayInMs: 1_000 },
    });
    expect(forUser.mock.calls).toEqual([['alice', options]]);
    expect(forApplication.mock.calls).toEqual([[options]]);
  });

  it.each([
    ['https://login.microsoftonline.com', false],
    ['https://login.microsoftonline.us/', false],
    ['https://login.chinacloudapi.cn', false],
    ['https://login.microsoftonline.com.evil.example', true],
    [AUTHORITY, true],
  ])(
    'should take %s at its word only where Microsoft does not know it (%s)',
    async (authorityHost, disableInstanceDiscovery) => {
      getToken.mockResolvedValue({ token: 't', expiresOnTimestamp: 0 });
      await createClient(authorityHost).getStorageToken('application');
      expect(forApplication.mock.calls).toMatchObject([
        [{ disableInstanceDiscovery }],
      ]);
    },
  );

  it.each<[number, string | undefined, number | undefined]>([
    [429, '7', 7],
    [429, '99999', 99_999],
    [429, '100000', undefined],
    [429, '-7', undefined],
    [429, '7s', undefined],
    [429, 'Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    [429, undefined, undefined],
    [400, '7', undefined],
    [503, '7', undefined],
  ])(
    'T10: should keep from the SDK, after %d, that it is to retry after %s',
    async (status, seconds, retryAfterSeconds) => {
      const { response } = answer(status, {
        ...(seconds && { 'retry-after': seconds }),
        'retry-after-ms': '60000',
        'x-ms-retry-after-ms': '60000',
        'x-ms-request-id': 'id',
      });
      const client = createClient();
      await expect(client.getStorageToken('application')).rejects.toMatchObject(
        {
          reason: {
            400: undefined,
            429: 'EntraThrottled',
            503: 'EntraUnreachable',
          }[status],
          retryAfterSeconds,
        },
      );
      expect(response.headers.toJSON()).toEqual({ 'x-ms-request-id': 'id' });
    },
  );

  it('T10: should wait five seconds for an answer, or as long as it is told', async () => {
    for (const [given, timeout] of [
      [undefined, 5_000],
      [200, 200],
    ]) {
      const { request } = answer(400);
      const client = createClient(AUTHORITY, given);
      await expect(client.getStorageToken('application')).rejects.toThrow(
        'does not give the portal a token',
      );
      expect(request.timeout).toBe(timeout);
    }
  });

  it('should leave no timer behind', () => {
    jest.useFakeTimers();
    const client = createClient();
    expect(jest.getTimerCount()).toBe(1);
    client.close();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('should fail where there is neither a token nor an error', async () => {
    getToken.mockResolvedValue(null);
    const client = createClient();
    await expect(
      client.getStorageToken({ assertion: 'alice' }),
    ).rejects.toMatchObject({ reason: 'EntraUnreachable' });
    expect(client.statistics.summarize().failures).toHaveLength(1);
    expect(logger.error.mock.calls).toEqual([
      [
        'Entra ID did not give a token for storage',
        { error: 'Error', reason: 'EntraUnreachable', advice: undefined },
      ],
    ]);
  });
});
