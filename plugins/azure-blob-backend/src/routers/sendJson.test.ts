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
import { IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describePortal } from '../__testUtils__/describePortal';
import { putTestBlob } from '../__testUtils__/fillStorage';
import { TestClient } from '../__testUtils__/TestClient';

const FILES = 20;
const DECODERS: Record<string, (bytes: Buffer) => Buffer> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  none: bytes => bytes,
};

// Behind Backstage's own middleware, which compresses too.
describePortal('JSON', TestClient, getClient => {
  beforeAll(async () => {
    const { azure } = getClient();
    for (let file = 0; file < FILES; file++) {
      await putTestBlob(azure, `run-json/big/é-${file}.txt`, 'a line');
    }
    await putTestBlob(azure, 'run-json/small/a.txt', 'a line');
  });

  /** As it goes over the wire: `fetch` would undo what is to be seen. */
  async function list(
    folder: string,
    options: { accept?: string; method?: string } = {},
  ) {
    const { portal } = getClient();
    const { accept, method } = options;
    const query = `location=artifacts&path=run-json/${folder}/`;
    const sent = request(
      `${portal.origin}/api/azure-blob/v1/entities/component/default/payments-api/artifacts?${query}`,
      {
        method,
        headers: {
          ...(await portal.headers({ user: 'alice' })),
          ...(accept !== undefined && { 'accept-encoding': accept }),
        },
      },
    ).end();
    const [response]: IncomingMessage[] = await once(sent, 'response');
    const { headers, statusCode } = response;
    const bytes = await buffer(response);
    const encoding = headers['content-encoding'] ?? 'none';
    return { statusCode, headers, encoding, bytes };
  }

  it.each([
    ['gzip', 'gzip'],
    ['gzip, deflate', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['*', 'br'],
    ['br;q=0, gzip;q=0.1', 'gzip'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0', 'none'],
    ['*;q=0', 'none'],
    ['identity', 'none'],
    [undefined, 'none'],
  ])('should answer the same to %j, as %s', async (accept, expected) => {
    const { statusCode, headers, encoding, bytes } = await list('big', {
      accept,
    });
    expect([statusCode, encoding]).toEqual([200, expected]);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      // Backstage does not know it of what it compresses itself.
      'content-length': `${bytes.length}`,
      vary: expect.stringMatching(/\baccept-encoding\b/i),
      'cache-control': 'private, no-store',
    });
    const { items } = JSON.parse(`${DECODERS[encoding](bytes)}`);
    expect(items).toHaveLength(FILES);
    expect(items[0]).toMatchObject({ name: 'é-0.txt', size: 6 });
  });

  it('should not compress what is small', async () => {
    const { headers, encoding, bytes } = await list('small', {
      accept: 'gzip, br',
    });
    expect(encoding).toBe('none');
    expect(headers['content-length']).toBe(`${bytes.length}`);
    expect(JSON.parse(`${bytes}`).items).toHaveLength(1);
  });

  it('should answer HEAD with the headers of GET', async () => {
    const [got, head] = await Promise.all(
      ['GET', 'HEAD'].map(method => list('big', { accept: 'gzip', method })),
    );
    expect(head.bytes).toHaveLength(0);
    for (const name of ['content-encoding', 'content-length', 'vary']) {
      expect([name, head.headers[name]]).toEqual([name, got.headers[name]]);
    }
  });
});
