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

import { TestDatabases } from '@backstage/backend-test-utils';
import fc from 'fast-check';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { Knex } from 'knex';
import {
  CANARIES,
  contentOf,
  createCanaryConfig,
  fillCanaries,
  findCanaries,
  getCanaryEntities,
  OWN,
  PATHS,
} from './__testUtils__/canaryWorld';
import { propertyRuns, propertyTimeout } from './__testUtils__/propertyRuns';
import { startTestPortal, TestPortal } from './__testUtils__/startTestPortal';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const USERS = ['alice', 'bob', 'erin', 'dave'];
const ENTITIES = Object.values(OWN).flatMap(entities => Object.keys(entities));
const FOREIGNER = 'alice of another tenant';
const OTHER_TENANT = '5a1f7f5e-0c1d-4c57-9f51-c0a7050bffff';
const LOCATIONS = ['artifacts', 'logs', 'second'];
const ROUTES = [
  'runs',
  'artifacts',
  'artifact',
  'content',
  'link',
  'log',
  'log/lines',
];

const segment = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('run-1', 'x.txt', 'a.txt', 'inner') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('..', '.', '', '%2e%2e', '．．', '\\', '..\\..'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'component',
      'default',
      'payments-api',
      'payments-api2',
      'pay',
      'secret.txt',
      'artifacts',
    ),
  },
);
const path = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(...PATHS, '', 'run-1/', 'run-1/deep/'),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(segment, { minLength: 1, maxLength: 8 })
      .map(segments => segments.join('/')),
  },
  { weight: 1, arbitrary: fc.constantFrom(...CANARIES) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
);
const owned = fc.constantFrom(
  ...Object.entries(OWN).flatMap(([user, entities]) =>
    Object.keys(entities).map(entity => ({ user, entity })),
  ),
);
const anybody = fc.record({
  user: fc.constantFrom(...USERS),
  entity: fc.constantFrom(
    ...ENTITIES,
    'Component/default/Payments-API',
    'component/default/payments-api%2f..%2fpay',
    'component/DEFAULT/pay',
    'user/default/alice',
  ),
});
const details = fc.record({
  // Mostly the same person, sometimes another one, or one of another tenant.
  signedInAs: fc.oneof(
    { weight: 7, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...USERS, FOREIGNER) },
  ),
  isAuditDown: fc.constantFrom(...Array(9).fill(false), true),
  location: fc.constantFrom(...LOCATIONS),
  route: fc.constantFrom(...ROUTES),
  path,
  encodings: fc.constantFrom(1, 1, 1, 2),
  range: fc.option(
    fc
      .tuple(fc.nat(200), fc.nat(200))
      .map(([from, length]) => ({ from, to: from + length })),
    { nil: undefined },
  ),
});

const request = fc
  .tuple(fc.oneof({ weight: 3, arbitrary: owned }, anybody), details)
  .map(([who, what]) => ({ ...who, ...what }));

type CanaryRequest = typeof request extends fc.Arbitrary<infer T> ? T : never;

/** The scope that the table gives, or nothing. */
function findScope({ user, entity, location }: CanaryRequest) {
  return OWN[user]?.[entity.toLocaleLowerCase('en-US')]?.[location];
}

function encode(value: string, times: number): string {
  // What no URL can carry becomes the replacement character.
  const well = Buffer.from(value).toString();
  return times === 0 ? well : encode(encodeURIComponent(well), times - 1);
}

function toQuery({ route, location, path: asked, encodings }: CanaryRequest) {
  const query = `location=${location}`;
  const named = `${query}&path=${encode(asked, encodings)}`;
  switch (route) {
    case 'runs':
      return query;
    case 'log/lines':
      return `${named}&from=1&count=10`;
    default:
      return named;
  }
}

/** What a request over the wire names: a blob, or the prefix of a list. */
function toFullName(url: string): string {
  const { pathname, searchParams } = new URL(url, 'https://host');
  const [, , container, ...segments] = pathname.split('/');
  const name =
    searchParams.get('comp') === 'list'
      ? String(searchParams.get('prefix'))
      : segments.map(decodeURIComponent).join('/');
  return `${container}/${name}`;
}

function slice(whole: string, status: number, { range }: CanaryRequest) {
  return status === 206 && range
    ? whole.slice(range.from, range.to + 1)
    : whole;
}

