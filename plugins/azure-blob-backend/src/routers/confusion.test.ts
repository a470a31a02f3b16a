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

import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { propertyRuns, propertyTimeout } from '../__testUtils__/propertyRuns';
import { startTestPortal, TestPortal } from '../__testUtils__/startTestPortal';
import { getPath, RouteCaller, toName } from './__testUtils__/RouteCaller';
import { putSampleBlobs } from './__testUtils__/putSampleBlobs';
import { routes } from './routes';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const names = routes.map(toName);
const params = { id: 'none', ticket: 'none' };

/** Ways to write a path a little differently. */
const twists: Record<string, (path: string, at: number) => string> = {
  asItIs: path => path,
  slashBehind: path => `${path}/`,
  slashes: (path, at) => replaceAt(path, '/', at, '//'),
  dot: (path, at) => replaceAt(path, '/', at, '/./'),
  upAndDown: (path, at) => replaceAt(path, '/', at, '/x/../'),
  encodedSlash: (path, at) => replaceAt(path, '/', at, '%2f'),
  backslash: (path, at) => replaceAt(path, '/', at, '\\'),
  encoded: (path, at) => {
    const index = 1 + (at % (path.length - 1));
    const code = path.charCodeAt(index).toString(16);
    return `${path.slice(0, index)}%${code}${path.slice(index + 1)}`;
  },
  upperCase: (path, at) => {
    const index = at % path.length;
    const upper = path[index].toLocaleUpperCase('en-US');
    return path.slice(0, index) + upper + path.slice(index + 1);
  },
  semicolon: path => `${path};x=1`,
};

function replaceAt(path: string, what: string, at: number, by: string) {
  const parts = path.split(what);
  const index = 1 + (at % (parts.length - 1));
  return `${parts.slice(0, index).join(what)}${by}${parts
    .slice(index)
    .join(what)}`;
}

describe('routes that are called in another way', () => {
  let azure: LocalAzure;
  let knex: Knex;
  let portal: TestPortal;
  let caller: RouteCaller;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await putSampleBlobs(azure);
    knex = await databases.init('SQLITE_3');
    portal = await startTestPortal({ azure, knex });
    caller = new RouteCaller(portal);
    // Its index is made after the first answer, which is no access of its own.
    for (let state = ''; state !== 'ready'; ) {
      const log = await (await caller.send('GET E/log')).json();
      state = log.index.state;
    }
  });

  afterAll(async () => {
    await portal?.stop();
    await azure?.stop();
  });

  it(
    'B14: should give a stranger nothing, however the URL is written and the query repeated',
    async () => {
      const allowed = new Set(
        routes
          // What answers everybody, with what is for everybody.
          .filter(({ permission }) => permission === 'describe')
          .map(toName),
      );
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...names),
          fc.constantFrom(...METHODS),
          fc.constantFrom(...Object.keys(twists)),
          fc.nat({ max: 100 }),
          fc.constantFrom(
            '',
            'location=artifacts',
            'path=x',
            'x=1',
            'path[]=x',
          ),
          async (name, method, twist, at, extra) => {
            const [path, query = ''] = getPath(name, params).split('?');
            const twisted = twists[twist](path, at);
            const all = [query, extra].filter(Boolean).join('&');
            azure.storage.requests.length = 0;
            const status = await caller.sendRaw(
              method,
              all ? `${twisted}?${all}` : twisted,
              { user: 'bob' },
            );
            expect(azure.storage.requests).toEqual([]);
            const isRefused = status >= 400 && status < 500;
            expect(isRefused || allowed.has(name) || method === 'OPTIONS').toBe(
              true,
            );
          },
        ),
        propertyRuns(),
      );
    },
    propertyTimeout(),
  );

  const countOutcomes = async () =>
    (await knex('audit_events').where({ phase: 'outcome' })).length;

  it(
    'B14: should put each access on record before storage is asked, however the URL is written',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...names.filter(name => name.startsWith('GET E/'))),
          fc.constantFrom('GET', 'HEAD'),
          fc.constantFrom(...Object.keys(twists)),
          fc.nat({ max: 100 }),
          async (name, method, twist, at) => {
            const [path, query] = getPath(name, params).split('?');
            await knex('audit_event_owners').delete();
            await knex('audit_events').delete();
            azure.storage.requests.length = 0;
            const status = await caller.sendRaw(
              method,
              `${twists[twist](path, at)}${query ? `?${query}` : ''}`,
              { user: 'alice' },
            );
            const intents = await knex('audit_events').where({
              phase: 'intent',
            });
            const asked = azure.storage.requests.length;
            expect(asked === 0 || intents.length === 1).toBe(true);
            // A log may go on being indexed behind the answer.
            while ((await countOutcomes()) < intents.length) {
              await sleep(5);
            }
            expect(twist === 'asItIs' ? status : 200).toBe(200);
          },
        ),
        { ...propertyRuns<[string, string, string, number]>(), numRuns: 300 },
      );
    },
    propertyTimeout(),
  );

  it('B14: should answer HEAD as it answers GET', async () => {
    const gets = routes.filter(
      ({ method, credentials }) => method === 'get' && credentials === 'user',
    );
    for (const name of gets.map(toName)) {
      for (const user of ['alice', 'bob', 'carol']) {
        const path = getPath(name, params);
        const get = await caller.sendRaw('GET', path, { user });
        const head = await caller.sendRaw('HEAD', path, { user });
        expect({ name, user, head }).toEqual({ name, user, head: get });
      }
    }
  });
});
