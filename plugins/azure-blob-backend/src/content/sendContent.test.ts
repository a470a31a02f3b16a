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

import { createHash } from 'node:crypto';
import http, { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import * as fc from 'fast-check';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { startPortalProcess } from '../__testUtils__/startPortalProcess';
import { putBigTestBlob, putTestBlob } from '../__testUtils__/fillStorage';
import { startTestPortal, TestPortal } from '../__testUtils__/startTestPortal';

const MIB = 1024 * 1024;
const PATH = 'run-1/some text.txt';
const CONTENT = Buffer.from(
  '0123456789 abcdefghijklmnopqrstuvwxyz\n'.repeat(99),
);
const SHA256 = createHash('sha256').update(CONTENT).digest('hex');
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

jest.setTimeout(60_000);

describe('sendContent', () => {
  let azure: LocalAzure;
  let portal: TestPortal;
  let knex: Knex;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    knex = await databases.init('SQLITE_3');
    portal = await startTestPortal({ azure, knex });
    await putTestBlob(azure, PATH, CONTENT, { metadata: { sha256: SHA256 } });
    await putTestBlob(azure, 'run-1/empty', '');
    const block = Buffer.alloc(16 * MIB, 'sixteen bytes  \n');
    await putBigTestBlob(azure, 'run-1/big', { block, times: 64 });
  });

  afterAll(async () => {
    await portal?.stop();
    await azure?.stop();
  });

  beforeEach(async () => {
    azure.storage.faults.clear();
    azure.storage.requests.length = 0;
    await knex('audit_event_owners').delete();
    await knex('audit_events').delete();
  });

  function urlOf(path: string, origin = portal.origin) {
    const query = new URLSearchParams({ location: 'artifacts', path });
    const entity = 'component/default/payments-api';
    return `${origin}/api/azure-blob/v1/entities/${entity}/content?${query}`;
  }

  async function get(
    headers: Record<string, string> = {},
    options: { path?: string; method?: string } = {},
  ) {
    const { path = PATH, method = 'GET' } = options;
    return fetch(urlOf(path), {
      method,
      headers: { ...(await portal.headers({ user: 'alice' })), ...headers },
    });
  }

  /** An answer of which nothing has been read. */
  async function open(path: string, origin?: string): Promise<IncomingMessage> {
    const headers = await portal.headers({ user: 'alice' });
    return new Promise((resolve, reject) => {
      http.get(urlOf(path, origin), { headers }, resolve).once('error', reject);
    });
  }

  async function download(origin: string, path: string) {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of await open(path, origin)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  }

  async function waitForOutcome() {
    for (let i = 0; i < 100; i++) {
      const row = await knex('audit_events')
        .where({ phase: 'outcome' })
        .first();
      if (row) {
        const { result, code, bytes } = row;
        return { result, code: code ?? undefined, bytes: Number(bytes) };
      }
      await sleep(20);
    }
    throw new Error('No outcome was recorded.');
  }

  it('should send the bytes of a blob in headers that keep them harmless', async () => {
    const response = await get({
      'accept-encoding': 'gzip, br',
      origin: 'http://localhost:3000',
    });
    expect(response.status).toBe(200);
    expect(Buffer.from(await response.arrayBuffer())).toEqual(CONTENT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'accept-ranges': 'bytes',
      'access-control-allow-origin': 'http://localhost:3000',
      'cache-control': 'private, no-store, no-transform',
      'content-disposition': 'attachment; filename="some text.txt"',
      'content-length': `${CONTENT.length}`,
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'text/plain; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
      etag: expect.stringMatching(/^"0x/),
      'last-modified': expect.stringMatching(/GMT$/),
      'x-content-sha256': SHA256,
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('content-encoding')).toBe(false);
    const exposed = response.headers.get('access-control-expose-headers');
    for (const name of [
      ...['ETag', 'Content-Range', 'Content-Length', 'Content-Disposition'],
      ...['X-Content-Sha256', 'X-Request-Id'],
    ]) {
      expect(exposed?.split(', ')).toContain(name);
    }
    expect(await waitForOutcome()).toEqual({
      result: 'succeeded',
      bytes: CONTENT.length,
    });
  });

  it('should send no more than the headers for HEAD, and nothing of an empty blob', async () => {
    const head = await get({ range: 'bytes=0-1' }, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('content-length')).toBe(`${CONTENT.length}`);
    expect(azure.storage.requests.map(({ method }) => method)).toEqual([
      'HEAD',
    ]);
    expect(await waitForOutcome()).toEqual({ result: 'succeeded', bytes: 0 });

    const empty = await get({}, { path: 'run-1/empty' });
    expect(empty.status).toBe(200);
    expect(empty.headers.get('content-length')).toBe('0');
    const range = await get({ range: 'bytes=0-' }, { path: 'run-1/empty' });
    expect(range.status).toBe(416);
    expect(range.headers.get('content-range')).toBe('bytes */0');
  });

  it('should send what a slice of the blob holds', async () => {
    const size = CONTENT.length;
    const position = fc.oneof(fc.nat({ max: size - 1 }), fc.nat({ max: 9 }));
    await fc.assert(
      fc.asyncProperty(position, position, async (one, other) => {
        const first = Math.min(one, other);
        const last = Math.max(one, other);
        const ranges = [
          { range: `bytes=${first}-${last}`, start: first, end: last + 1 },
          { range: `bytes=${first}-`, start: first, end: size },
          { range: `bytes=-${last + 1}`, start: size - last - 1, end: size },
        ];
        for (const { range, start, end } of ranges) {
          const response = await get({ range });
          expect(response.status).toBe(206);
          expect(response.headers.get('content-range')).toBe(
            `bytes ${start}-${end - 1}/${size}`,
          );
          expect(Buffer.from(await response.arrayBuffer())).toEqual(
            CONTENT.subarray(start, end),
          );
        }
      }),
      { numRuns: 15 },
    );
    const etags = azure.storage.requests.filter(
      ({ method }) => method === 'GET',
    );
    expect(etags.every(({ range }) => range?.startsWith('bytes='))).toBe(true);
  });

  it('should evaluate conditions against the blob as it is', async () => {
    const head = await get({}, { method: 'HEAD' });
    const etag = head.headers.get('etag') ?? '';
    const range = 'bytes=0-3';
    const cases: Array<[number, Record<string, string>, string?]> = [
      [304, { 'if-none-match': etag }],
      [200, { 'if-none-match': '"other"' }],
      [200, { 'if-match': etag }],
      [412, { 'if-match': '"other"' }, 'BlobChanged'],
      [206, { range, 'if-range': etag }],
      [200, { range, 'if-range': '"other"' }],
      [200, { range: 'bytes=0-1,3-4' }],
      [416, { range: `bytes=${CONTENT.length}-` }, 'RangeNotSatisfiable'],
    ];
    for (const [status, headers, code] of cases) {
      const response = await get(headers);
      expect({ headers, status: response.status }).toEqual({ headers, status });
      const body = await response.text();
      const shown = code ? JSON.parse(body).error.code : undefined;
      expect(shown).toBe(code);
      expect(response.headers.has('content-disposition')).toBe(status < 300);
    }
    const behind = await get({ range: `bytes=${CONTENT.length}-` });
    expect(behind.headers.get('content-range')).toBe(
      `bytes */${CONTENT.length}`,
    );
  });

  it('should never end cleanly where bytes are missing', async () => {
    // As often as reading is taken up again, and once more.
    azure.storage.faults.add({ url: /some%20text/, resetAfterBytes: 500 });
    let received = 0;
    await expect(
      (async () => {
        const response = await get();
        expect(response.status).toBe(200);
        for await (const chunk of response.body ?? []) {
          received += chunk.length;
        }
      })(),
    ).rejects.toThrow();
    expect(received).toBeLessThan(CONTENT.length);
    expect(await waitForOutcome()).toMatchObject({
      result: 'failed',
      code: 'StorageUnavailable',
    });
    azure.storage.faults.clear();
    expect((await get()).status).toBe(200);
  });

  it('should stop reading when its client does, and end with it', async () => {
    const response = await open('run-1/big');
    const request = azure.storage.requests.find(
      ({ method }) => method === 'GET',
    );
    let before = -1;
    for (let i = 0; i < 40 && before !== request?.bytesSent; i++) {
      before = request?.bytesSent ?? 0;
      await sleep(500);
    }
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(64 * MIB);
    await sleep(1_000);
    expect(request?.bytesSent).toBe(before);

    response.destroy();
    for (let tries = 0; tries < 1_000 && !request?.aborted; tries++) {
      await sleep(10);
    }
    expect(request?.aborted).toBe(true);
    const outcome = await waitForOutcome();
    expect(outcome.result).toBe('aborted');
    expect(outcome.bytes).toBeGreaterThan(0);
    expect(outcome.bytes).toBeLessThanOrEqual(before);
  });

  it('should pass 1 GiB on in constant memory', async () => {
    const child = await startPortalProcess(azure);
    try {
      await download(child.origin, 'run-1/some text.txt');
      const before = await child.measureMemory();
      const { bytes, sha256 } = await download(child.origin, 'run-1/big');
      const after = await child.measureMemory();
      expect(bytes).toBe(1024 * MIB);
      expect(after.peak).toBeGreaterThan(0);
      expect((after.peak - before.now) / MIB).toBeLessThan(96);

      const expected = createHash('sha256');
      const block = Buffer.alloc(16 * MIB, 'sixteen bytes  \n');
      for (let i = 0; i < 64; i++) {
        expected.update(block);
      }
      expect(sha256).toBe(expected.digest('hex'));
    } finally {
      await child.stop();
    }
  }, 120_000);
});
