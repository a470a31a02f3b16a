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

import { mockCredentials } from '@backstage/backend-test-utils';
import { world } from 'local-azure';
import { startPortalProcess } from '../../../plugins/azure-blob-backend/src/__testUtils__/startPortalProcess';
import { exchange } from './exchange';
import { measureInTurns, Summary } from './measure';
import { readBody, readWire } from './readWire';
import { AzureProcess } from './startAzureProcess';
import { startServer } from './startServer';

const PORTAL = '/api/azure-blob/v1/entities/component/default/payments-api';

/** Of one kind of work: how long each way of doing it took. */
export type TransferResult = Record<'direct' | 'proxy' | 'portal', Summary>;

/** What to read, as storage names it and as the portal does. */
export interface TransferWork {
  storage: string;
  portal: string;
  headers?: Record<string, string>;
  /** How many there must be. */
  bytes?: number;
}

/** The same storage directly, behind a bare proxy and behind the portal. */
export interface Contest {
  race(
    work: TransferWork,
    options: { rounds: number; warmUps?: number },
  ): Promise<TransferResult>;
  readStorage(path: string): Promise<Buffer>;
  readPortal(path: string): Promise<Buffer>;
  close(): Promise<void>;
}

/** Opens all ways to read from storage, as one user. */
export async function openContest(azure: AzureProcess): Promise<Contest> {
  const [portal, proxy] = await Promise.all([
    startPortalProcess(azure),
    startServer('proxyProcess.ts', {
      certificateAuthority: azure.certificateAuthority,
      env: { BENCH_TARGET: azure.storage.blobEndpoint },
    }),
  ]);
  const assertion = await azure.issueAssertion();
  const asStorage = {
    authorization: `Bearer ${await exchange(azure, assertion)}`,
    'x-ms-version': '2025-07-05',
  };
  const asPortal = {
    authorization: mockCredentials.user.header('user:default/alice'),
    'Backstage-Azure-Blob-Authorization': `Bearer ${assertion}`,
  };
  const storage = new URL(azure.storage.blobEndpoint);
  const toStorage = (path: string) =>
    `${storage.pathname}/${world.containers.artifacts}${path}`;

  return {
    async race(work, { rounds, warmUps = 3 }) {
      const ways = {
        direct: [storage.origin, toStorage(work.storage), asStorage],
        proxy: [proxy.origin, toStorage(work.storage), asStorage],
        portal: [portal.origin, PORTAL + work.portal, asPortal],
      } as const;
      const contestants = Object.entries(ways).map(
        ([name, [origin, path, headers]]) => ({
          name,
          run: () =>
            drain(origin + path, { ...headers, ...work.headers }, work.bytes),
        }),
      );
      const result = await measureInTurns(contestants, { rounds, warmUps });
      return result as TransferResult;
    },
    readStorage: path => readBody(storage.origin + toStorage(path), asStorage),
    readPortal: path => readBody(portal.origin + PORTAL + path, asPortal),
    async close() {
      await Promise.all([portal.stop(), proxy.stop()]);
    },
  };
}

/** To the last byte, without keeping any. */
async function drain(
  url: string,
  headers: Record<string, string>,
  expected?: number,
): Promise<void> {
  const { status, bytes } = await readWire(url, headers);
  if (
    status < 200 ||
    status > 299 ||
    (expected !== undefined && bytes !== expected)
  ) {
    throw new Error(`${status} and ${bytes} bytes from ${url}`);
  }
}
