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
import { describePortal } from '../../__testUtils__/describePortal';
import { DownloadWorld, readCode } from '../../__testUtils__/DownloadWorld';
import { getTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';

const ENTITY = 'component/default/payments-api';
const container = 'logs';
const BASE = 'run-1/test.log';
const HEAD = 'run-2/test.log';
const PACKED = 'run-2/packed.log.gz';
const LINES = Array.from({ length: 4_000 }, (_, i) => `line ${i + 1} ü`);
const TEXT = `${LINES.join('\n')}\n`;

describePortal('logComparisonRoutes', DownloadWorld, getWorld => {
  beforeEach(async () => {
    await getWorld().reset();
    const { azure } = getWorld();
    await putTestBlob(azure, HEAD, TEXT, { container });
    await putTestBlob(azure, PACKED, gzipSync(TEXT), { container });
  });

  const ask = (
    call: string,
    query: Record<string, string | number>,
    origin = getWorld().client.contractOrigin,
  ) => {
    const params = new URLSearchParams({
      location: 'logs',
      ...Object.fromEntries(
        Object.entries(query).map(([key, value]) => [key, `${value}`]),
      ),
    });
    const url = `${ENTITY}/log/${call}?${params}`;
    return getWorld().client.send(url, { user: 'alice' }, origin);
  };

  async function countLines(path: string) {
    for (;;) {
      const { client } = getWorld();
      const response = await client.send(
        `${ENTITY}/log?location=logs&path=${path}`,
        { user: 'alice' },
        client.contractOrigin,
      );
      const log = await response.json();
      if (log.index.state === 'ready') {
        return log;
      }
    }
  }

  it('should tell what differs between two logs, apart from their times', async () => {
    const { azure } = getWorld();
    const base = [
      '2026-11-21T10:00:00.123Z PASS src/a.test.ts (12 ms)',
      '2026-11-21T10:00:01.123Z PASS src/b.test.ts (13 ms)',
      '2026-11-21T10:00:02.123Z Done in 3 s',
    ];
    const head = [
      '2026-11-22T11:00:00.567Z PASS src/a.test.ts (99 ms)',
      '2026-11-22T11:00:01.567Z \u001b[31mFAIL\u001b[39m src/b.test.ts (7 ms)',
      '2026-11-22T11:00:01.567Z   Expected: 200',
      '2026-11-22T11:00:02.567Z Done in 1 m 12 s',
    ];
    await putTestBlob(azure, BASE, base.join('\n'), { container });
    await putTestBlob(azure, HEAD, `${head.join('\n')}\n`, { container });
    const response = await ask('comparison', { base: BASE, head: HEAD });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      base: { revision: expect.any(String), lines: 3 },
      head: { revision: expect.any(String), lines: 4 },
      isComplete: true,
      hunks: [
        {
          kind: 'same',
          base: { from: 1, count: 1 },
          head: { from: 1, count: 1 },
        },
        {
          kind: 'changed',
          base: { from: 2, count: 1 },
          head: { from: 2, count: 2 },
        },
        {
          kind: 'same',
          base: { from: 3, count: 1 },
          head: { from: 4, count: 1 },
        },
      ],
      removed: 1,
      added: 2,
    });
    expect(await getWorld().client.readAudit()).toEqual([
      `intent log.comparison user:default/alice ${ENTITY}/${HEAD}`,
      'outcome succeeded',
    ]);
  });

  it.each([
    ['nothing at the end of it', { base: 'run-9/none.log' }, 404],
    ['a path out of the scope', { base: '../pay/run-1/test.log' }, 400],
    ['a path out of the scope', { head: '../pay/run-1/test.log' }, 400],
  ])('P1: should refuse %s', async (_, query, status) => {
    const response = await ask('comparison', {
      base: HEAD,
      head: HEAD,
      ...query,
    });
    expect(response.status).toBe(status);
  });

  it.each([HEAD, PACKED])(
    'should send lines of %s, with and without an index',
    async path => {
      const ranges = [
        [1, 1],
        [3_500, 3_502],
        [3_999, 9_999],
        [1_000, 2_000],
      ];
      const read = async () => {
        const texts: string[] = [];
        for (const [from, to] of ranges) {
          const response = await ask(
            'text',
            { path, from, to },
            // What checks the contract passes no headers of text on.
            getWorld().client.portal.origin,
          );
          expect(response.status).toBe(200);
          expect(Object.fromEntries(response.headers)).toMatchObject({
            'content-type': 'text/plain; charset=utf-8',
            'content-security-policy': "sandbox; default-src 'none'",
            'x-content-type-options': 'nosniff',
          });
          texts.push(await response.text());
        }
        return texts;
      };
      const expected = ranges.map(([from, to]) =>
        LINES.slice(from - 1, to)
          .map(line => `${line}\n`)
          .join(''),
      );
      expect(await read()).toEqual(expected);
      await countLines(path);
      expect(await read()).toEqual(expected);
    },
  );

  it('R9: should not send lines of another revision', async () => {
    const { azure } = getWorld();
    const { revision } = await countLines(HEAD);
    await putTestBlob(azure, HEAD, 'another\n', { container });
    const response = await ask('text', {
      path: HEAD,
      from: 1,
      to: 1,
      revision,
    });
    expect(await readCode(response)).toEqual([409, 'BlobChanged']);
  });

  it('should make links that download lines, of the log that was meant', async () => {
    const world = getWorld();
    const { revision } = await countLines(HEAD);
    const lines = { from: 2, to: 3, revision };
    const body = { location: 'logs', paths: [HEAD], lines };
    const [link] = await world.createLinks(body);
    const response = await world.follow(link);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="test.lines-2-3.log"',
    );
    expect(await response.text()).toBe('line 2 ü\nline 3 ü\n');
    expect((await world.follow(link)).status).toBe(404);

    const [late] = await world.createLinks(body);
    await getTestBlob(world.azure, HEAD, container).setMetadata({ a: 'b' });
    const refused = await world.follow(late);
    expect(await readCode(refused)).toEqual([409, 'BlobChanged']);
  });

  it.each([
    [{ paths: [HEAD, BASE], lines: { from: 1, to: 2 } }],
    [{ paths: [HEAD], lines: { from: 2, to: 1 } }],
    [{ paths: [HEAD], lines: { from: 0, to: 1 } }],
    [{ paths: [HEAD], lines: { from: 1, to: 1.5 } }],
    [{ paths: [HEAD], mode: 'sas', lines: { from: 1, to: 2 } }],
  ])('should make no link for %j', async body => {
    const response = await getWorld().send({ location: 'logs', ...body });
    expect(await readCode(response)).toEqual([400, 'InvalidRequest']);
  });

  it('should make no link to lines of what is no log', async () => {
    const response = await getWorld().send({
      location: 'artifacts',
      paths: [HEAD],
      lines: { from: 1, to: 2 },
    });
    expect(await readCode(response)).toEqual([403, 'LocationNotAllowed']);
  });
});
