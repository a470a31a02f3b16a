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

import { AzureBlobError } from 'backstage-plugin-azure-blob-node';
import { ExchangedTokenCredential } from './ExchangedTokenCredential';

const MINUTE = 60_000;

describe('ExchangedTokenCredential', () => {
  const assertion = {
    token: 'assertion',
    oid: 'oid',
    tid: 'tid',
    expiresAt: new Date(),
  };
  const exchange = jest.fn();

  beforeEach(() => {
    jest.useFakeTimers();
    let count = 0;
    exchange.mockReset().mockImplementation(async () => ({
      token: `token ${++count}`,
      expiresAt: new Date(Date.now() + 10 * MINUTE),
    }));
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('should hand out one token until it is nearly over, then another', async () => {
    const credential = await ExchangedTokenCredential.create({
      exchange: { exchange },
      assertion,
    });
    expect(exchange.mock.calls).toEqual([[assertion]]);
    const expiresOnTimestamp = Date.now() + 10 * MINUTE;
    jest.setSystemTime(Date.now() + 8 * MINUTE);
    expect(await credential.getToken()).toEqual({
      token: 'token 1',
      expiresOnTimestamp,
    });
    jest.setSystemTime(Date.now() + 1);
    expect(await credential.getToken()).toMatchObject({ token: 'token 2' });
    expect(await credential.getToken()).toMatchObject({ token: 'token 2' });
    expect(exchange).toHaveBeenCalledTimes(2);
  });

  it('should not come about without a token, nor go on with one that is over', async () => {
    const error = new AzureBlobError('InteractionRequired', 'sign in');
    const credential = await ExchangedTokenCredential.create({
      exchange: { exchange },
      assertion,
    });
    exchange.mockRejectedValue(error);
    jest.setSystemTime(Date.now() + 9 * MINUTE);
    await expect(credential.getToken()).rejects.toBe(error);
    await expect(
      ExchangedTokenCredential.create({ exchange: { exchange }, assertion }),
    ).rejects.toBe(error);
  });

  it('should answer a challenge of storage with a new exchange that carries it', async () => {
    const credential = await ExchangedTokenCredential.create({
      exchange: { exchange },
      assertion,
    });
    const claims = '{"access_token":{"acrs":{"value":"c1"}}}';
    const scope = 'https://elsewhere.example/.default';
    const options = { claims, enableCae: true, tenantId: 'elsewhere' };
    expect(await credential.getToken(scope, options)).toMatchObject({
      token: 'token 2',
    });
    expect(await credential.getToken(scope)).toMatchObject({
      token: 'token 2',
    });
    expect(exchange.mock.calls).toEqual([[assertion], [assertion, { claims }]]);

    const error = new AzureBlobError('InteractionRequired', 'step up');
    exchange.mockRejectedValue(error);
    await expect(credential.getToken(scope, options)).rejects.toBe(error);
  });
});
