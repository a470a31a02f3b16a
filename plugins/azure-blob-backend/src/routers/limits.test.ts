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

import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { putTestBlob } from '../__testUtils__/fillStorage';
import {
  createTestConfig,
  startTestPortal,
  TestPortal,
} from '../__testUtils__/startTestPortal';
import { RouteCaller, toName } from './__testUtils__/RouteCaller';
import { routes } from './routes';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const params = { id: 'none', ticket: 'none' };
const rateLimits = { cheap: 1, list: 1, read: 2, costly: 1 };

describe('the limits of requests', () => {
  let azure: LocalAzure;
  let knex: Knex;
  let portal: TestPortal;
  let caller: RouteCaller;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await putTestBlob(azure, 'run-2/report.html', 'a line');
    knex = await databases.init('SQLITE_3');
    const config = { ...createTestConfig(azure), rateLimits };
    portal = await startTestPortal({ azure, knex, config });
    caller = new RouteCaller(portal);
  });

  afterAll(async () => {
    await portal?.stop();
    await azure?.stop();
  });

  const users = routes.filter(({ credentials }) => credentials === 'user');

  it.each(users.map((route, index) => [toName(route), index] as const))(
    'R5: should hold for each user of %s, wherever she says she comes from',
    async (name, index) => {
      const send = (user: string, from: string) =>
        caller.send(name, {
          params,
          call: {
            headers: {
              authorization: mockCredentials.user.header(user),
              'x-forwarded-for': from,
            },
          },
        });
      const user = `user:default/flood-${index}`;
      for (let n = 0; n < rateLimits[users[index].rateClass]; n++) {
        const one = await send(user, '192.0.2.1');
        expect(one.status).not.toBe(429);
      }
      const more = await send(user, '192.0.2.2');
      expect(more.status).toBe(429);
      const seconds = Number(more.headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      expect(seconds).toBeLessThanOrEqual(120);
      expect(await more.json()).toMatchObject({
        error: { name: 'Error', code: 'RateLimited' },
      });
      const other = await send(`user:default/calm-${index}`, '192.0.2.2');
      expect(other.status).not.toBe(429);
    },
  );

  it('R5: should hold for the user whom a link is from', async () => {
    const name = 'GET /v1/downloads/:ticket';
    const ticket = await caller.prepare(name);
    expect((await caller.send(name, { params: ticket })).status).toBe(200);
    const again = await caller.send('GET E/content');
    expect(again.status).toBe(429);
  });

  // The last one: it stops the portal.
  it('A10: should put refusals on record, with their number, in one row', async () => {
    const call = { user: 'dave' };
    for (let i = 0; i < 10; i++) {
      await caller.send('GET E/access', { call });
    }
    await portal.stop();
    const rows = await knex('audit_events').where({
      actor_ref: 'user:default/dave',
    });
    expect(rows).toEqual([
      expect.objectContaining({
        phase: 'denied',
        operation: 'limit.cheap',
        code: 'RateLimited',
        details: '{"times":9}',
      }),
    ]);
  });
});
