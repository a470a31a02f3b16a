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

import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { outputWatch } from './outputWatch';
import { startTestPortal, TestPortal } from './startTestPortal';

const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
const SAS = 'sp=r&sig=abcdefghijkl%3D';
const TICKET = `${'a'.repeat(22)}.${'b'.repeat(43)}`;

/** A plugin that lets out everything it can. */
const leakyPlugin = createBackendPlugin({
  pluginId: 'leaky',
  register(env) {
    env.registerInit({
      deps: {
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
      },
      async init({ httpRouter, logger }) {
        httpRouter.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        httpRouter.use((req, res) => {
          const text = `${' '.repeat(5_000)}${String(req.headers['x-say'])}`;
          switch (req.path) {
            case '/log':
              logger.info('It is', { deep: { text } });
              break;
            case '/header':
              res.set('X-Text', text.trim());
              break;
            case '/chunks':
              res.write(text.slice(0, -20));
              res.end(text.slice(-20));
              return;
            case '/nothing':
              break;
            default:
              res.json({ text });
              return;
          }
          res.end();
        });
      },
    });
  },
});

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('outputWatch', () => {
  let azure: LocalAzure;
  let portal: TestPortal;
  let knex: Knex;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    knex = await databases.init('SQLITE_3');
    portal = await startTestPortal({ azure, knex, features: [leakyPlugin] });
  });

  afterAll(async () => {
    await portal?.stop();
    await azure?.stop();
  });

  async function say(path: string, text: string, init: RequestInit = {}) {
    const url = `${portal.origin}/api/leaky/${path}`;
    const headers = { 'X-Say': text, ...init.headers };
    await (await fetch(url, { ...init, headers })).text();
    return outputWatch.takeLeaks();
  }

  it('T8: should find what leaks in answers, headers and log', async () => {
    const body = 'the body of GET /api/leaky';
    expect(await say('body', TOKEN)).toEqual([`a token in ${body}/body`]);
    expect(await say('chunks', TOKEN)).toEqual([`a token in ${body}/chunks`]);
    const brotli = { headers: { 'Accept-Encoding': 'br' } };
    expect(await say('body', SAS, brotli)).toEqual([`a SAS in ${body}/body`]);
    const plain = { headers: { 'Accept-Encoding': 'identity' } };
    expect(await say('body', SAS, plain)).toEqual([`a SAS in ${body}/body`]);
    expect(await say('header', SAS)).toEqual([
      'a SAS in the headers of GET /api/leaky/header',
    ]);
    expect(await say('log', TOKEN)).toEqual(['a token in the log']);
    expect(await say('log', TICKET)).toEqual(['a ticket in the log']);
    expect(await say('body', TICKET)).toEqual([`a ticket in ${body}/body`]);
    expect(await say('body', world.apiApp.clientSecret)).toEqual([
      `a secret in ${body}/body`,
    ]);
    expect(await say('nothing', TOKEN)).toEqual([]);
  });

  it('T8: should let links out where they are the purpose, and nothing else there', async () => {
    const post = { method: 'POST' };
    expect(await say('x/download-links', SAS, post)).toEqual([]);
    expect(await say('x/download-links', TICKET, post)).toEqual([]);
    expect(await say('x/download-links', TOKEN, post)).toHaveLength(1);
    expect(await say('x/download-links', SAS)).toHaveLength(1);
  });

  it('T8: should find what leaks into the database', async () => {
    const row = { id: 'leak', phase: 'denied', user_agent: TOKEN };
    await knex('audit_events').insert(row);
    expect(await outputWatch.takeLeaks()).toEqual([
      'a token in the table audit_events',
    ]);
    await knex('audit_events').delete();
    expect(await outputWatch.takeLeaks()).toEqual([]);
  });

  it('T8: should find what leaks into the console', async () => {
    const { write } = process.stdout;
    const quiet = jest.fn(() => true);
    process.stdout.write = quiet;
    const leave = outputWatch.watchConsole();
    process.stdout.write(`It is ${TOKEN}`);
    leave();
    expect(process.stdout.write).toBe(quiet);
    process.stdout.write = write;
    expect(await outputWatch.takeLeaks()).toEqual(['a token in the console']);
  });

  it('T8: should keep what a client says it is off the record where that is a token', async () => {
    const url = `${portal.origin}/api/azure-blob/v1/entities/component/default/pay/runs?location=artifacts`;
    const headers = await portal.headers({ user: 'bob' });
    const assertion = headers['Backstage-Azure-Blob-Authorization'];
    await fetch(url, { headers: { ...headers, 'User-Agent': assertion } });
    const [{ user_agent: agent }] = await knex('audit_events');
    expect(agent).toBe('Bearer [removed]');
    // Backstage's own log of requests repeats it: that is not ours to change.
    for (const leak of await outputWatch.takeLeaks()) {
      expect(leak).toMatch(/in the log$/);
    }
  });
});
