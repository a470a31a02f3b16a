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

import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';

/** What tests work with, such as a `TestClient`. */
interface TestWorld {
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tests in front of one local Azure, on each database. What they work with is
 * there once a test runs, which finds it as it was at first.
 */
export function describePortal<T extends TestWorld>(
  name: string,
  type: { start(azure: LocalAzure, knex: Knex): Promise<T> },
  define: (getWorld: () => T, databaseId: TestDatabaseId) => void,
): void {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18', 'SQLITE_3'] });
  let azure: LocalAzure;

  // Several portals are slow to start, and to ask, on a busy machine
  jest.setTimeout(60_000);

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
  });

  afterAll(async () => {
    await azure?.stop();
  });

  describe.each(databases.eachSupportedId())(`${name} on %s`, databaseId => {
    let world: T;

    beforeAll(async () => {
      world = await type.start(azure, await databases.init(databaseId));
    });

    afterAll(async () => {
      await world?.stop();
    });

    beforeEach(async () => {
      await world.reset();
    });

    define(() => world, databaseId);
  });
}
