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
  exchangeToken,
  listNames,
  openContainer,
  sampleNames,
  sendRaw,
  writeSamples,
} from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { LocalAzure } from '../types';
import { world } from '../world';

const builds = 'component/default';
const mismatch = {
  statusCode: 403,
  details: { errorCode: 'AuthorizationPermissionMismatch' },
};

jest.setTimeout(60_000);

const { payments: mine, pay, search } = sampleNames;

describe('StorageGate', () => {
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

  it('should let a reader list and read below her prefixes only', async () => {
    const alice = await openContainer(azure, 'alice');
    expect(await listNames(alice, `${builds}/payments-api/`)).toEqual([mine]);
    expect(
      (await alice.getBlobClient(mine).downloadToBuffer()).toString(),
    ).toBe(mine);
    for (const prefix of [undefined, builds, `${builds}/search-indexer/`]) {
      await expect(listNames(alice, prefix)).rejects.toMatchObject(mismatch);
    }
    await expect(
      alice.getBlobClient(search).downloadToBuffer(),
    ).rejects.toMatchObject(mismatch);
    // Whether it exists is none of her business either.
    await expect(
      alice.getBlobClient(`${search}.missing`).exists(),
    ).rejects.toMatchObject(mismatch);
  });

  it('should tell a prefix from a sibling that starts with it', async () => {
    const erin = await openContainer(azure, 'erin');
    expect(await listNames(erin, `${builds}/pay/`)).toEqual([pay]);
    for (const prefix of [`${builds}/pay`, `${builds}/payments-api/`]) {
      await expect(listNames(erin, prefix)).rejects.toMatchObject(mismatch);
    }
    await expect(
      erin.getBlobClient(mine).downloadToBuffer(),
    ).rejects.toMatchObject(mismatch);
  });

  it('should let a reader change nothing', async () => {
    const blob = (await openContainer(azure, 'carol')).getBlockBlobClient(mine);
    await expect(blob.upload('x', 1)).rejects.toMatchObject(mismatch);
    await expect(blob.delete()).rejects.toMatchObject(mismatch);
    await expect(blob.setMetadata({ a: 'b' })).rejects.toMatchObject(mismatch);
    await expect(blob.getTags()).rejects.toMatchObject(mismatch);
    await expect(
      blob.beginCopyFromURL(`${azure.storage.blobEndpoint}/artifacts/${pay}`),
    ).rejects.toMatchObject(mismatch);
    expect(await blob.exists()).toBe(true);
  });

  it('should follow the assignments as they change', async () => {
    const { assignments } = azure.storage;
    const container = await openContainer(azure, 'dave');
    const blob = container.getBlockBlobClient(`${builds}/portal/1/a.txt`);
    await expect(blob.upload('x', 1)).rejects.toMatchObject(mismatch);
    assignments.add({
      user: 'dave',
      role: 'Storage Blob Data Contributor',
      container: 'artifacts',
      prefix: `${builds}/portal/`,
    });
    await blob.upload('x', 1);
    await blob.delete();
    await expect(
      container.getBlockBlobClient(pay).upload('x', 1),
    ).rejects.toMatchObject(mismatch);

    assignments.remove('alice', 'artifacts');
    const alice = await openContainer(azure, 'alice');
    await expect(
      alice.getBlobClient(mine).downloadToBuffer(),
    ).rejects.toMatchObject(mismatch);
    expect(assignments.list().map(({ user }) => user)).toContain('dave');
    assignments.reset();
    expect(await alice.getBlobClient(mine).exists()).toBe(true);
  });

  it.each([
    ['..', `/artifacts/${builds}/pay/../search-indexer/1/report.txt`],
    ['%2e%2e', `/artifacts/${builds}/pay/%2e%2e/search-indexer/1/report.txt`],
    ['%2F..%2F', `/artifacts/${builds}/pay%2F..%2Fsearch-indexer/1/report.txt`],
    ['a container', `/logs/../artifacts/${search}`],
    ['\\', `/artifacts/${builds}/pay/..\\search-indexer/1/report.txt`],
  ])('should not be walked around with %s', async (_name, path) => {
    const url = `/${world.account.name}${path}`;
    const erin = {
      authorization: `Bearer ${await exchangeToken(azure, 'erin')}`,
    };
    expect(await sendRaw(azure, url, erin)).toMatchObject({ status: 403 });
    const bob = {
      authorization: `Bearer ${await exchangeToken(azure, 'bob')}`,
    };
    expect(await sendRaw(azure, url, { ...bob })).toMatchObject({
      status: 200,
      body: search,
    });
  });

  it.each([
    ['a prefix given twice', `prefix=${builds}/pay/&prefix=${builds}/`, 400],
    ['a prefix as a list', `prefix[]=${builds}/pay/`, 400],
    ['a prefix in capitals', `PREFIX=${builds}/pay/`, 403],
    ['index tags', `prefix=${builds}/pay/&include=tags`, 403],
  ])('should refuse to list with %s', async (_name, query, status) => {
    const path = `/${world.account.name}/artifacts?restype=container&comp=list&${query}`;
    const authorization = `Bearer ${await exchangeToken(azure, 'erin')}`;
    expect(await sendRaw(azure, path, { authorization })).toMatchObject({
      status,
    });
  });
});
