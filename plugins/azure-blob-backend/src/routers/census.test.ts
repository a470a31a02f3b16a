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

import { readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Router } from 'express';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { parse } from 'yaml';
import { getDemoEntities } from '../__testUtils__/demoWorld';
import { startTestPortal, TestPortal } from '../__testUtils__/startTestPortal';
import {
  outsiders,
  RouteCaller,
  routeSamples,
  strangers,
  toName,
} from './__testUtils__/RouteCaller';
import { putSampleBlobs } from './__testUtils__/putSampleBlobs';
import { createRouter } from './createRouter';
import { routes } from './routes';
import { RouterServices } from './types';

jest.setTimeout(60_000);

const names = routes.map(toName);
// A link lets in whoever holds it: nobody is somebody else there.
const users = routes.filter(({ credentials }) => credentials === 'user');
// They touch nothing, and tell others nothing.
const isOpen = ({ permission }: { permission: string }) =>
  permission === 'describe' || permission === 'self';
const guarded = users.filter(route => !isOpen(route));
const open = users.filter(isOpen);
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

/** What a router serves, and what it does besides. */
function takeStock(router: Router) {
  const served = router.stack.flatMap(({ route }) =>
    route
      ? Object.keys(
          (route as typeof route & { methods: Record<string, true> }).methods,
        ).map(method => toName({ method: method as 'get', path: route.path }))
      : [],
  );
  const others = router.stack.filter(({ route }) => !route);
  return {
    served,
    others: others.map(({ handle }) =>
      'stack' in handle ? 'router' : handle.length,
    ),
  };
}

async function createRealRouter() {
  return createRouter({
    services: {} as RouterServices,
    httpAuth: mockServices.httpAuth(),
    logger: mockServices.logger.mock(),
  });
}

describe('the table of routes', () => {
  it('should be all that is served, besides what comes before and after', async () => {
    const { served, others } = takeStock(await createRealRouter());
    expect(served).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
    // Three arguments before the routes, and four for errors.
    expect(others).toEqual([3, 4]);
  });

  it('should not be all where somebody adds a route elsewhere', async () => {
    const router = await createRealRouter();
    router.get('/v1/backdoor', () => undefined);
    expect(takeStock(router).served).not.toEqual(names);
    const another = await createRealRouter();
    another.use(
      '/v1',
      Router().get('/backdoor', () => undefined),
    );
    expect(takeStock(another).others).not.toEqual([3, 4]);
  });

  it.each(routes.map(route => [toName(route), route] as const))(
    'should declare all that %s needs, and have a sample of it',
    (name, route) => {
      expect(route).toMatchObject({
        permission: expect.stringMatching(
          /^(content|describe|admin|owner|link|self)$/,
        ),
        credentials: expect.stringMatching(/^(user|link)$/),
        audited: expect.any(Boolean),
        rateClass: expect.stringMatching(/^(cheap|list|read|costly)$/),
        operation: expect.stringMatching(/^[a-z]+([.-][a-z]+)*$/),
      });
      expect(route.credentials === 'link').toBe(route.permission === 'link');
      // Only what touches nothing may go unrecorded.
      expect(route.audited || isOpen(route)).toBe(true);
      expect(Object.keys(routeSamples)).toContain(name);
    },
  );

  it('should be what the OpenAPI document describes', () => {
    const document = parse(
      readFileSync(
        resolvePackagePath(
          'backstage-plugin-azure-blob-backend',
          'openapi.yaml',
        ),
        'utf8',
      ),
    );
    const described = Object.entries<object>(document.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods)
          .filter(method => /^(get|post|put|patch|delete)$/.test(method))
          .map(method =>
            toName({
              method: method as 'get',
              path: path.replace(/\{(\w+)\}/g, ':$1'),
            }),
          ),
    );
    expect(described.sort()).toEqual([...names].sort());
  });
});

describe.each([
  ['where the permission policy allows everything', undefined],
  ['where the permission framework is off', permissionsServiceFactory],
])('each route, %s', (_, permissions) => {
  let azure: LocalAzure;
  let knex: Knex;
  let portal: TestPortal;
  let caller: RouteCaller;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await putSampleBlobs(azure);
    knex = await databases.init('SQLITE_3');
    // Somebody else's until now, so that there is something to confirm.
    const before = await startTestPortal({
      azure,
      knex,
      entities: getDemoEntities().map(entity =>
        entity.metadata.name === 'payments-api'
          ? { ...entity, metadata: { ...entity.metadata, uid: 'another' } }
          : entity,
      ),
    });
    await new RouteCaller(before).send('GET E/runs');
    await before.stop();
    portal = await startTestPortal({ azure, knex, permissions });
    caller = new RouteCaller(portal);
    // Which puts the change on record.
    await caller.send('GET E/runs');
  });

  afterAll(async () => {
    await portal?.stop();
    await azure?.stop();
  });

  /** The rows that a call leaves, and whether it got at storage. */
  async function watch(call: () => Promise<Response>) {
    const [{ last }] = await knex('audit_events').max('seq as last');
    azure.storage.requests.length = 0;
    const response = await call();
    await response.arrayBuffer();
    const rows = await knex('audit_events').where('seq', '>', last ?? 0);
    return {
      status: response.status,
      rows,
      touched: azure.storage.requests.length > 0,
    };
  }

  describe.each(users.map(toName))('%s', name => {
    it.each(outsiders)('B16: should refuse %s', async (_who, status, call) => {
      const params = await caller.prepare(name);
      const seen = await watch(() => caller.send(name, { call, params }));
      expect(seen).toEqual({ status, rows: [], touched: false });
    });
  });

  describe.each(guarded.map(toName))('%s', name => {
    it.each(strangers)('B15, B16: should refuse %s', async (_who, call) => {
      const params = await caller.prepare(name);
      const seen = await watch(() => caller.send(name, { call, params }));
      expect(seen.touched).toBe(false);
      const { operation } = routes[names.indexOf(name)];
      expect([401, 403]).toContain(seen.status);
      expect(seen.rows).toEqual([
        expect.objectContaining({
          phase: 'denied',
          result: 'denied',
          operation,
        }),
      ]);
    });
  });

  describe.each(open.map(toName))('%s', name => {
    it.each(strangers)(
      'should tell %s only what is no secret',
      async (_who, call) => {
        const params = await caller.prepare(name);
        const seen = await watch(() => caller.send(name, { call, params }));
        expect(seen.touched).toBe(false);
        expect([200, 404]).toContain(seen.status);
      },
    );
  });

  it.each(routes.map(route => [toName(route), route] as const))(
    'should do the work of %s, and leave what it declares on record',
    async (name, { audited, operation }) => {
      const params = await caller.prepare(name);
      const seen = await watch(() => caller.send(name, { params }));
      expect(seen.status).toBeGreaterThanOrEqual(200);
      expect(seen.status).toBeLessThan(300);
      const intents = seen.rows.filter(({ phase }) => phase === 'intent');
      expect(intents.map(row => row.operation)).toEqual(
        audited ? [operation] : [],
      );
      expect(seen.touched && !audited).toBe(false);
    },
  );
});
