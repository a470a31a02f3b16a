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
import { Contestant, measureInTurns, Summary } from './measure';
import {
  Contest,
  openContest,
  TransferResult,
  WayRequest,
} from './openContest';
import { drain, readBody, readWire } from './readWire';
import { AzureProcess, STORAGE_DELAYS } from './startAzureProcess';
import { startReplay } from './startReplay';
import { startServer } from './startServer';

/** The scope of the component. */
export const PREFIX = 'component/default/payments-api/';
/** A folder that is listed by the page. */
export const MANY = { folder: 'run-2/', files: 10_000, page: 500 };
const FEW = { folder: 'run-3/', files: 1_000 };
const WRITERS = 32;
/** A portal that has been used; a fresh one still compiles its code. */
const WARM_UPS = 20;

/** Who lists the same folder. */
export type PeerWays = Record<'direct' | 'portal' | 'community', Summary>;

/**
 * How long a folder of 1,000 takes, whole, beside the plugin that others use
 * today; by what storage does before it answers.
 */
export type CommunityResult = Array<{ storage: string; ways: PeerWays }>;

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

/** Lists a folder beside the community's plugin. */
export async function benchCommunity(
  azure: AzureProcess,
): Promise<CommunityResult> {
  await fill(azure, FEW);
  const replay = await startReplay(azure);
  const opened: Peers[] = [];
  const open = async (storage: AzureProcess) => {
    const peers = await openPeers(storage);
    opened.push(peers);
    return peers;
  };
  try {
    const replayed = await open(replay.azure);
    const local = await open(azure);
    const peers: CommunityResult = [
      { storage: 'has it ready', ways: await replayed.race() },
    ];
    for (const delay of STORAGE_DELAYS) {
      await azure.setDelay(delay);
      const ways = await local.race();
      peers.push({
        storage: delay ? `local, after ${delay} ms` : 'local',
        ways,
      });
    }
    return peers;
  } finally {
    await azure.setDelay(0);
    await Promise.all(opened.map(peers => peers.close()));
    await replay.stop();
  }
}

/** All ways to list the folder out of one storage. */
interface Peers {
  race(): Promise<PeerWays>;
  close(): Promise<void>;
}

async function openPeers(azure: AzureProcess): Promise<Peers> {
  const { account, containers } = world;
  const { folder, files } = FEW;
  const { blobEndpoint, connectionString } = azure.storage;
  const [contest, community] = await Promise.all([
    openContest(azure),
    startServer('communityProcess.ts', {
      certificateAuthority: azure.certificateAuthority,
      env: {
        BENCH_TARGET: blobEndpoint,
        BENCH_KEY: /AccountKey=([^;]+)/.exec(connectionString)?.[1] ?? '',
      },
    }),
  ]);
  const { direct, portal } = contest.ways({
    storage: listUrl(folder, files),
    portal: `/artifacts?location=artifacts&path=${folder}&limit=${files}`,
  });
  const peer = {
    url: `${community.origin}/api/azurestorage/${account.name}/containers/${containers.artifacts}?prefix=${PREFIX}${folder}`,
    headers: {},
  };
  // A list of the peer is 1,001 requests. Who did one list for each of its own
  // would be idle for most of the time, and cold.
  const contestants = [
    await openWay('direct', direct, {
      times: 20,
      count: body => body.split('<Blob>').length - 1,
    }),
    await openWay('portal', portal, {
      times: 20,
      count: body => JSON.parse(body).items.length,
    }),
    await openWay('community', peer, {
      times: 1,
      count: body => JSON.parse(body).length,
    }),
  ];
  return {
    async race() {
      const ways = await measureInTurns(contestants, { rounds: 5, warmUps: 1 });
      return ways as PeerWays;
    },
    async close() {
      await Promise.all([contest.close(), community.stop()]);
    },
  };
}

/** Counts what comes once, and from then on only whether as much comes. */
async function openWay(
  name: keyof PeerWays,
  { url, headers }: WayRequest,
  options: { times: number; count(body: string): number },
): Promise<Contestant> {
  const count = options.count(`${await readBody(url, headers)}`);
  if (count !== FEW.files) {
    throw new Error(`${count} files instead of ${FEW.files} by ${name}`);
  }
  const { bytes } = await readWire(url, headers);
  return {
    ...{ name, times: options.times },
    run: () => drain(url, headers, bytes),
  };
}

/** As storage is asked for a page of a folder. */
export function listUrl(folder: string, limit: number): string {
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
