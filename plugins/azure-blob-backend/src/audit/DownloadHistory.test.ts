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

import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { openDatabase } from '../database';
import { DatabaseAuditLog } from './DatabaseAuditLog';
import { DownloadHistory, INTO_STORAGE } from './DownloadHistory';
import { AuditOutcome, AuditSubject } from './types';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const query = {
  entityRef: 'component:default/payments-api',
  location: 'artifacts',
};

describe.each(databases.eachSupportedId())('DownloadHistory on %s', id => {
  it('should count files, zips and links into storage, and no previews', async () => {
    const knex = await databases.init(id);
    const database = await openDatabase(mockServices.database({ knex }));
    const audit = DatabaseAuditLog.create({
      database,
      logger: mockServices.logger.mock(),
    });
    const history = DownloadHistory.create({ database });
    const record = async (
      operation: string,
      outcome: Omit<AuditOutcome, 'result'>,
      other: Partial<AuditSubject> & Partial<AuditOutcome> = {},
    ) => {
      const { result = 'succeeded', ...subject } = other;
      const intent = await audit.begin({
        ...query,
        ...{ actorRef: 'user:default/alice', ownerRefs: [], blob: operation },
        ...{ operation, origin: { requestId: 'r-1' } },
        ...subject,
      });
      await audit.end(intent, { result, ...outcome });
    };

    await record('content', { bytes: 5 });
    await record('archive', { bytes: 7, details: { files: 2 } });
    await record('download-link', { details: INTO_STORAGE });

    await record('content.part', { bytes: 5 });
    await record('archive-entry', { bytes: 5 });
    await record('artifact', {});
    await record('download-link', {});
    await record('archive-link', {});
    await record('content', { bytes: 0 });
    await record('content', { bytes: 3 }, { result: 'aborted' });
    const details = INTO_STORAGE;
    await record('download-link', { details }, { result: 'failed' });
    await record('content', { bytes: 5 }, { location: 'images' });
    const entityRef = 'component:default/pay';
    await record('archive', { bytes: 5 }, { entityRef });

    const all = { ...query, since: new Date(0) };
    expect(await history.count(all)).toBe(3);
    const last = await history.list(all, 10);
    expect(last.map(({ blob }) => blob).sort()).toEqual([
      'archive',
      'content',
      'download-link',
    ]);
    expect(await history.list(all, 1)).toMatchObject([
      { by: 'user:default/alice' },
    ]);
    const since = new Date(Date.now() + 60_000);
    expect(await history.count({ ...query, since })).toBe(0);
  });
});