describe('canaries', () => {
  let azure: LocalAzure;
  let portal: TestPortal;
  let knex: Knex;
  const assertions = new Map<string, string>();

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await fillCanaries(azure);
    knex = await databases.init('SQLITE_3');
    portal = await startTestPortal({
      azure,
      knex,
      config: createCanaryConfig(azure),
      entities: getCanaryEntities(),
    });
    for (const user of USERS) {
      assertions.set(user, await azure.entra.issueAssertion(user));
    }
    assertions.set(
      FOREIGNER,
      await azure.entra.issueAssertion('alice', {
        claims: {
          tid: OTHER_TENANT,
          iss: `${azure.entra.origin}/${OTHER_TENANT}/v2.0`,
        },
      }),
    );
  });

  afterAll(async () => {
    await portal?.stop();
    await azure?.stop();
  });

  async function send(asked: CanaryRequest) {
    const { user, signedInAs = user, entity, route, range } = asked;
    azure.storage.requests.length = 0;
    const headers = await portal.headers({
      user,
      assertion: assertions.get(signedInAs),
      headers: range && { range: `bytes=${range.from}-${range.to}` },
    });
    const base = `${portal.origin}/api/azure-blob/v1/entities/${entity}`;
    const response =
      route === 'link'
        ? await followLink(asked, `${base}/download-links`, headers)
        : await fetch(`${base}/${route}?${toQuery(asked)}`, { headers });
    return { status: response.status, text: await response.text() };
  }

  async function followLink(
    { location, path: asked, encodings }: CanaryRequest,
    url: string,
    headers: Record<string, string>,
  ) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ location, paths: [encode(asked, encodings - 1)] }),
    });
    if (!response.ok) {
      return response;
    }
    const { links } = await response.json();
    const { pathname } = new URL(links[0].url);
    return fetch(`${portal.origin}${pathname}`);
  }

  async function sendWithoutAudit(asked: CanaryRequest) {
    await knex.schema.renameTable('audit_events', 'audit_events_away');
    try {
      return await send(asked);
    } finally {
      await knex.schema.renameTable('audit_events_away', 'audit_events');
    }
  }

  /** Names everything that is not as the table gives it. */
  async function judge(
    asked: CanaryRequest,
    { status, text }: { status: number; text: string },
  ): Promise<{ outcome: string; leaks: string[] }> {
    const { signedInAs, user, route, isAuditDown } = asked;
    const scope = findScope(asked);
    const isWithin = (name: string) =>
      scope !== undefined && name.startsWith(scope);
    const requested = azure.storage.requests.map(({ url }) => toFullName(url));
    const leaks = [...findCanaries(text), ...requested].filter(
      name => !isWithin(name),
    );
    const isSamePerson = signedInAs === undefined || signedInAs === user;
    if (!scope || !isSamePerson || isAuditDown) {
      return {
        outcome: isAuditDown ? 'unrecorded' : 'refused',
        leaks: [...leaks, ...requested, ...(status < 400 ? [text] : [])],
      };
    }
    if (route === 'artifacts' && status === 200) {
      const items: Array<{ path: string }> = JSON.parse(text).items;
      const foreign = items
        .map(item => scope + item.path)
        .filter(name => !CANARIES.some(canary => canary.startsWith(name)));
      return {
        outcome: items.length > 0 ? 'listed' : 'empty',
        leaks: [...leaks, ...foreign],
      };
    }
    if (!['content', 'link'].includes(route) || status >= 300) {
      return { outcome: 'other', leaks };
    }
    const fullName = scope + encode(asked.path, asked.encodings - 1);
    const wrong = [
      CANARIES.includes(fullName) || `no such blob: ${fullName}`,
      text === slice(contentOf(fullName), status, asked) ||
        `other bytes: ${text}`,
      (await isOnRecord(asked, fullName)) || `no intent row: ${fullName}`,
    ].filter(problem => problem !== true);
    return { outcome: route, leaks: [...leaks, ...wrong].map(String) };
  }

  async function isOnRecord(asked: CanaryRequest, fullName: string) {
    const intent = await knex('audit_events')
      .where({ phase: 'intent' })
      .orderBy('seq', 'desc')
      .first();
    return (
      intent.actor_ref === `user:default/${asked.user}` &&
      intent.entity_ref ===
        asked.entity.toLocaleLowerCase('en-US').replace('/', ':') &&
      `${intent.container}/${intent.blob}` === fullName
    );
  }

  it(
    'I1, I2, I3: should never let out a byte, or ask storage for one, that the table does not give and the audit does not hold',
    async () => {
      const seen = new Map<string, number>();
      await fc.assert(
        fc.asyncProperty(request, async asked => {
          const answer = asked.isAuditDown
            ? await sendWithoutAudit(asked)
            : await send(asked);
          const { outcome, leaks } = await judge(asked, answer);
          expect(leaks).toEqual([]);
          seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        }),
        propertyRuns(),
      );

      for (const what of [
        'refused',
        'unrecorded',
        'content',
        'link',
        'listed',
      ]) {
        expect(seen.get(what)).toBeGreaterThan(0);
      }
    },
    propertyTimeout(),
  );
});
