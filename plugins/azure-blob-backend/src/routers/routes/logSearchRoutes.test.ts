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

import { gzipSync } from 'node:zlib';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  LocalAzure,
  startLocalAzure,
  trustLocalAuthority,
  world,
} from 'local-azure';
import { getTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TestClient } from '../../__testUtils__/TestClient';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const ENTITY = 'component/default/payments-api';
const BIG_LINES = 400_000;

jest.setTimeout(60_000);

interface Event {
  type: string;
  [name: string]: unknown;
}

function parse(text: string): Event[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

let azure: LocalAzure;

function put(path: string, content: string | Buffer) {
  return putTestBlob(azure, path, content, { container: 'logs' });
}

beforeAll(async () => {
  azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
  await put(
    'run-3/build.log',
    'all is well\n\u001b[31mErr\u001b[0mor: one\nok\n',
  );
  await put('run-3/deploy/deploy.log', 'error: two\nerror: three');
  await put('run-3/old.log', 'error: nobody can read this');
  await put('run-3/packed.log.gz', gzipSync('first\nerror: packed\n'));
  await put('run-2/build.log', Buffer.from('\ufeffan error\n', 'utf16le'));
  await put('run-1/build.log', 'fine');
  await put('run-3/meta/build.json', '{"branch":"fix/error"}');
  await put('run-3/deploy/meta/build.json', 'its name, and an error');
  await put(
    'run-9/big.log',
    `first hit\n${'nothing at all to be seen in this one\n'.repeat(BIG_LINES)}`,
  );
  await getTestBlob(azure, 'run-3/old.log', 'logs').setAccessTier('Archive');
});

afterAll(async () => {
  await azure?.stop();
});

describe('logSearchRoutes', () => {
  let knex: Knex;
  let client: TestClient;

  beforeAll(async () => {
    knex = await databases.init('SQLITE_3');
    const config = createTestConfig(azure);
    const location = {
      account: world.account.name,
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
      content: 'logs',
    };
    client = await TestClient.start(azure, knex, {
      ...config,
      locations: [
        {
          ...{ ...location, id: 'logs', container: 'logs' },
          runs: { blob: 'meta/build.json' },
        },
        { ...location, id: 'flat', container: 'artifacts', layout: '{path}' },
      ],
    });
  });

  afterEach(async () => {
    await client.reset();
  });

  afterAll(async () => {
    await client?.stop();
  });

  async function search(query: string, call = { user: 'alice' }) {
    const response = await client.send(`${ENTITY}/${query}`, call);
    return { response, text: await response.text() };
  }

  it('should stream what it finds, as it says in its description', async () => {
    const path = `${ENTITY}/log/search?location=logs&path=run-3/build.log`;
    const response = await client.send(
      `${path}&q=ERROR`,
      { user: 'alice' },
      client.contractOrigin,
    );
    expect(response.status).toBe(200);
    const events = parse(await response.text());
    // Where it takes long, there is more progress in between.
    const [first, hits] = events;
    const [last, end] = events.slice(-2);
    expect(first).toEqual({
      ...{ type: 'progress', readBytes: 0, totalBytes: 35, count: 0 },
    });
    expect(hits.hits).toEqual([
      {
        line: 2,
        offset: 12,
        ranges: [[0, 5]],
        preview: 'Error: one',
        previewStart: 0,
      },
    ]);
    expect(last).toMatchObject({ readBytes: 35, count: 1, remaining: 0 });
    expect(end).toEqual({ type: 'end', count: 1, isComplete: true });
  });

  it.each([
    ['q=ERROR&case=true', 0],
    ['q=Error&case=true', 1],
    ['q=rror&word=true', 0],
    ['q=%5EErr%5Cw%2B%3A&regex=true', 1],
    ['q=l&limit=1', 1],
    ['q=o&from=3', 1],
    ['q=o&from=99', 0],
  ])('should go by %s', async (query, count) => {
    const { text } = await search(
      `log/search?location=logs&path=run-3/build.log&${query}`,
    );
    expect(parse(text).at(-1)).toEqual({
      type: 'end',
      count,
      isComplete: true,
    });
  });

  it('should read what is packed or in UTF-16', async () => {
    for (const [path, line] of [
      ['run-3/packed.log.gz', 2],
      ['run-2/build.log', 1],
    ]) {
      const { text } = await search(
        `log/search?location=logs&path=${path}&q=error`,
      );
      expect(parse(text)).toContainEqual({
        type: 'hits',
        hits: [expect.objectContaining({ line })],
      });
    }
  });

  it('should send the first hit while it goes on, uncompressed', async () => {
    const response = await client.send(
      `${ENTITY}/log/search?location=logs&path=run-9/big.log&q=hit`,
      { user: 'alice', headers: { 'accept-encoding': 'gzip, br' } } as const,
    );
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/x-ndjson',
      'cache-control': 'private, no-store, no-transform',
      'x-content-type-options': 'nosniff',
    });
    expect(response.headers.has('content-encoding')).toBe(false);
    let text = '';
    const seen: string[] = [];
    for await (const bytes of response.body ?? []) {
      text += Buffer.from(bytes).toString();
      seen.push(
        ...parse(text.slice(0, text.lastIndexOf('\n') + 1)).map(e => e.type),
      );
      if (text.includes('"hits"')) {
        break;
      }
    }
    expect(seen).toContain('hits');
    expect(seen).not.toContain('end');
  });

  it('should end with the client, and put on record how much was read', async () => {
    const controller = new AbortController();
    const headers = await client.portal.headers({ user: 'alice' });
    const response = await fetch(
      `${client.portal.origin}/api/azure-blob/v1/entities/${ENTITY}/log/search?location=logs&path=run-9/big.log&q=hit`,
      { headers, signal: controller.signal },
    );
    await response.body?.getReader().read();
    controller.abort();
    let ended: string | undefined;
    for (let i = 0; i < 100 && !ended; i++) {
      await new Promise(resolve => setTimeout(resolve, 50));
      const rows = await client.readAudit();
      ended = rows.find(row => /^outcome.*aborted$/.test(row));
    }
    expect(ended).toBe('outcome aborted');

    await client.reset();
    await search('log/search?location=logs&path=run-3/build.log&q=x');
    const outcomes = await knex('audit_events').where({ phase: 'outcome' });
    expect(outcomes.map(({ bytes }) => Number(bytes))).toEqual([35]);
  });

  it('should never put on record or log what was looked for', async () => {
    const secret = 'hunter2-hunter2';
    const log = `location=logs&path=run-3/build.log&q=${secret}`;
    await search(`log/search?${log}`);
    await search(`logs/search?location=logs&q=${secret}`);
    await search(`log/search?${log}(%3F%3D&regex=true`);
    await search(`log/search?${log}`, { user: 'bob' });
    await search(`log/search?${log}&more=1`);
    const rows = JSON.stringify(await knex('audit_events'));
    expect(rows).toContain('log.search');
    expect(rows).not.toContain(secret);
    expect(client.portal.logged.join('\n')).toContain('/log/search');
    expect(client.portal.logged.join('\n')).not.toContain(secret);
  });

  it.each([
    ['q=(%3F%3Da)&regex=true', 'C11', /"\(\?=a\)" cannot be looked for/],
    ['q=(a)%5C1&regex=true', 'C11', /cannot be looked for: invalid escape/],
    ['q=(a%7B1,1000%7D)%7B1,1000%7D&regex=true', 'C12', /expression too large/],
    [`q=${'x'.repeat(513)}`, 'C11', /longer than 512/],
    ['q=', 'C11', /"q" is empty/],
    ['q=a&regex=1', 'C11', /"regex" must be "true" or "false"/],
    ['q=a&limit=10001', 'C11', /"limit" must be a whole number/],
  ])('should answer %s with 400 (%s)', async (query, _, message) => {
    for (const path of ['log/search?path=run-3/build.log&', 'logs/search?']) {
      const { response, text } = await search(`${path}location=logs&${query}`);
      expect(response.status).toBe(400);
      expect(JSON.parse(text).error).toMatchObject({
        code: 'InvalidRequest',
        message: expect.stringMatching(message),
      });
    }
  });

  it('R9: should refuse another log than was meant', async () => {
    const { response, text } = await search(
      'log/search?location=logs&path=run-3/build.log&q=x&revision=0x1',
    );
    expect(response.status).toBe(409);
    expect(JSON.parse(text).error.code).toBe('BlobChanged');
  });

  it('should answer as any route where nothing has been sent', async () => {
    const missing = await search(
      'log/search?location=logs&path=run-3/none.log&q=x',
    );
    expect(missing.response.status).toBe(404);
    expect(JSON.parse(missing.text).error.code).toBe('BlobNotFound');
    const stranger = await search('logs/search?location=logs&q=x', {
      user: 'bob',
    });
    expect(stranger.response.status).toBe(403);
    const unknown = await search('logs/search?location=artifacts&q=x');
    expect(unknown.response.status).toBe(403);
  });

  it('should look through all logs of a run, and say which could not be read', async () => {
    const response = await client.send(
      `${ENTITY}/logs/search?location=logs&run=run-3&q=error&limit=1`,
      { user: 'alice' },
      client.contractOrigin,
    );
    expect(response.status).toBe(200);
    const events = parse(await response.text());
    const logs = events.filter(({ type }) => type === 'log');
    expect(
      logs.map(({ run, path, count, hits, isComplete }) => [
        ...[run, path, count, Array.isArray(hits) && hits.length, isComplete],
      ]),
    ).toEqual([
      ['run-3', 'run-3/build.log', 1, 1, true],
      ['run-3', 'run-3/deploy/deploy.log', 2, 1, true],
      ['run-3', 'run-3/deploy/meta/build.json', 1, 1, true],
      ['run-3', 'run-3/old.log', 0, 0, false],
      ['run-3', 'run-3/packed.log.gz', 1, 1, true],
    ]);
    expect(events.at(-1)).toEqual({
      ...{ type: 'end', logs: 5, runs: 1, isComplete: false },
    });
    const rows = await client.readAudit();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toBe(
      `intent logs.search user:default/alice ${ENTITY}/run-3/`,
    );
  });

  it('should look through runs, the newest first', async () => {
    const find = async (query: string) => {
      const { text } = await search(
        `logs/search?location=logs&q=error&${query}`,
      );
      const events = parse(text);
      const runs = events.flatMap(({ type, run }) =>
        type === 'log' ? [run] : [],
      );
      return { runs: [...new Set(runs)], end: events.at(-1) };
    };
    expect(await find('runs=3')).toMatchObject({
      runs: ['run-9', 'run-3', 'run-2'],
      end: { type: 'end', runs: 3 },
    });
    expect(await find('')).toMatchObject({
      runs: ['run-9'],
      end: { runs: 1, isComplete: true },
    });
    expect(await find('run=run-2&runs=50')).toMatchObject({
      runs: ['run-2', 'run-1'],
      end: { logs: 2, runs: 2, isComplete: true },
    });
    const { response } = await search(
      'logs/search?location=logs&q=x&run=run-77',
    );
    expect(response.status).toBe(404);
    const folder = await search('logs/search?location=logs&q=x&path=run-3/');
    expect(folder.response.status).toBe(400);
  });

  it('should look through a folder where there are no runs', async () => {
    await putTestBlob(azure, 'a/b/deep.log', 'error');
    const { text } = await search('logs/search?location=flat&path=a/&q=error');
    expect(parse(text).slice(-3)).toEqual([
      expect.objectContaining({ type: 'log', path: 'a/b/deep.log', count: 1 }),
      expect.objectContaining({ type: 'progress', logs: 1, runs: 0 }),
      { type: 'end', logs: 1, runs: 0, isComplete: true },
    ]);
    const rows = await client.readAudit();
    expect(rows).toHaveLength(2);
    expect(rows[0]).toBe(`intent logs.search user:default/alice ${ENTITY}/a/`);
    const refused = await search('logs/search?location=flat&runs=2&q=x');
    expect(refused.response.status).toBe(400);
    const stranger = await search('logs/search?location=flat&path=&q=error', {
      user: 'bob',
    });
    expect(stranger.response.status).toBe(403);
    const outside = await search(
      'logs/search?location=flat&path=../other/&q=error',
    );
    expect(outside.response.status).toBe(400);
  });

  it('should look through all of a location without runs', async () => {
    await putTestBlob(azure, 'a/b/deep.log', 'error');
    await putTestBlob(azure, 'run.json', 'an error, and no manifest');
    for (const path of ['', '&path=']) {
      const response = await client.send(
        `${ENTITY}/logs/search?location=flat&q=error${path}`,
        { user: 'alice' },
        client.contractOrigin,
      );
      const events = parse(await response.text());
      const found = events.filter(({ type, count }) => type === 'log' && count);
      expect(found.map(event => event.path)).toEqual([
        'a/b/deep.log',
        'run.json',
      ]);
      expect(events.at(-1)).toMatchObject({ type: 'end', isComplete: true });
    }
  });
});
