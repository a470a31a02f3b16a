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

import { openContainer } from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { LocalAzure } from '../types';
import { switchCommands } from './switchCommands';

jest.setTimeout(60_000);

describe('switches of storage', () => {
  let azure: LocalAzure;
  let storage: string;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    storage = new URL(azure.storage.blobEndpoint).origin.replace(
      'https',
      'http',
    );
  });

  afterAll(async () => {
    await azure?.stop();
  });

  const rolesOf = (user: string) =>
    azure.storage.assignments.list().filter(known => known.user === user);
  const run = (command: string, ...args: string[]) =>
    switchCommands[command](args, { storage });

  async function list(container: string, user = 'alice'): Promise<string> {
    const client = await openContainer(azure, user, container);
    return client
      .listBlobsFlat()
      .next()
      .then(
        () => 'listed',
        ({ code }) => code,
      );
  }

  it('should take the roles of one user away, and give them back', async () => {
    const [hers, his] = [rolesOf('alice'), rolesOf('bob')];
    await run('roles', 'alice', 'off');
    expect(rolesOf('alice')).toEqual([]);
    expect(rolesOf('bob')).toEqual(his);

    await run('roles', 'alice', 'on');
    expect(rolesOf('alice')).toEqual(hers);
    expect(hers.length).toBeGreaterThan(0);
  });

  it('should tell a missing container only to who may read the account', async () => {
    await run('roles', 'alice', 'containers');
    expect(await list('artifacts')).toBe('listed');
    expect(await list('misspelt')).toBe('AuthorizationPermissionMismatch');
    await run('roles', 'alice', 'account');
    expect(await list('misspelt')).toBe('ContainerNotFound');
    await run('roles', 'alice', 'on');
  });

  it('should refuse everybody with an error until it is off', async () => {
    await run('storage-error', 'AuthorizationFailure');
    expect(await list('artifacts', 'carol')).toBe('AuthorizationFailure');
    await run('storage-error', 'InvalidAuthenticationInfo');
    expect(await list('artifacts', 'carol')).toBe('InvalidAuthenticationInfo');
    await run('storage-error', 'off');
    expect(await list('artifacts', 'carol')).toBe('listed');
    await expect(run('storage-error', 'constructor')).rejects.toThrow(
      'There is no storage error "constructor"; there are AuthorizationFailure, ',
    );
  });

  it('should not let a page of another site change anything', async () => {
    const response = await fetch(`${storage}/local-azure/roles`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"user":"alice","assigned":false}',
    });
    expect(response.status).toBe(400);
    expect(rolesOf('alice')).not.toEqual([]);
  });
});
