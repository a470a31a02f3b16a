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

import { setImmediate as nextTurn } from 'node:timers/promises';
import { ContainerClient } from '@azure/storage-blob';
import { world } from 'local-azure';
import { createAccount } from '../../../plugins/azure-blob-backend/src/__testUtils__/createAccount';
import { createTestKeys } from '../../../plugins/azure-blob-backend/src/__testUtils__/createTestKeys';
import {
  CursorCodec,
  ScopedBlobStore,
  UserDelegationKeys,
} from '../../../plugins/azure-blob-backend/src/storage';
import { Scope } from '../../../plugins/azure-blob-backend/src/types';
import { listUrl, MANY, PREFIX } from './benchListing';
import { measureInTurns, summarize, Summary } from './measure';
import { drain } from './readWire';
import { signInAsAlice } from './signInAsAlice';
import { AzureProcess } from './startAzureProcess';
import { startReplay } from './startReplay';

const ITEMS = 5000;
const ROUNDS = 20;

/** Where the page is, and what it is read with. */
interface Source {
  endpoint: string;
  asStorage: Record<string, string>;
  credential: {
    getToken(): Promise<{ token: string; expiresOnTimestamp: number }>;
  };
}

/** What a client adds to the reading of a full page that is there at once. */
export interface ParsingResult {
  items: number;
  page: Record<'raw' | 'plugin' | 'sdk', Summary>;
  /** For how long nothing else could run, the longest time of each page. */
  block: Record<'plugin' | 'sdk', Summary>;
}

/** Reads a page that storage has ready, in several ways. */
export async function benchParsing(
  azure: AzureProcess,
): Promise<ParsingResult> {
  const replay = await startReplay(azure);
  const { token, asStorage } = await signInAsAlice(azure);
  const source: Source = {
    endpoint: replay.azure.storage.blobEndpoint,
    asStorage,
    credential: {
      getToken: async () => ({
        token,
        expiresOnTimestamp: Date.now() + 3_600_000,
      }),
    },
  };
  const ways = {
    raw: createRawReader(source),
    plugin: createPluginLister(source),
    sdk: createSdkLister(source),
  };
  try {
    const result = await measureInTurns(
      Object.entries(ways).map(([name, run]) => ({ name, run })),
      { rounds: ROUNDS, warmUps: 5 },
    );
    return {
      items: ITEMS,
      page: result as ParsingResult['page'],
      block: {
        plugin: await measureBlocks(ways.plugin),
        sdk: await measureBlocks(ways.sdk),
      },
    };
  } finally {
    await replay.stop();
  }
}

function createRawReader({ endpoint, asStorage }: Source): () => Promise<void> {
  const url = `${endpoint}/${world.containers.artifacts}${listUrl(
    MANY.folder,
    ITEMS,
  )}`;
  return () => drain(url, asStorage);
}

function createPluginLister({
  endpoint,
  credential,
}: Source): () => Promise<void> {
  const account = createAccount(endpoint);
  const scope: Scope = {
    account,
    container: world.containers.artifacts,
    prefix: PREFIX,
    location: {
      id: 'artifacts',
      title: 'Artifacts',
      content: 'artifacts',
      account,
      container: world.containers.artifacts,
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
      layout: '{run}/{path}',
    },
  };
  const cursors = CursorCodec.create({
    keys: createTestKeys(),
    userRef: 'user:default/alice',
    scope,
  });
  return async () => {
    const store = ScopedBlobStore.create({
      scope,
      credential,
      cursors,
      delegationKeys: UserDelegationKeys.create(),
    });
    const { items } = await store.list({ path: MANY.folder, limit: ITEMS });
    expectItems(items.length);
  };
}

function createSdkLister({
  endpoint,
  credential,
}: Source): () => Promise<void> {
  const container = new ContainerClient(
    `${endpoint}/${world.containers.artifacts}`,
    credential,
  );
  return async () => {
    const pages = container
      .listBlobsByHierarchy('/', {
        prefix: PREFIX + MANY.folder,
        includeMetadata: true,
      })
      .byPage({ maxPageSize: ITEMS });
    const { value } = await pages.next();
    expectItems(value.segment.blobItems.length);
  };
}

function expectItems(count: number): void {
  if (count !== ITEMS) {
    throw new Error(`${count} items instead of ${ITEMS}`);
  }
}

/** The longest that a turn of the event loop takes, page by page. */
async function measureBlocks(run: () => Promise<void>): Promise<Summary> {
  const blocks: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    let longest = 0;
    let isOver = false;
    let last = performance.now();
    const turn = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (!isOver) {
        setImmediate(turn);
      }
    };
    setImmediate(turn);
    await run();
    await nextTurn();
    isOver = true;
    blocks.push(longest);
  }
  return summarize(blocks);
}
