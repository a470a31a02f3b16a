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

import { describePortal } from '../__testUtils__/describePortal';
import { getTestBlob } from '../__testUtils__/fillStorage';
import { TestClient } from '../__testUtils__/TestClient';

describePortal('old versions', TestClient, getClient => {
  it('P14: should show what a blob used to be to those who have more than a reader’s role', async () => {
    const client = getClient();
    const blob = getTestBlob(client.azure, '../pay/run-1/app.zip');
    await blob.deleteIfExists({ deleteSnapshots: 'include' });
    await blob.upload('old', 3);
    const { snapshot } = await blob.createSnapshot();
    await blob.upload('new', 3);
    const pay = 'component/default/pay';
    const file = 'location=artifacts&path=run-1/app.zip';
    const version = `snapshot:${snapshot}`;
    const old = `${file}&version=${encodeURIComponent(version)}`;

    const known = await client.get(`${pay}/artifact?${file}`);
    expect([known.status, known.body.versions]).toEqual([200, undefined]);
    const owned = await client.get(`${pay}/artifact?${file}`, { user: 'erin' });
    expect(owned.body.versions).toMatchObject([{ version }]);
    const content = await client.send(`${pay}/content?${old}`, {
      user: 'erin',
    });
    expect(await content.text()).toBe('old');

    await client.reset();
    const operations = [
      'content',
      'artifact',
      'archive-entries',
      'archive-entry',
      'provenance',
      'link',
    ];
    const refused = { status: 403, body: { error: { code: 'NoRole' } } };
    for (const route of operations) {
      const query = {
        'archive-entry': `${old}&entry=a`,
        link: old.replace('version=', 'blobVersion='),
      }[route];
      const answer = await client.get(`${pay}/${route}?${query ?? old}`);
      expect({ route, ...answer }).toMatchObject({ route, ...refused });
      expect(answer.body.error.message).toContain('contributors and owners');
    }
    const request = {
      location: 'artifacts',
      paths: ['run-1/app.zip'],
      mode: 'ticket',
      version,
    };
    expect(await client.post(`${pay}/download-links`, request)).toMatchObject(
      refused,
    );
    expect(client.azure.storage.requests).toEqual([]);
    const rows = await client.knex('audit_events').orderBy('seq');
    expect(
      rows.map(({ phase, operation, code, details }) => ({
        ...{ phase, operation, code },
        version: JSON.parse(details ?? '{}').version,
      })),
    ).toEqual(
      [...operations, 'download-link'].map(operation => ({
        ...{ phase: 'denied', operation, code: 'NoRole', version },
      })),
    );
  });
});
