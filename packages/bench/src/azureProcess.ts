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

import { startLocalAzure } from 'local-azure';
import { AzureWish } from './startAzureProcess';

/** A local Azure by itself, so that nobody it serves has a part in its speed. */
async function main() {
  const azure = await startLocalAzure();
  process.on('message', async (wish: AzureWish) => {
    if (wish.delayMs !== undefined) {
      azure.storage.faults.clear();
    }
    if (wish.delayMs) {
      azure.storage.faults.add({ delayMs: wish.delayMs });
    }
    process.send?.({ assertion: await azure.entra.issueAssertion('alice') });
  });
  process.once('disconnect', () => process.exit());
  const { tenantId, certificateAuthority, entra, storage } = azure;
  process.send?.({
    azure: {
      tenantId,
      certificateAuthority,
      entra: { origin: entra.origin },
      storage: {
        blobEndpoint: storage.blobEndpoint,
        connectionString: storage.connectionString,
      },
    },
  });
}

main();
