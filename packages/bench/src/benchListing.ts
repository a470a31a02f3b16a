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
import { putTestBlob } from '../../../plugins/azure-blob-backend/src/__testUtils__/fillStorage';
import { measureInTurns, Summary } from './measure';
import { Contest, TransferResult } from './openContest';
import { readBody } from './readWire';
import { AzureProcess, STORAGE_DELAYS } from './startAzureProcess';
import { startServer } from './startServer';

const PREFIX = 'component/default/payments-api/';
const MANY = { folder: 'run-2/', files: 10_000, page: 500 };
const FEW = { folder: 'run-3/', files: 1_000 };
const WRITERS = 32;
/** A portal that has been used; a fresh one still compiles its code. */
const WARM_UPS = 20;

/** Who lists the same folder. */
export type PeerWays = Record<'direct' | 'portal' | 'community', Summary>;

/**
 * How long a folder of 1,000 takes, whole, beside the plugin that others use
 * today; by how many milliseconds storage waits before it answers.
 */
export type CommunityResult = Array<{ delay: number; ways: PeerWays }>;

/** Puts the many blobs into storage that a page is listed out of. */
export async function fillMany(azure: AzureProcess): Promise<void> {
  await fill(azure, MANY);
}

/** Lists a page out of many. */
export async function benchListing(contest: Contest): Promise<TransferResult> {
  const { folder, page } = MANY;
  return contest.race(
    {
      storage: listUrl(folder, page),
      portal: `/artifacts?location=artifacts&path=${folder}&limit=${page}`,
    },
    { rounds: 100, warmUps: WARM_UPS },
  );
}

/** A full page, as storage sends it. */
export async function capturePage(contest: Contest): Promise<Buffer> {
  return contest.readStorage(listUrl(MANY.folder, 5000));
}

/** Lists a folder beside the community's plugin. */
export async function benchCommunity(
  azure: AzureProcess,
  contest: Contest,
): Promise<CommunityResult> {
  await fill(azure, FEW);
  const { connectionString } = azure.storage;
  const community = await startServer('communityProcess.ts', {
    certificateAuthority: azure.certificateAuthority,
    env: {
      BENCH_TARGET: azure.storage.blobEndpoint,
      BENCH_KEY: /AccountKey=([^;]+)/.exec(connectionString)?.[1] ?? '',
    },
  });
  const { account, containers } = world;
  const { folder, files } = FEW;
  const expectFiles = (count: number) => {
    if (count !== files) {
      throw new Error(`${count} files instead of ${files}`);
    }
  };
  try {
    const contestants = [
      {
        name: 'direct',
        async run() {
          const page = await contest.readStorage(listUrl(folder, files));
          expectFiles(`${page}`.split('<Blob>').length - 1);
        },
      },
      {
        name: 'portal',
        async run() {
          const body = await contest.readPortal(
            `/artifacts?location=artifacts&path=${folder}&limit=${files}`,
          );
          expectFiles(JSON.parse(`${body}`).items.length);
        },
      },
      {
        name: 'community',
        async run() {
          const body = await readBody(
            `${community.origin}/api/azurestorage/${account.name}/containers/${containers.artifacts}?prefix=${PREFIX}${folder}`,
          );
          expectFiles(JSON.parse(`${body}`).length);
        },
      },
    ];
    // A single list of the peer is 1,000 requests, and warms it up by itself.
    for (let list = 0; list < WARM_UPS; list++) {
      for (const { run } of contestants.slice(0, -1)) {
        await run();
      }
    }
    const peers: CommunityResult = [];
    for (const delay of STORAGE_DELAYS) {
      await azure.setDelay(delay);
      const ways = await measureInTurns(contestants, { rounds: 5, warmUps: 1 });
      await azure.setDelay(0);
      peers.push({ delay, ways: ways as PeerWays });
    }
    return peers;
  } finally {
    await community.stop();
  }
}

function listUrl(folder: string, limit: number): string {
  return `?restype=container&comp=list&delimiter=%2F&maxresults=${limit}&include=metadata&prefix=${PREFIX}${folder}`;
}

async function fill(
  azure: AzureProcess,
  { folder, files }: { folder: string; files: number },
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: WRITERS }, async () => {
      while (next < files) {
        const path = `${folder}packages-${`${next++}`.padStart(5, '0')}.tgz`;
        await putTestBlob(azure, path, 'a line', {
          metadata: { sha256: 'ab'.repeat(32), commit: 'cd'.repeat(20) },
        });
      }
    }),
  );
}
