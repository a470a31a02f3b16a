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

import { BigLog, world } from 'local-azure';
import { createAccount } from '../../../plugins/azure-blob-backend/src/__testUtils__/createAccount';
import { createTestKeys } from '../../../plugins/azure-blob-backend/src/__testUtils__/createTestKeys';
import { LogIndex } from '../../../plugins/azure-blob-backend/src/logs/lines';
import { readLogLines } from '../../../plugins/azure-blob-backend/src/logs/readLogLines';
import { openLogText } from '../../../plugins/azure-blob-backend/src/logs/text';
import {
  CursorCodec,
  ScopedBlobStore,
  UserDelegationKeys,
} from '../../../plugins/azure-blob-backend/src/storage';
import { AzureProcess } from './startAzureProcess';

/** An indexed log as the plugin reads it once somebody has been let in. */
export interface IndexedLogReader {
  readLines(from: number, count: number): Promise<string[]>;
}

/** Indexes a log in this process, and opens it without the portal. */
export async function openIndexedLog(
  azure: AzureProcess,
  options: { log: BigLog; path: string; revision: string; token: string },
): Promise<IndexedLogReader> {
  const { log, path, revision, token } = options;
  const account = createAccount(azure.storage.blobEndpoint);
  const container = world.containers.logs;
  const scope = {
    location: {
      id: 'logs',
      title: 'Logs',
      content: 'logs' as const,
      account,
      container,
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
      layout: '{run}/{path}',
    },
    account,
    container,
    prefix: 'component/default/payments-api/',
  };
  const blobs = ScopedBlobStore.create({
    scope,
    credential: {
      getToken: async () => ({ token, expiresOnTimestamp: Date.now() + 6e5 }),
    },
    cursors: CursorCodec.create({
      keys: createTestKeys(),
      userRef: 'user:default/alice',
      scope,
    }),
    delegationKeys: UserDelegationKeys.create(),
  });
  const index = new LogIndex();
  for (const block of log.blocks()) {
    index.add(block);
  }
  index.finish();
  const text = await openLogText({
    ...{ blobs, path, revision },
    index: { format: { encoding: 'utf-8', isBinary: false }, size: log.size },
  });
  return {
    async readLines(from, count) {
      const position = { from };
      const { answer } = await readLogLines({ text, index, position, count });
      return answer.lines.map(line => line.text);
    },
  };
}
