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

import { createRequire } from 'node:module';
import {
  BlobServiceClient,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';
import { mockServices } from '@backstage/backend-test-utils';
import express, { RequestHandler } from 'express';
import { world } from 'local-azure';

const PEER = '@backstage-community/plugin-azure-storage-explorer-backend';

/** What of the peer is looked at, none of which it exports. */
interface PeerModules {
  AzureStorageProvider: {
    prototype: { getblobServiceClient(): BlobServiceClient };
  };
  AzureStorageBuilder: {
    createBuilder(environment: object): {
      build(): Promise<{ router: RequestHandler }>;
    };
  };
}

/**
 * The community's plugin in front of the same storage. Its host is the only
 * thing that is changed: it knows no other than Azure's own.
 */
async function main() {
  const client = new BlobServiceClient(
    process.env.BENCH_TARGET ?? '',
    new StorageSharedKeyCredential(
      world.account.name,
      process.env.BENCH_KEY ?? '',
    ),
  );
  const load = createRequire(__filename);
  const { AzureStorageProvider }: PeerModules = load(
    `${PEER}/dist/service/AzureStorageProvider.cjs.js`,
  );
  const { AzureStorageBuilder }: PeerModules = load(
    `${PEER}/dist/service/AzureStorageBuilder.cjs.js`,
  );
  AzureStorageProvider.prototype.getblobServiceClient = () => client;
  const { router } = await AzureStorageBuilder.createBuilder({
    logger: mockServices.rootLogger({ level: 'none' }),
    config: mockServices.rootConfig({
      data: {
        azureStorage: {
          blobContainers: [
            {
              accountName: world.account.name,
              authType: 'accessToken',
              auth: { accessToken: 'unused' },
            },
          ],
        },
      },
    }),
  }).build();
  const server = express()
    .use('/api/azurestorage', router)
    .listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address && typeof address === 'object') {
        process.send?.({ origin: `http://127.0.0.1:${address.port}` });
      }
    });
}

main();
