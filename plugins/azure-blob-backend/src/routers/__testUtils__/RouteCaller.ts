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

import { request } from 'node:http';
import { mockCredentials } from '@backstage/backend-test-utils';
import { TestCall, TestPortal } from '../../__testUtils__/startTestPortal';
import { Route } from '../types';

const API = '/api/azure-blob';

/** What one has to send for a route to do its work. */
export interface RouteSample {
  /** Whom it lets in; nobody has to be anybody where it is left out. */
  user?: string;
  query?: string;
  body?: object;
  /** Makes what the route is about, and adds to the parameters. */
  prepare?(caller: RouteCaller): Promise<Record<string, string>>;
}

const ENTITY = {
  kind: 'component',
  namespace: 'default',
  name: 'payments-api',
};
const user = 'alice';
const admin = 'carol';
const file = 'path=run-2/report.html';
const lock = {
  target: { type: 'user', entityRef: 'user:default/mallory' },
  reason: 'Only a sample.',
};

/**
 * By method and path. A route that is missing here fails the census: whoever
 * adds a route adds its sample.
 */
export const routeSamples: Record<string, RouteSample> = {
  'GET E/access': { user },
  'GET E/runs': { user, query: 'location=artifacts' },
  'GET E/run': { user, query: 'location=artifacts&run=run-2' },
  'GET E/comparison': {
    user,
    query: 'location=artifacts&base=run-2&head=run-2',
  },
  'GET E/overview': { user, query: 'location=artifacts' },
  'GET E/link': { user, query: 'location=artifacts&path=run-2/' },
  'GET E/provenance': { user, query: `location=artifacts&${file}` },
  'GET E/artifacts': { user, query: 'location=artifacts' },
  'GET E/artifact': { user, query: `location=artifacts&${file}` },
  'GET E/content': { user, query: `location=artifacts&${file}` },
  'GET E/archive-entries': {
    user,
    query: 'location=artifacts&path=run-2/app.zip',
  },
  'GET E/archive-entry': {
    user,
    query: 'location=artifacts&path=run-2/app.zip&entry=a',
  },
  'GET E/log': { user, query: `location=logs&${file}` },
  'GET E/log/outline': { user, query: `location=logs&${file}` },
  'GET E/log/lines': { user, query: `location=logs&${file}&from=1` },
  'GET E/log/search': { user, query: `location=logs&${file}&q=line` },
  'GET E/logs/search': { user, query: 'location=logs&run=run-2&q=line' },
  'GET E/log/tail': { user, query: `location=logs&${file}&after=0` },
  'GET E/log/comparison': {
    user,
    query: 'location=logs&base=run-2/report.html&head=run-2/report.html',
  },
  'GET E/log/text': { user, query: `location=logs&${file}&from=1&to=1` },
  'GET E/diagnosis': { user, query: 'location=artifacts' },
  'POST E/download-links': {
    user,
    body: { location: 'artifacts', paths: ['run-2/report.html'] },
  },
  'POST E/archive-links': {
    user,
    body: { location: 'artifacts', paths: ['run-2/'] },
  },
  'POST E/archive': {
    user,
    body: { location: 'artifacts', paths: ['run-2/'] },
  },
  'GET /v1/download-states/:id': { user, prepare: prepareDownload },
  'DELETE /v1/download-states/:id': { user, prepare: prepareDownload },
  'GET /v1/downloads/:ticket': {
    async prepare(caller) {
      const response = await caller.send('POST E/download-links');
      const { links } = await response.json();
      return { ticket: new URL(links[0].url).pathname.split('/').slice(-1)[0] };
    },
  },
  'GET E/bindings': { user },
  'POST E/bindings/confirm': { user: admin, body: { location: 'artifacts' } },
  'GET /v1/locks': { user: admin },
  'POST /v1/locks': { user: admin, body: lock },
  'DELETE /v1/locks/:id': {
    user: admin,
    async prepare(caller) {
      return (await caller.send('POST /v1/locks')).json();
    },
  },
  'GET /v1/status': { user: admin },
};

async function prepareDownload(caller: RouteCaller) {
  const response = await caller.send('POST E/download-links');
  const { links } = await response.json();
  return { id: links[0].id };
}

/** How a route is called here, such as `GET E/access`. */
export function toName({ method, path }: Pick<Route, 'method' | 'path'>) {
  const entity = Object.keys(ENTITY).map(part => `:${part}`);
  const short = path.replace(`/v1/entities/${entity.join('/')}`, 'E');
  return `${method.toLocaleUpperCase('en-US')} ${short}`;
}

/** Calls routes by their names, with their samples. */
export class RouteCaller {
  readonly #portal: TestPortal;

  constructor(portal: TestPortal) {
    this.#portal = portal;
  }

  /** What a sample makes, as whoever may. */
  async prepare(name: string): Promise<Record<string, string>> {
    return (await routeSamples[name].prepare?.(this)) ?? {};
  }

  /** As whom the sample says, or as somebody else. */
  async send(
    name: string,
    options: { call?: TestCall; params?: Record<string, string> } = {},
  ): Promise<Response> {
    const { user: known, body } = routeSamples[name];
    const params = options.params ?? (await this.prepare(name));
    const call = options.call ?? (known ? { user: known } : {});
    return fetch(`${this.#portal.origin}${getPath(name, params)}`, {
      method: name.split(' ')[0],
      headers: {
        ...(known ? await this.#portal.headers(call) : call.headers),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
  }

  /** A path as it is: `fetch` would tidy it up. */
  async sendRaw(method: string, path: string, call: TestCall): Promise<number> {
    const headers = await this.#portal.headers(call);
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(this.#portal.origin);
      request({ hostname, port, method, path, headers }, response => {
        response.resume().on('end', () => resolve(response.statusCode ?? 0));
      })
        .on('error', reject)
        .end();
    });
  }
}

export function getPath(name: string, params: Record<string, string>): string {
  const { query } = routeSamples[name];
  const known: Record<string, string> = { ...ENTITY, ...params };
  const path = name
    .split(' ')[1]
    .replace(/^E/, '/v1/entities/:kind/:namespace/:name')
    .replace(/:(\w+)/g, (_, part: string) => known[part]);
  return `${API}${path}${query ? `?${query}` : ''}`;
}

/** Those whom no route of the plugin may take for a signed-in user. */
export const outsiders: Array<[who: string, status: number, call: TestCall]> = [
  ['nobody', 401, {}],
  [
    'another plugin',
    403,
    { headers: { authorization: mockCredentials.service.header() } },
  ],
  [
    'a forged token',
    401,
    { headers: { authorization: mockCredentials.user.invalidHeader() } },
  ],
];

/** Those who have signed in, and have nothing to do with the entity. */
export const strangers: Array<[who: string, call: TestCall]> = [
  ['bob', { user: 'bob' }],
  ['a user whom the catalog does not know', { user: 'mallory', assertion: '' }],
  [
    'a guest of the portal',
    {
      headers: {
        authorization: mockCredentials.user.header('user:development/guest'),
      },
    },
  ],
];
