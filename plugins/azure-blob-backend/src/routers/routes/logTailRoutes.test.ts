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

import { AppendBlobClient } from '@azure/storage-blob';
import { describePortal } from '../../__testUtils__/describePortal';
import { getTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';
import { TestClient } from '../../__testUtils__/TestClient';
import { TailClient } from '../../logs/tail/__testUtils__/TailClient';
import { waitUntil } from '../../logs/tail/__testUtils__/waitUntil';

const ENTITY = 'component/default/payments-api';
const API = '/api/azure-blob/v1';
const PATH = 'run-1/build.log';
const TAIL = `${ENTITY}/log/tail?location=logs&path=${PATH}`;
const RUN = (status: string) => JSON.stringify({ status });

describePortal('logTailRoutes', TestClient, getWorld => {
  let blob: AppendBlobClient;
  const clients: TailClient[] = [];

  beforeEach(async () => {
    const { azure } = getWorld();
    blob = getTestBlob(azure, PATH, 'logs').getAppendBlobClient();
    await blob.deleteIfExists();
    await blob.create();
    const container = 'logs';
    await putTestBlob(azure, 'run-1/run.json', RUN('running'), { container });
    await getWorld().reset();
  });

  afterEach(async () => {
    await Promise.all(clients.splice(0).map(client => client.leave()));
  });

  const append = (text: string) =>
    blob.appendBlock(text, Buffer.byteLength(text));

  function follow(user = 'alice', after = 0, query = ''): TailClient {
    const { portal } = getWorld();
    const url = `${portal.origin}${API}/entities/${TAIL}&after=${after}${query}`;
    const headers = () =>
      portal.headers({ user, headers: { 'accept-encoding': 'gzip, br' } });
    const client = new TailClient({ url, headers }, after);
    clients.push(client);
    return client;
  }

  /** Once the outcomes are there that come after the answers. */
  async function readAudit(rows: number): Promise<string[]> {
    let audit: string[] = [];
    while (audit.length < rows) {
      audit = await getWorld().readAudit();
    }
    return audit;
  }

  it('should send each line as soon as it is there, with nothing to hold it back', async () => {
    const client = follow();
    for (const line of ['one\n', 'two\n', 'three\n']) {
      const before = client.text;
      await append(line);
      await waitUntil(() => client.text === before + line);
    }
    expect(client.status).toBe(200);
    expect(Object.fromEntries(client.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(client.headers.has('content-encoding')).toBe(false);

    await append('last');
    await blob.seal();
    await client.done;
    expect(client.text).toBe('one\ntwo\nthree\nlast\n');
    expect(client.events.at(-1)).toEqual({ type: 'end', reason: 'sealed' });
    expect(await readAudit(2)).toEqual([
      `intent log.tail user:default/alice ${ENTITY}/${PATH}`,
      'outcome succeeded',
    ]);
    const [, outcome] = await getWorld().knex('audit_events').orderBy('seq');
    expect(Number(outcome.bytes)).toBe(18);
  });

  it('R11: should begin anew where the log is another one', async () => {
    await append('one\ntwo\n');
    const client = follow();
    await waitUntil(() => client.text === 'one\ntwo\n');
    await blob.create();
    await append('anew\n');
    await waitUntil(() => client.text === 'anew\n');
    expect(client.logs).toHaveLength(2);
    await blob.delete();
    await client.done;
    expect(client.events.at(-1)).toEqual({ type: 'end', reason: 'gone' });
  });

  it('should end after the run has, which it asks about now and then', async () => {
    const { azure } = getWorld();
    await append('one\n');
    const client = follow();
    await waitUntil(() => client.text === 'one\n');
    const container = 'logs';
    await putTestBlob(azure, 'run-1/run.json', RUN('failed'), { container });
    await client.done;
    expect(client.events.at(-1)).toEqual({ type: 'end', reason: 'finished' });
    const asked = azure.storage.requests.filter(({ url }) =>
      url.includes('run.json'),
    );
    expect(asked.length).toBeLessThan(3);
  });

  it('R4: should let each user follow five logs at once', async () => {
    await append('one\n');
    const five = Array.from({ length: 5 }, () => follow());
    await waitUntil(() => five.every(({ text }) => text === 'one\n'));
    const sixth = follow();
    await sixth.done;
    expect(sixth.status).toBe(429);
    expect(sixth.headers.get('retry-after')).toBe('10');
    const other = follow('carol');
    await other.done;
    expect(other.status).toBe(403);
  });

  it('should end with a lock that is set meanwhile', async () => {
    const { portal } = getWorld();
    await append('one\n');
    const client = follow();
    await waitUntil(() => client.text === 'one\n');
    const lockedAt = Date.now();
    const lock = await fetch(`${portal.origin}${API}/locks`, {
      method: 'POST',
      headers: {
        ...(await portal.headers({ user: 'carol' })),
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        target: { type: 'user', entityRef: 'user:default/alice' },
        reason: 'The laptop was stolen.',
      }),
    });
    const { id } = await lock.json();
    try {
      await client.done;
      expect(Date.now() - lockedAt).toBeLessThan(2_000);
      expect(client.events.at(-1)).toMatchObject({
        type: 'error',
        code: 'Locked',
      });
      expect((await readAudit(4)).at(-1)).toBe('outcome terminated Locked');
    } finally {
      await fetch(`${portal.origin}${API}/locks/${id}`, {
        method: 'DELETE',
        headers: await portal.headers({ user: 'carol' }),
      });
    }
  });

  it('should refuse what makes no sense', async () => {
    const { portal } = getWorld();
    const base = `${portal.origin}${API}/entities/`;
    const headers = await portal.headers({ user: 'alice' });
    for (const [url, more, code] of [
      [`${TAIL}&after=-1`, {}, 'InvalidRequest'],
      [`${TAIL}&revision="`, {}, 'InvalidRequest'],
      [TAIL, { 'last-event-id': 'x' }, 'InvalidRequest'],
      [TAIL.replace('=logs', '=artifacts'), {}, 'LocationNotAllowed'],
      [TAIL.replace('build', 'none'), {}, 'BlobNotFound'],
    ] as const) {
      const response = await fetch(base + url, {
        headers: { ...headers, ...more },
      });
      expect([url, (await response.json()).error.code]).toEqual([url, code]);
    }
  });

  it('should go on behind what the client has seen', async () => {
    await append('one\ntwo\nthree\n');
    const client = follow('alice', 4);
    await waitUntil(() => client.text === 'two\nthree\n');
    const { createdOn } = await blob.getProperties();
    const revision = encodeURIComponent(`created:${createdOn?.toISOString()}`);
    const again = follow('alice', 8, `&revision=${revision}`);
    await waitUntil(() => again.text === 'three\n');
    expect(again.logs).toHaveLength(1);
    const other = follow('alice', 8, '&revision=another');
    await waitUntil(() => other.text === 'one\ntwo\nthree\n');
    expect(other.events[0]).toMatchObject({
      type: 'reset',
      reason: 'replaced',
    });
  });
});
