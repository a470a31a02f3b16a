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

import { describePortal } from '../../__testUtils__/describePortal';
import {
  DownloadWorld,
  LINKS,
  OTHER,
  readCode,
  REPORT,
} from '../../__testUtils__/DownloadWorld';

describePortal('downloadRoutes, refusing,', DownloadWorld, getWorld => {
  it('should make all links or none', async () => {
    const world = getWorld();
    const { status, body } = await world.client.post(LINKS, {
      location: 'artifacts',
      paths: [REPORT, 'run-2/missing', OTHER],
    });
    expect([status, body.error.code]).toEqual([404, 'BlobNotFound']);
    expect(await world.knex('download_tickets')).toEqual([]);
    const audit = (await world.client.readAudit()).join('\n');
    expect(audit.match(/intent download-link/g)?.length).toBe(
      audit.match(/outcome/g)?.length,
    );
    expect(audit).toContain('outcome failed BlobNotFound');
    expect(audit).not.toContain('succeeded');

    const mixed = await world.client.post(LINKS, {
      location: 'artifacts',
      paths: [REPORT, '../pay/x'],
    });
    expect(mixed.body.error.code).toBe('InvalidBlobName');
    expect(await world.knex('download_tickets')).toEqual([]);

    const many = Array.from({ length: 100 }, () => OTHER);
    const links = await world.createLinks({ paths: many });
    expect(new Set(links.map(({ url }) => url)).size).toBe(100);
  });

  it('should refuse whoever may not read, and what is no request', async () => {
    const world = getWorld();
    const bob = await world.client.post(
      LINKS,
      { location: 'artifacts', paths: [REPORT] },
      { user: 'bob' },
    );
    expect([bob.status, bob.body.error.code]).toEqual([403, 'NoRole']);
    expect(world.azure.storage.requests).toEqual([]);
    for (const body of [
      {},
      { paths: [OTHER], location: '../x' },
      { location: 'artifacts', paths: [] },
      { location: 'artifacts', paths: [''] },
      { location: 'artifacts', paths: Array(101).fill(OTHER) },
      { location: 'artifacts', paths: [OTHER], mode: 'public' },
      { location: 'artifacts', paths: [OTHER], until: '2099-01-01' },
      { location: 'artifacts', paths: [OTHER], mode: 'sas' },
    ]) {
      const response = await world.send(body);
      expect(await readCode(response)).toEqual([400, 'InvalidRequest']);
    }
    expect(await world.knex('download_tickets')).toEqual([]);
  });

  it('should make no link that it could not keep', async () => {
    const world = getWorld();
    await world.knex.schema.renameTable('download_tickets', 'elsewhere');
    const response = await world.send({ paths: [REPORT] });
    const lost = await world.follow({
      url: `http://localhost/api/azure-blob/v1/downloads/${'A'.repeat(
        22,
      )}.${'A'.repeat(43)}`,
    });
    await world.knex.schema.renameTable('elsewhere', 'download_tickets');
    expect(await readCode(response)).toEqual([503, 'AuditUnavailable']);
    expect(await readCode(lost)).toEqual([503, 'AuditUnavailable']);
    expect(await world.client.readAudit()).toContain(
      'outcome failed AuditUnavailable',
    );
  });
});
