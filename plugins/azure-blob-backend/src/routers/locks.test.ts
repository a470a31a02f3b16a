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

import { get, IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { putBigTestBlob, putTestBlob } from '../__testUtils__/fillStorage';
import { startTestPortal, TestPortal } from '../__testUtils__/startTestPortal';
import { TestClient } from '../__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const FILE = `${ENTITY}/content?location=artifacts&path=run-1/big.bin`;
const LOCKS = '/api/azure-blob/v1/locks';
const SIZE = 64 * 1024 * 1024;

let azure: LocalAzure;

beforeAll(async () => {
  azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
  await putTestBlob(azure, 'run-1/build.log', 'a line\n', {
    container: 'logs',
  });
  const block = Buffer.alloc(1024 * 1024, 'x');
  await putBigTestBlob(azure, 'run-1/big.bin', { block, times: 64 });
});

afterAll(async () => {
  await azure?.stop();
});

describe.each(databases.eachSupportedId())('locks on %s', databaseId => {
  let knex: Knex;
  let client: TestClient;

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    client = await TestClient.start(azure, knex);
  });

  afterAll(async () => {
    await client?.stop();
  });

  beforeEach(async () => {
    for (const { id } of (await call('GET', '')).body.items) {
      await call('DELETE', `/${id}`);
    }
    await client.reset();
    await knex('locks').delete();
  });

  /** Through the OpenAPI document, as an administrator if nobody else. */
  async function call(
    method: string,
    path: string,
    body?: object,
    user = 'carol',
  ) {
    const response = await fetch(`${client.contractOrigin}${LOCKS}${path}`, {
      method,
      headers: {
        ...(await client.portal.headers({ user })),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const answer = await response.text();
    if (response.status === 599) {
      throw new Error(answer);
    }
    return {
      status: response.status,
      body: answer ? JSON.parse(answer) : undefined,
    };
  }

  const lockUser = (name: string, more: object = {}) =>
    call('POST', '', {
      target: { type: 'user', entityRef: `user:default/${name}` },
      reason: 'The laptop was stolen.',
      ...more,
    });

  it('should stop at once what they are about, and nothing else, until they go', async () => {
    const targets: Array<[target: object, alice: number, logs: number]> = [
      [{ type: 'user', entityRef: 'User:Default/Alice' }, 403, 403],
      [
        { type: 'entity', entityRef: 'component:default/payments-api' },
        403,
        403,
      ],
      [{ type: 'location', location: 'logs' }, 200, 403],
      [{ type: 'user', entityRef: 'user:default/bob' }, 200, 200],
    ];
    for (const [target, artifacts, logs] of targets) {
      const { status, body: lock } = await call('POST', '', {
        target,
        reason: ' For the drill. ',
      });
      expect({ status, lock }).toEqual({
        status: 201,
        lock: {
          id: expect.any(String),
          target: expect.objectContaining({}),
          reason: 'For the drill.',
          createdBy: 'user:default/carol',
          createdAt: expect.any(String),
        },
      });
      expect((await call('GET', '')).body).toEqual({ items: [lock] });
      for (const [location, expected] of [
        ['artifacts', artifacts],
        ['logs', logs],
      ]) {
        const url = `${ENTITY}/artifacts?location=${location}`;
        const { status: actual, body } = await client.get(url);
        const told = body.error?.message.split(': ')[1];
        expect([target, location, actual, body.error?.code, told]).toEqual([
          target,
          location,
          expected,
          ...(expected === 403
            ? ['Locked', 'For the drill.']
            : [undefined, undefined]),
        ]);
      }
      const gone = await call('DELETE', `/${lock.id}`);
      expect(gone.status).toBe(204);
      const again = await client.get(`${ENTITY}/artifacts?location=logs`);
      expect(again.status).toBe(200);
      expect(await knex('locks').where({ id: lock.id })).toEqual([
        expect.objectContaining({
          ended_at: expect.anything(),
          ended_by: 'user:default/carol',
        }),
      ]);
    }
  });

  it('should end by themselves', async () => {
    const expiresAt = new Date(Date.now() + 1_000).toISOString();
    const { body } = await lockUser('alice', { expiresAt });
    expect(body.expiresAt).toBe(expiresAt);
    const url = `${ENTITY}/artifacts?location=logs`;
    expect((await client.get(url)).status).toBe(403);
    await wait(Math.max(0, Date.parse(expiresAt) - Date.now()) + 10);
    expect((await client.get(url)).status).toBe(200);
    expect((await call('GET', '')).body).toEqual({ items: [] });
  });

  it('should be made by administrators only, and be on record', async () => {
    const target = { type: 'user', entityRef: 'user:default/bob' };
    const request = { target, reason: 'Because.' };
    const { body: lock } = await call('POST', '', request);
    for (const user of ['alice', 'dave']) {
      for (const [method, path, body] of [
        ['GET', '', undefined],
        ['POST', '', request],
        ['DELETE', `/${lock.id}`, undefined],
        ['DELETE', '/none', undefined],
      ] as const) {
        const answer = await call(method, path, body, user);
        expect(answer).toMatchObject({
          status: 403,
          body: { error: { code: 'PermissionDenied' } },
        });
      }
    }
    await call('DELETE', `/${lock.id}`);
    const rows = await knex('audit_events').orderBy('seq');
    const denied = rows.filter(({ phase }) => phase === 'denied');
    expect(denied).toHaveLength(8);
    const intents = rows.filter(({ phase }) => phase === 'intent');
    expect(intents).toEqual(
      ['lock.create', 'lock.delete'].map(operation =>
        expect.objectContaining({
          operation,
          actor_ref: 'user:default/carol',
          entity_ref: 'user:default/bob',
          lock_id: lock.id,
        }),
      ),
    );
  });

  it('should not be of use to get rid of a lock on oneself', async () => {
    const { body: lock } = await lockUser('carol');
    expect(await call('DELETE', `/${lock.id}`)).toMatchObject({
      status: 403,
      body: { error: { code: 'Locked' } },
    });
    await knex('locks').delete();
    await wait(2_500);
    expect((await call('GET', '')).status).toBe(200);
  });

  it.each<[string, object]>([
    [
      'a location that there is not',
      { target: { type: 'location', location: 'x' } },
    ],
    [
      'a group as a user',
      { target: { type: 'user', entityRef: 'group:default/pay' } },
    ],
    ['an end that is past', { expiresAt: '2020-01-01T00:00:00Z' }],
  ])('should not be made for %s', async (_, change) => {
    const { status, body } = await lockUser('bob', change);
    expect([status, body.error.code]).toEqual([400, 'InvalidRequest']);
    expect(await knex('locks')).toEqual([]);
  });

  it('should be made of nothing but what they need', async () => {
    const target = { type: 'user', entityRef: 'user:default/bob' };
    const headers = {
      ...(await client.portal.headers({ user: 'carol' })),
      'content-type': 'application/json',
    };
    for (const body of [
      {},
      { target },
      { target, reason: ' ' },
      { target, reason: 'two\nlines' },
      { target, reason: 'turned \u202e around' },
      { target, reason: 'x'.repeat(501) },
      { target, reason: 'x', expiresAt: 'tomorrow' },
      { target, reason: 'x', id: 'mine' },
      { target: { type: 'group', entityRef: 'x' }, reason: 'x' },
      { target: { ...target, location: 'logs' }, reason: 'x' },
      { target: 'user:default/bob', reason: 'x' },
    ]) {
      const response = await fetch(`${client.portal.origin}${LOCKS}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      const { error } = await response.json();
      expect([body, error.code]).toEqual([body, 'InvalidRequest']);
    }
    const missing = await call('DELETE', '/none');
    expect(missing).toMatchObject({
      status: 400,
      body: { error: { code: 'InvalidRequest' } },
    });
  });

  it('should hold on every replica within two seconds', async () => {
    const other: TestPortal = await startTestPortal({ azure, knex });
    try {
      await lockUser('alice');
      await wait(2_500);
      const response = await client.send(
        `${ENTITY}/artifacts?location=logs`,
        { user: 'alice' },
        other.origin,
      );
      expect((await response.json()).error.code).toBe('Locked');
    } finally {
      await other.stop();
    }
  });

  it('B11, I6, I7: should break off a download within five seconds, for all to see', async () => {
    const headers = await client.portal.headers({ user: 'alice' });
    const url = `${client.portal.origin}/api/azure-blob/v1/entities/${FILE}`;
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      get(url, { headers }, resolve).on('error', reject);
    });
    expect(response.headers['content-length']).toBe(`${SIZE}`);
    // Takes a first bit, and then nothing: most of it is still to come
    response.once('data', () => response.pause());
    await wait(300);
    const lockedAt = Date.now();
    await lockUser('alice');

    let row;
    while (!row && Date.now() - lockedAt < 10_000) {
      await wait(50);
      row = await knex('audit_events').where({ result: 'terminated' }).first();
    }
    expect(Date.now() - lockedAt).toBeLessThan(5_000);
    expect(row).toMatchObject({ phase: 'outcome', code: 'Locked' });
    expect(Number(row.bytes)).toBeLessThan(SIZE);
    await expect(text(response)).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  });
});
