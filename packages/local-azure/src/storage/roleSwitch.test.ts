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

import { setRoles } from '../setRoles';
import { startLocalAzure } from '../startLocalAzure';
import { LocalAzure } from '../types';

describe('roleSwitch', () => {
  let azure: LocalAzure;
  let storage: string;

  beforeAll(async () => {
    azure = await startLocalAzure();
    storage = new URL(azure.storage.blobEndpoint).origin;
  });

  afterAll(async () => {
    await azure?.stop();
  });

  const rolesOf = (user: string) =>
    azure.storage.assignments.list().filter(known => known.user === user);

  it('should take the roles of one user away, and give them back', async () => {
    const [hers, his] = [rolesOf('alice'), rolesOf('bob')];
    const plain = storage.replace('https:', 'http:');
    await setRoles({ user: 'alice', assigned: false, storage: plain });
    expect(rolesOf('alice')).toEqual([]);
    expect(rolesOf('bob')).toEqual(his);

    await setRoles({ user: 'alice', assigned: true, storage: plain });
    expect(rolesOf('alice')).toEqual(hers);
    expect(hers.length).toBeGreaterThan(0);
  });

  it('should not let a page of another site do that', async () => {
    const response = await fetch(
      `${storage.replace('https:', 'http:')}/local-azure/roles`,
      {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: '{"user":"alice","assigned":false}',
      },
    );
    expect(response.status).toBe(400);
    expect(rolesOf('alice')).not.toEqual([]);
  });
});
