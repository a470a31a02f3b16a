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

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { LocalAzure, startLocalAzure, world } from 'local-azure';
import { getDemoEntities } from '../../__testUtils__/demoWorld';
import { getTestBlob } from '../../__testUtils__/fillStorage';
import {
  PortalProcess,
  startPortalProcess,
} from '../../__testUtils__/startPortalProcess';
import { createTestConfig } from '../../__testUtils__/startTestPortal';
import { TailClient } from './__testUtils__/TailClient';
import { waitUntil } from './__testUtils__/waitUntil';

jest.setTimeout(180_000);

const PATH = 'run-1/build.log';
const USERS = 100;
const WATCHERS = 500;
const AT_ONCE = 25;
const QUIET_MILLISECONDS = 4_000;
const MAX_MILLISECONDS = 60_000;

/** Colleagues of Alice: each may follow five logs. */
function createUsers(): Entity[] {
  const alice = getDemoEntities().find(
    ({ metadata }) => metadata.name === 'alice',
  );
  return Array.from({ length: USERS }, (_, index) => ({
    ...structuredClone(alice!),
    metadata: { ...alice!.metadata, name: `user-${index}` },
  }));
}

describe('LogTails, of a crowd', () => {
  let azure: LocalAzure;
  let directory: string;
  let portal: PortalProcess;
  const clients: TailClient[] = [];

  async function startPortal(): Promise<void> {
    const config = createTestConfig(azure);
    portal = await startPortalProcess(azure, {
      config: {
        ...config,
        // No tokens of a hundred users: the portal reads as itself.
        accounts: [
          {
            name: world.account.name,
            endpoint: azure.storage.blobEndpoint,
            identity: 'application',
          },
        ],
      },
      entities: [...getDemoEntities(), ...createUsers()],
      database: join(directory, 'portal.sqlite'),
    });
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'azure-blob-'));
    azure = await startLocalAzure();
    azure.storage.assignments.add({
      user: world.apiApp.servicePrincipal.name,
      role: 'Storage Blob Data Reader',
    });
    await startPortal();
  });

  afterAll(async () => {
    await Promise.all(clients.map(client => client.leave()));
    await portal?.stop();
    await azure?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  function follow(index: number): TailClient {
    const userRef = `user:default/user-${index % USERS}`;
    const authorization = mockCredentials.user.header(userRef);
    return new TailClient({
      url: () =>
        `${portal.origin}/api/azure-blob/v1/entities/component/default/payments-api` +
        `/log/tail?location=logs&path=${PATH}&after=0`,
      headers: async () => ({ authorization }),
      retryMilliseconds: 10_000,
    });
  }

  /** The looks at the log in a second, while nobody comes or goes. */
  async function countLooks(): Promise<number> {
    const { requests } = azure.storage;
    requests.length = 0;
    await sleep(QUIET_MILLISECONDS);
    const looks = requests.filter(({ url }) => url.includes('build.log'));
    return (1_000 * looks.length) / QUIET_MILLISECONDS;
  }

  it('R4: should show every line once and in order to each of 500, with one look a second, across a restart', async () => {
    const blob = getTestBlob(azure, PATH, 'logs').getAppendBlobClient();
    await blob.create();
    let content = '';
    const append = async (text: string) => {
      await blob.appendBlock(text, Buffer.byteLength(text));
      content += text;
    };
    const lines = Array.from({ length: 200 }, (_, line) => `line ${line}\n`);
    await append(lines.join(''));

    let isWriting = true;
    const write = async () => {
      for (let line = 200; isWriting; line++) {
        await append(`line ${line}\n`);
        await sleep(100);
      }
    };
    const written = write();
    // They come a few at a time, as they would, and all of them stay.
    for (let index = 0; index < WATCHERS; index++) {
      clients.push(follow(index));
      if (clients.length % AT_ONCE === 0) {
        await waitUntil(
          () => clients.every(({ connections }) => connections === 1),
          () => `${clients.at(-1)?.status} ${clients.at(-1)?.refusal}`,
          MAX_MILLISECONDS,
        );
      }
    }
    const waitForAll = async () => {
      const until = content.length;
      await waitUntil(
        () => clients.every(({ log }) => log.next >= until),
        () => {
          const behind = clients.filter(({ log }) => log.next < until);
          return `${behind.length} of them miss lines: ${behind[0].refusal}`;
        },
        MAX_MILLISECONDS,
      );
    };
    await waitForAll();
    const before = await countLooks();

    await portal.stop();
    await startPortal();
    await waitForAll();
    const after = await countLooks();

    isWriting = false;
    await written;
    await append('the last line');
    await blob.seal();
    await Promise.all(clients.map(({ done }) => done));
    for (const { text, logs, connections, events } of clients) {
      expect(text === `${content}\n`).toBe(true);
      expect(logs).toHaveLength(1);
      expect(connections).toBe(2);
      expect(events.at(-1)).toEqual({ type: 'end', reason: 'sealed' });
    }
    for (const looks of [before, after]) {
      // A machine with little time to spare looks less often, never more.
      expect(looks).toBeGreaterThan(0);
      expect(looks).toBeLessThan(1.3);
    }
  });
});
