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

import {
  BlobSASPermissions,
  BlobServiceClient,
  SASProtocol,
  StorageSharedKeyCredential,
  generateBlobSASQueryParameters,
} from '@azure/storage-blob';
import {
  createCredential,
  exchangeToken,
  openContainer,
  sampleNames,
  sendRaw,
  writeSamples,
} from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { AssertionOverrides, LocalAzure } from '../types';
import { world } from '../world';

jest.setTimeout(60_000);

const { payments: mine, search } = sampleNames;

describe('authenticate', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await writeSamples(azure);
  });

  beforeEach(() => {
    azure.storage.assignments.reset();
    azure.storage.faults.clear();
    azure.storage.requests.length = 0;
  });

  afterAll(async () => {
    await azure?.stop();
  });

  async function delegatedUrl(user: string, name: string): Promise<string> {
    const container = await openContainer(azure, user);
    const service = new BlobServiceClient(
      azure.storage.blobEndpoint,
      createCredential(azure, await azure.entra.issueAssertion(user)),
    );
    const startsOn = new Date(Date.now() - 60_000);
    const expiresOn = new Date(Date.now() + 600_000);
    const key = await service.getUserDelegationKey(startsOn, expiresOn);
    const sas = generateBlobSASQueryParameters(
      {
        containerName: container.containerName,
        blobName: name,
        permissions: BlobSASPermissions.parse('r'),
        protocol: SASProtocol.Https,
        startsOn,
        expiresOn,
      },
      key,
      world.account.name,
    );
    return `${container.getBlobClient(name).url}?${sas}`;
  }

  const path = `/${world.account.name}/artifacts/${mine}`;

  it('should tell a caller without a token where to get one', async () => {
    const { status, headers, body } = await sendRaw(azure, path);
    expect(status).toBe(401);
    expect(headers['x-ms-error-code']).toBe('NoAuthenticationInformation');
    expect(headers['x-ms-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers['www-authenticate']).toBe(
      `Bearer authorization_uri=${azure.entra.origin}/${azure.tenantId}/oauth2/authorize resource_id=https://storage.azure.com`,
    );
    expect(body).toContain('<Code>NoAuthenticationInformation</Code>');
  });

  const now = Math.floor(Date.now() / 1000);
  const forStorage = {
    aud: 'https://storage.azure.com',
    iss: `https://sts.windows.net/${world.tenantId}/`,
  };
  it.each<[string, AssertionOverrides]>([
    ['without a signature', { algorithm: 'none', claims: forStorage }],
    ['by a foreign key', { foreignKey: true, claims: forStorage }],
    ['by HS256', { algorithm: 'HS256', claims: forStorage }],
    ['that has expired', { claims: { ...forStorage, exp: now - 1 } }],
    ['for another audience', { claims: { iss: forStorage.iss } }],
    ['of another issuer', { claims: { aud: forStorage.aud } }],
    ['of another tenant', { claims: { ...forStorage, tid: 'other' } }],
    ['without an oid', { claims: forStorage, without: ['oid'] }],
  ])('should refuse a token %s', async (_name, overrides) => {
    const token = await azure.entra.issueAssertion('alice', overrides);
    const answer = await sendRaw(azure, path, {
      authorization: `Bearer ${token}`,
    });
    expect(answer.status).toBe(401);
    expect(answer.headers['x-ms-error-code']).toBe('InvalidAuthenticationInfo');
    expect(azure.storage.requests.at(-1)?.oid).toBeUndefined();
  });

  it('should take the very same token once it is genuine', async () => {
    const token = await azure.entra.issueAssertion('alice', {
      claims: forStorage,
    });
    const authorization = `Bearer ${token}`;
    expect(await sendRaw(azure, path, { authorization })).toMatchObject({
      status: 200,
      body: mine,
    });
  });

  it('should serve plain http, but no tokens over it', async () => {
    const plain = azure.storage.blobEndpoint.replace('https:', 'http:');
    const token = await exchangeToken(azure, 'alice');
    const refused = await fetch(`${plain}/artifacts/${mine}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(refused.status).toBe(403);
    const byKey = new BlobServiceClient(
      plain,
      new StorageSharedKeyCredential(world.account.name, world.account.key),
    );
    const blob = byKey.getContainerClient('artifacts').getBlobClient(mine);
    expect((await blob.downloadToBuffer()).toString()).toBe(mine);
  });

  it('should hold a delegated signature to what its user may do', async () => {
    const allowed = await fetch(await delegatedUrl('alice', mine));
    expect(await allowed.text()).toBe(mine);
    expect((await fetch(await delegatedUrl('alice', search))).status).toBe(403);
    const tampered = (await delegatedUrl('alice', search)).replace(
      world.users[0].oid,
      world.users[1].oid,
    );
    expect((await fetch(tampered)).status).toBe(403);
  });

  it('should refuse a token beside a signature, and batches', async () => {
    const url = await delegatedUrl('alice', mine);
    const authorization = `Bearer ${await exchangeToken(azure, 'alice')}`;
    const both = await fetch(url, { headers: { authorization } });
    expect(both.status).toBe(403);
    const batch = await sendRaw(
      azure,
      `/${world.account.name}?comp=batch`,
      { authorization },
      'POST',
    );
    expect(batch.status).toBe(501);
  });
});
