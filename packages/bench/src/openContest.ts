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

import { world } from 'local-azure';
import { startPortalProcess } from '../../../plugins/azure-blob-backend/src/__testUtils__/startPortalProcess';
import { measureInTurns, Summary } from './measure';
import { drain } from './readWire';
import { signInAsAlice } from './signInAsAlice';
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

/** What is sent for it. */
export interface WayRequest {
  url: string;
  headers: Record<string, string>;
}

/** The same storage directly, behind a bare proxy and behind the portal. */
export interface Contest {
  ways(work: TransferWork): Record<keyof TransferResult, WayRequest>;
  race(
    work: TransferWork,
    options: { rounds: number; warmUps?: number },
  ): Promise<TransferResult>;
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
  const { asStorage, asPortal } = await signInAsAlice(azure);
  const storage = new URL(azure.storage.blobEndpoint);
  const toStorage = (path: string) =>
    `${storage.pathname}/${world.containers.artifacts}${path}`;

  const ways: Contest['ways'] = work => {
    const toWay = (url: string, headers: Record<string, string>) => ({
      url,
      headers: { ...headers, ...work.headers },
    });
    const path = toStorage(work.storage);
    return {
      direct: toWay(storage.origin + path, asStorage),
      proxy: toWay(proxy.origin + path, asStorage),
      portal: toWay(portal.origin + PORTAL + work.portal, asPortal),
    };
  };
  return {
    ways,
    async race(work, { rounds, warmUps = 3 }) {
      const contestants = Object.entries(ways(work)).map(
        ([name, { url, headers }]) => ({
          name,
          run: () => drain(url, headers, work.bytes),
        }),
      );
      const result = await measureInTurns(contestants, { rounds, warmUps });
      return result as TransferResult;
    },
    async close() {
      await Promise.all([portal.stop(), proxy.stop()]);
    },
  };
}
