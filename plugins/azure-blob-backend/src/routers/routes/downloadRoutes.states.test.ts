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
import { setTimeout as sleep } from 'node:timers/promises';
import { describePortal } from '../../__testUtils__/describePortal';
import {
  CONTENT,
  DownloadWorld,
  readCode,
  REPORT,
} from '../../__testUtils__/DownloadWorld';
import { putBigTestBlob, putTestBlob } from '../../__testUtils__/fillStorage';
import { DownloadStates } from '../../downloads';

const MIB = 2 ** 20;
const BIG = 'run-2/big.bin';

describePortal(
  'downloadRoutes, telling how it goes',
  DownloadWorld,
  getWorld => {
    /** An answer that is taken no further than it is wanted. */
    const open = (url: string) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        get(
          getWorld().client.portal.origin + new URL(url).pathname,
          resolve,
        ).once('error', reject);
      });

    const putBig = () =>
      putBigTestBlob(getWorld().azure, BIG, {
        block: Buffer.alloc(4 * MIB, 'x'),
        times: 64,
      });

    it('should tell its maker how a download goes, and nobody else', async () => {
      const world = getWorld();
      const [link] = await world.createLinks();
      const id = link.id ?? '';
      expect(id).toMatch(/^[\w-]{22}$/);
      expect(link.url).not.toContain(id);
      const size = CONTENT.length;
      expect((await world.askState(id)).body).toEqual({
        id,
        state: 'waiting',
        bytes: 0,
        size,
      });
      await (await world.follow(link)).text();
      expect(await world.waitForState(id, 'succeeded')).toEqual({
        id,
        state: 'succeeded',
        bytes: size,
        size,
      });
      for (const method of ['GET', 'DELETE']) {
        for (const [asked, user] of [
          [id, 'bob'],
          ['AAAAAAAAAAAAAAAAAAAAAA', 'alice'],
          [`${id.slice(0, -1)}%00`, 'alice'],
          [`${id}%0a`, 'alice'],
          ['%00', 'alice'],
        ]) {
          const answer = await world.askState(asked, { user, method });
          expect(answer).toMatchObject({
            status: 404,
            body: { error: { code: 'LinkNotFound' } },
          });
        }
      }
      const rows = await world.knex('download_states');
      expect(Object.keys(rows[0]).sort()).toEqual([
        ...['bytes', 'code', 'id', 'message', 'size'],
        ...['state', 'updated_at', 'user_ref'],
      ]);
    });

    it('should not follow a link that its maker has ended', async () => {
      const world = getWorld();
      const [link] = await world.createLinks();
      const id = link.id ?? '';
      expect((await world.askState(id, { method: 'DELETE' })).status).toBe(204);
      expect((await world.askState(id)).body?.state).toBe('canceled');
      expect(await readCode(await world.follow(link))).toEqual([
        404,
        'LinkNotFound',
      ]);
      expect((await world.askState(id)).body?.state).toBe('canceled');
    });

    it('should break off within two seconds, on whichever replica it was ended', async () => {
      const world = getWorld();
      await putBig();
      const [link] = await world.createLinks({ paths: [BIG] });
      const id = link.id ?? '';
      const response = await open(link.url);
      const running = await world.waitForState(id, 'running');
      expect(running.size).toBe(256 * MIB);
      // As much as the network takes without being read from.
      await sleep(1_500);
      const { body } = await world.askState(id);
      expect(body?.bytes).toBeGreaterThan(0);
      expect(body?.bytes).toBeLessThan(128 * MIB);

      const broken = new Promise(resolve => {
        response.once('error', resolve);
      });
      const start = Date.now();
      const { sasClient: elsewhere } = world;
      await world.askState(id, { method: 'DELETE', client: elsewhere });
      response.resume();
      await broken;
      expect(Date.now() - start).toBeLessThan(3_000);
      expect((await world.askState(id)).body?.state).toBe('canceled');
      const audit = await world.readSettledAudit();
      expect(audit.at(-1)).toBe('outcome aborted');
    });

    it('should say what went wrong, also to those who only saw a broken connection', async () => {
      const world = getWorld();
      await putTestBlob(world.azure, REPORT, CONTENT, {
        metadata: { sha256: '0'.repeat(64) },
      });
      const [changed, tampered] = await world.createLinks({
        paths: [REPORT, REPORT],
      });
      const refused = await world.follow(tampered);
      expect(await readCode(refused)).toEqual([502, 'IntegrityFailed']);
      expect(
        await world.waitForState(tampered.id ?? '', 'failed'),
      ).toMatchObject({
        bytes: 0,
        code: 'IntegrityFailed',
        message: expect.stringMatching(/are not those that were published/),
      });
      expect((await world.readSettledAudit()).at(-1)).toBe(
        'outcome failed IntegrityFailed',
      );
      await putTestBlob(world.azure, REPORT, 'changed');
      expect(await readCode(await world.follow(changed))).toEqual([
        409,
        'BlobChanged',
      ]);
      expect(
        await world.waitForState(changed.id ?? '', 'failed'),
      ).toMatchObject({
        code: 'BlobChanged',
      });
    });

    it('C21: should break the connection before the last byte of what is not what was published', async () => {
      const world = getWorld();
      const content = Buffer.alloc(5 * MIB, 'x');
      await putTestBlob(world.azure, BIG, content, {
        metadata: { sha256: '0'.repeat(64) },
      });
      const [link] = await world.createLinks({ paths: [BIG] });
      const response = await world.follow(link);
      expect(response.status).toBe(200);
      let received = 0;
      await expect(async () => {
        for await (const chunk of response.body ?? []) {
          received += chunk.length;
        }
      }).rejects.toThrow();
      expect(received).toBeLessThan(content.length);
      expect(await world.waitForState(link.id ?? '', 'failed')).toMatchObject({
        code: 'IntegrityFailed',
        size: content.length,
      });
      expect((await world.readSettledAudit()).at(-1)).toBe(
        'outcome failed IntegrityFailed',
      );
    });

    it('should not wait for what never comes, nor keep what is over', async () => {
      const world = getWorld();
      const [waiting, running, over] = await world.createLinks({
        paths: [REPORT, REPORT, REPORT],
      });
      const age = (id: string | undefined, seconds: number, state?: string) =>
        world
          .knex('download_states')
          .where({ id })
          .update({
            updated_at: new Date(Date.now() - seconds * 1_000).toISOString(),
            ...(state && { state }),
          });
      await age(waiting.id, 100);
      await age(running.id, 40, 'running');
      await age(over.id, 3_700, 'succeeded');
      expect((await world.askState(waiting.id ?? '')).body).toMatchObject({
        state: 'failed',
        code: 'LinkNotFound',
      });
      expect((await world.askState(running.id ?? '')).body).toMatchObject({
        state: 'failed',
        message: expect.stringMatching(/has stopped sending/),
      });
      await DownloadStates.create({ database: world.knex }).sweep();
      expect((await world.askState(over.id ?? '')).status).toBe(404);
      expect(await world.knex('download_states')).toHaveLength(2);
    });

    it('should not stop sending where its state cannot be told', async () => {
      const world = getWorld();
      await putBig();
      const [link] = await world.createLinks({ paths: [BIG] });
      const response = await open(link.url);
      await world.waitForState(link.id ?? '', 'running');
      await world.knex.schema.renameTable('download_states', 'elsewhere');
      let received = 0;
      try {
        await sleep(1_200);
        for await (const chunk of response) {
          received += chunk.length;
        }
      } finally {
        await world.knex.schema.renameTable('elsewhere', 'download_states');
      }
      expect(received).toBe(256 * MIB);
    });
  },
);
