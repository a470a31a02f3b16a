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

import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { AccessToken } from '@azure/identity';
import { PAYMENTS, SMALL, StorageWorld } from './__testUtils__/StorageWorld';
import { StorageRequests } from './StorageRequests';

jest.setTimeout(60_000);

describe('StorageRequests', () => {
  let world: StorageWorld;

  beforeAll(async () => {
    world = await StorageWorld.create();
  });

  afterAll(async () => {
    await world?.stop();
  });

  beforeEach(() => world.reset());

  const toUrl = (name: string) =>
    `${world.azure.storage.blobEndpoint}/artifacts/${PAYMENTS}${name}`;

  async function get(
    options: {
      url?: string;
      user?: string;
      headers?: Record<string, string>;
      abortSignal?: AbortSignal;
    } = {},
  ) {
    const { url = toUrl('small.bin'), user = 'alice', headers = {} } = options;
    const token = await world.getToken(user);
    const answer: AccessToken | null = token
      ? { token, expiresOnTimestamp: Date.now() + 60_000 }
      : null;
    const requests = StorageRequests.create({ getToken: async () => answer });
    const { abortSignal = new AbortController().signal } = options;
    return requests.get(url, { headers, abortSignal });
  }

  it('should hand out the bytes of a blob, or a part of them', async () => {
    const whole = await get();
    expect(Buffer.concat(await whole.body.toArray())).toEqual(SMALL);
    expect(whole.headers.get('content-length')).toBe(`${SMALL.length}`);

    const headers = { range: 'bytes=10-19' };
    const { body, headers: told } = await get({ headers });
    expect(Buffer.concat(await body.toArray())).toEqual(SMALL.subarray(10, 20));
    expect(told.get('content-range')).toBe(`bytes 10-19/${SMALL.length}`);
    expect(world.azure.storage.requests).toMatchObject([
      { method: 'GET', status: 200 },
      { method: 'GET', status: 206, range: 'bytes=10-19' },
    ]);
  });

  it('should unpack nothing on the way', async () => {
    const packed = gzipSync('a line\n'.repeat(1_000));
    await world.container
      .getBlockBlobClient(`${PAYMENTS}packed.log`)
      .upload(packed, packed.length, {
        blobHTTPHeaders: { blobContentEncoding: 'gzip' },
      });
    const { headers, body } = await get({ url: toUrl('packed.log') });
    expect(headers.get('content-encoding')).toBe('gzip');
    expect(Buffer.concat(await body.toArray())).toEqual(packed);
  });

  it.each([
    ['a blob that is not there', { name: 'no.txt' }, 404, 'BlobNotFound'],
    [
      'who has no role',
      { user: 'bob' },
      403,
      'AuthorizationPermissionMismatch',
    ],
    [
      'a part behind the end',
      { headers: { range: 'bytes=100000-' } },
      416,
      'InvalidRange',
    ],
    ['what has changed', { headers: { 'if-match': '"0x1"' } }, 412, undefined],
  ])('should tell why storage refuses %s', async (_, asked, status, code) => {
    const { name = 'small.bin', ...options } = asked as {
      name?: string;
      user?: string;
      headers?: Record<string, string>;
    };
    await expect(get({ ...options, url: toUrl(name) })).rejects.toMatchObject({
      name: 'RestError',
      statusCode: status,
      ...(code && { code }),
    });
  });

  it.each([301, 302, 303, 307, 308])(
    'should carry its token nowhere that storage sends it to with %d',
    async status => {
      world.azure.storage.faults.add({
        url: /small/,
        status,
        headers: { Location: toUrl('1/app.log') },
      });
      await expect(get()).rejects.toMatchObject({ statusCode: status });
      expect(world.azure.storage.requests).toMatchObject([
        { url: expect.stringContaining('small.bin'), status },
      ]);
    },
  );

  it('should ask nothing without a token', async () => {
    await expect(get({ user: 'nobody' })).rejects.toThrow(/access token/);
    expect(world.azure.storage.requests).toEqual([]);
  });

  it('should send nothing where others can read along', async () => {
    const seen: string[] = [];
    const server = createServer((request, response) => {
      seen.push(request.rawHeaders.join());
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/artifacts/a.txt`;
    await expect(get({ url })).rejects.toThrow(/non-TLS/);
    expect(seen).toEqual([]);
    server.close();
  });

  it('should let go of what nobody waits for any more', async () => {
    const controller = new AbortController();
    world.azure.storage.faults.add({ delayMs: 60_000 });
    const asked = get({ abortSignal: controller.signal });
    setTimeout(() => controller.abort(), 100);
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });
});
