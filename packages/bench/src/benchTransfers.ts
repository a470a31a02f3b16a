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
import { LocalAzure, world } from 'local-azure';
import {
  putBigTestBlob,
  putTestBlob,
} from '../../../plugins/azure-blob-backend/src/__testUtils__/fillStorage';
import { startPortalProcess } from '../../../plugins/azure-blob-backend/src/__testUtils__/startPortalProcess';
import { measureInTurns, Summary } from './measure';
import { startProxy } from './startProxy';

const MIB = 1024 * 1024;
const BLOCK = 4 * MIB;
const DOWNLOAD = 64 * MIB;
const RANGE = 64 * 1024;
const FILES = 200;
const FOLDER = 'component/default/payments-api/run-1/';
const BIG = 'run-1/big.bin';
const PORTAL = '/api/azure-blob/v1/entities/component/default/payments-api';

/** Of one kind of work: how long each way of doing it took. */
export type TransferResult = Record<'direct' | 'proxy' | 'portal', Summary>;

/** Reads the same from storage directly, by a bare proxy and by the portal. */
export async function benchTransfers(
  azure: LocalAzure,
): Promise<Record<string, TransferResult>> {
  await fill(azure);
  const [portal, proxy] = await Promise.all([
    startPortalProcess(azure),
    startProxy(azure),
  ]);
  const assertion = await azure.entra.issueAssertion('alice');
  const asStorage = {
    authorization: `Bearer ${await exchange(azure, assertion)}`,
    'x-ms-version': '2025-07-05',
  };
  const asPortal = {
    authorization: mockCredentials.user.header('user:default/alice'),
    'Backstage-Azure-Blob-Authorization': `Bearer ${assertion}`,
  };
  const storage = new URL(azure.storage.blobEndpoint);

  const race = async (
    work: { storage: string; portal: string; headers?: object; bytes?: number },
    rounds: number,
  ) => {
    const path = `${storage.pathname}/artifacts${work.storage}`;
    const ways = {
      direct: [storage.origin, path, asStorage],
      proxy: [proxy.origin, path, asStorage],
      portal: [portal.origin, `${PORTAL}${work.portal}`, asPortal],
    } as const;
    const contestants = Object.entries(ways).map(
      ([name, [origin, url, headers]]) => ({
        name,
        run: () =>
          read(`${origin}${url}`, { ...headers, ...work.headers }, work.bytes),
      }),
    );
    const result = await measureInTurns(contestants, { rounds, warmUps: 3 });
    return result as TransferResult;
  };

  try {
    const big = `?location=artifacts&path=${BIG}`;
    return {
      [`list a folder of ${FILES}`]: await race(
        {
          storage: `?restype=container&comp=list&delimiter=%2F&maxresults=${FILES}&prefix=${FOLDER}`,
          portal: `/artifacts?location=artifacts&path=run-1/&limit=${FILES}`,
        },
        60,
      ),
      'read 64 KiB': await race(
        {
          storage: `/${FOLDER}big.bin`,
          portal: `/content${big}`,
          headers: { range: `bytes=${MIB}-${MIB + RANGE - 1}` },
          bytes: RANGE,
        },
        100,
      ),
      'download 64 MiB': await race(
        {
          storage: `/${FOLDER}big.bin`,
          portal: `/content${big}`,
          bytes: DOWNLOAD,
        },
        10,
      ),
    };
  } finally {
    await Promise.all([portal.stop(), proxy.stop()]);
  }
}

async function fill(azure: LocalAzure): Promise<void> {
  const block = Buffer.alloc(BLOCK, 'the same line again\n');
  await putBigTestBlob(azure, BIG, { block, times: DOWNLOAD / BLOCK });
  for (let file = 1; file < FILES; file++) {
    await putTestBlob(azure, `run-1/file-${file}.txt`, 'a line');
  }
}

/** What the portal does for a user, once. */
async function exchange(azure: LocalAzure, assertion: string): Promise<string> {
  const response = await fetch(
    `${azure.entra.origin}/${azure.tenantId}/oauth2/v2.0/token`,
    {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
        requested_token_use: 'on_behalf_of',
        client_id: world.apiApp.clientId,
        client_secret: world.apiApp.clientSecret,
        scope: 'https://storage.azure.com/.default',
        assertion,
      }),
    },
  );
  const { access_token: token } = await response.json();
  return token;
}

/** To the last byte, without keeping any. */
async function read(
  url: string,
  headers: Record<string, string>,
  bytes?: number,
): Promise<void> {
  const response = await fetch(url, { headers });
  let received = 0;
  for await (const chunk of response.body ?? []) {
    received += chunk.length;
  }
  if (!response.ok || (bytes !== undefined && received !== bytes)) {
    throw new Error(`${response.status} and ${received} bytes from ${url}`);
  }
}
