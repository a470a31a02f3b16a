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

import { AzureBlobClient } from './AzureBlobClient';

describe('AzureBlobClient', () => {
  let requests: {
    url: URL;
    method?: string;
    headers: Record<string, string>;
    body?: string;
  }[];
  let answer: { status: number; body: string };

  beforeEach(() => {
    requests = [];
    answer = { status: 200, body: '{"items":[]}' };
  });

  function createClient(assertion: string | undefined) {
    return new AzureBlobClient({
      discoveryApi: { getBaseUrl: async id => `https://portal.test/api/${id}` },
      fetchApi: {
        async fetch(url, init) {
          const headers = Object.fromEntries(new Headers(init?.headers));
          requests.push({
            url: new URL(String(url)),
            method: init?.method,
            headers,
            body: init?.body?.toString(),
          });
          return new Response(answer.body, {
            status: answer.status,
            headers: { 'content-type': 'application/json' },
          });
        },
      },
      getAssertion: async () => assertion,
    });
  }

  it('should keep blob paths out of the URL path and send the assertion in its own header', async () => {
    const page = await createClient('the-token').listArtifacts({
      entityRef: 'Component:default/payments-api',
      location: 'artifacts',
      path: '1284/a&b=?#ü/',
      limit: 50,
      cursor: undefined,
    });

    expect(page).toEqual({ items: [] });
    const [request] = requests;
    expect(request.url.pathname).toBe(
      '/api/azure-blob/v1/entities/component/default/payments-api/artifacts',
    );
    expect([...request.url.searchParams]).toEqual([
      ['location', 'artifacts'],
      ['path', '1284/a&b=?#ü/'],
      ['limit', '50'],
    ]);
    expect(request.headers['backstage-azure-blob-authorization']).toBe(
      'Bearer the-token',
    );
    expect(request.headers.authorization).toBeUndefined();
  });

  it('should ask for access without an assertion, and send none where there is none', async () => {
    await createClient('the-token').getAccess({
      entityRef: 'component:default/pay',
    });
    await createClient(undefined).listRuns({
      entityRef: 'component:default/pay',
      location: 'artifacts',
    });

    expect(requests.map(({ url }) => url.pathname + url.search)).toEqual([
      '/api/azure-blob/v1/entities/component/default/pay/access',
      '/api/azure-blob/v1/entities/component/default/pay/runs?location=artifacts',
    ]);
    for (const { headers } of requests) {
      expect(headers).not.toHaveProperty('backstage-azure-blob-authorization');
    }
  });

  it('should send what links are wanted for as JSON, with the assertion', async () => {
    answer = { status: 200, body: '{"links":[]}' };
    const answered = await createClient('the-token').createDownloadLinks({
      entityRef: 'component:default/pay',
      location: 'artifacts',
      paths: ['1/a&b.txt'],
      mode: 'ticket',
    });
    expect(answered).toEqual({ links: [] });
    const [request] = requests;
    expect(request.method).toBe('POST');
    expect(request.url.pathname + request.url.search).toBe(
      '/api/azure-blob/v1/entities/component/default/pay/download-links',
    );
    expect(request.headers).toMatchObject({
      'backstage-azure-blob-authorization': 'Bearer the-token',
      'content-type': 'application/json',
    });
    expect(JSON.parse(request.body ?? '')).toEqual({
      location: 'artifacts',
      paths: ['1/a&b.txt'],
      mode: 'ticket',
    });
  });

  it('should throw error answers with their code', async () => {
    const client = createClient('the-token');
    const path = {
      entityRef: 'component:default/pay',
      location: 'logs',
      path: '1/build.log',
    };
    answer = {
      status: 403,
      body: JSON.stringify({
        error: { name: 'NotAllowedError', message: 'No.', code: 'NoRole' },
        response: { statusCode: 403 },
      }),
    };
    await expect(
      client.getLogLines({ ...path, from: 1, count: 10 }),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      body: { error: { code: 'NoRole' } },
    });
    expect(requests.at(-1)!.url.href).toMatch(
      /log\/lines\?location=logs&path=1%2Fbuild\.log&from=1&count=10$/,
    );
  });

  it('should read streams of events however they are cut, and end the request with the loop', async () => {
    const events = [
      { type: 'hits', hits: [] },
      { type: 'progress', readBytes: 5, count: 1 },
      { type: 'end', count: 2, isComplete: true },
    ];
    const wire = {
      search: events.map(event => `${JSON.stringify(event)}\n`).join(''),
      tail: events
        .map(e => `: beat\n\nevent: ${e.type}\ndata: ${JSON.stringify(e)}\n\n`)
        .join(''),
    };
    const request = {
      entityRef: 'component:default/pay',
      location: 'logs',
      path: '1/ä.log',
    };
    for (const size of [1, 2, 7, 64]) {
      const cancelled: string[] = [];
      const client = new AzureBlobClient({
        discoveryApi: { getBaseUrl: async id => `https://portal.test/${id}` },
        fetchApi: {
          async fetch(url) {
            const isTail = String(url).includes('/log/tail?');
            const bytes = Buffer.from(isTail ? wire.tail : wire.search);
            let at = 0;
            const body = new ReadableStream<Uint8Array>({
              pull(controller) {
                if (at >= bytes.length) {
                  controller.close();
                  return;
                }
                controller.enqueue(bytes.subarray(at, at + size));
                at += size;
              },
              cancel() {
                cancelled.push(String(url));
              },
            });
            return new Response(body);
          },
        },
        getAssertion: async () => undefined,
      });
      const found = [];
      for await (const event of client.searchLog({ ...request, q: 'x' })) {
        found.push(event);
      }
      expect(found).toEqual(events);
      const followed = [];
      for await (const event of client.tailLog({ ...request, after: 0 })) {
        followed.push(event);
      }
      expect(followed).toEqual(events);
      expect(cancelled).toEqual([]);

      for await (const event of client.searchLogs({ ...request, q: 'x' })) {
        expect(event).toEqual(events[0]);
        break;
      }
      expect(cancelled).toHaveLength(1);
    }
  });
});
