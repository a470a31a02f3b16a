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

import { setTimeout as sleep } from 'node:timers/promises';
import {
  BlobSASPermissions,
  BlobSASSignatureValues,
  BlobServiceClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  SASProtocol,
  UserDelegationKey,
} from '@azure/storage-blob';
import {
  createCredential,
  exchangeToken,
  openContainer,
  sampleNames,
  writeSamples,
} from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { LocalAzure } from '../types';
import { world } from '../world';

jest.setTimeout(60_000);

const { payments: mine, search } = sampleNames;
const [alice, bob] = world.users;

function inSeconds(seconds: number): Date {
  return new Date(Date.now() + seconds * 1000);
}

describe('verifyDelegatedSas', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
    trustLocalAuthority(azure.certificateAuthority);
    await writeSamples(azure);
  });

  beforeEach(() => {
    azure.storage.assignments.reset();
    azure.storage.requests.length = 0;
  });

  afterAll(async () => {
    await azure?.stop();
  });

  async function getKey(
    user: string,
    startsOn = inSeconds(-60),
    expiresOn = inSeconds(600),
  ): Promise<UserDelegationKey> {
    const service = new BlobServiceClient(
      azure.storage.blobEndpoint,
      createCredential(azure, await azure.entra.issueAssertion(user)),
      { retryOptions: { maxTries: 1 } },
    );
    return service.getUserDelegationKey(startsOn, expiresOn);
  }

  async function sign(
    values: Partial<BlobSASSignatureValues> = {},
    key?: UserDelegationKey,
    name = mine,
  ): Promise<string> {
    const container = await openContainer(azure, 'alice');
    const sas = generateBlobSASQueryParameters(
      {
        containerName: container.containerName,
        blobName: name,
        permissions: BlobSASPermissions.parse('r'),
        protocol: SASProtocol.Https,
        expiresOn: inSeconds(300),
        ...values,
      },
      key ?? (await getKey('alice')),
      world.account.name,
    );
    return `${container.getBlobClient(name).url}?${sas}`;
  }

  async function read(url: string, user?: string) {
    const headers = user
      ? { authorization: `Bearer ${await exchangeToken(azure, user)}` }
      : undefined;
    const response = await fetch(url, { headers });
    return {
      status: response.status,
      code: response.headers.get('x-ms-error-code') ?? undefined,
      text: await response.text(),
      headers: response.headers,
    };
  }

  it('should serve one blob, with the headers that were signed', async () => {
    const scid = '0193a7c0-0000-7000-8000-000000000001';
    const url = await sign({
      correlationId: scid,
      contentDisposition: 'attachment; filename="a b.txt"',
      contentType: 'application/octet-stream',
    });
    const answer = await read(url);
    expect(answer).toMatchObject({ status: 200, text: mine });
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="a b.txt"',
    );
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(azure.storage.requests.at(-1)).toMatchObject({
      correlationId: scid,
      url: expect.stringContaining(`scid=${scid}`),
    });
    expect(
      await read(url.replace(mine, `${mine.slice(0, -4)}.TXT`)),
    ).toMatchObject({ status: 403, code: 'AuthenticationFailed' });
  });

  it.each(['2020-12-06', '2022-11-02', '2025-07-05', '2026-04-06'])(
    'should know the signed text of version %s',
    async version => {
      expect(await read(await sign({ version }))).toMatchObject({
        status: 200,
        text: mine,
      });
    },
  );

  it('should list with one for a container, as far as its user may', async () => {
    const url = await sign({
      blobName: undefined,
      permissions: ContainerSASPermissions.parse('l'),
    });
    const [, query] = url.split('?');
    const list = (prefix: string) =>
      read(
        `${azure.storage.blobEndpoint}/artifacts?restype=container&comp=list&prefix=${prefix}&${query}`,
      );
    expect(await list('component/default/payments-api/')).toMatchObject({
      status: 200,
      text: expect.stringContaining(mine),
    });
    expect(await list('component/default/')).toMatchObject({ status: 403 });
  });

  it('should take one that is bound to a user from that user alone', async () => {
    const url = await sign({ delegatedUserObjectId: bob.oid });
    expect(await read(url, 'bob')).toMatchObject({ status: 200, text: mine });
    expect(await read(url)).toMatchObject({ status: 403 });
    expect(await read(url, 'alice')).toMatchObject({ status: 403 });
    const stolen = url.replace(bob.oid, alice.oid);
    expect(await read(stolen, 'alice')).toMatchObject({ status: 403 });
    expect(await read(await sign(), 'alice')).toMatchObject({ status: 403 });
    const invalid = await fetch(url, {
      headers: { authorization: 'Bearer x' },
    });
    expect(invalid.status).toBe(401);
  });

  it('should end with itself, with its key, and with the role of its user', async () => {
    const short = await getKey('alice', inSeconds(-60), inSeconds(2));
    const url = await sign({}, short);
    const own = await sign({ expiresOn: inSeconds(2) });
    expect(await read(url)).toMatchObject({ status: 200 });
    expect(await read(own)).toMatchObject({ status: 200 });
    const early = await sign({ startsOn: inSeconds(60) });
    expect(await read(early)).toMatchObject({ status: 403 });
    await sleep(2_100);
    for (const ended of [url, own]) {
      expect(await read(ended)).toMatchObject({
        status: 403,
        code: 'AuthenticationFailed',
      });
    }
    const lasting = await sign();
    azure.storage.assignments.remove('alice', 'artifacts');
    expect(await read(lasting)).toMatchObject({
      status: 403,
      code: 'AuthorizationPermissionMismatch',
    });
  });

  it('should allow what it was signed for, and the way it was signed for', async () => {
    const write = await sign({ permissions: BlobSASPermissions.parse('w') });
    expect(await read(write)).toMatchObject({ status: 403 });
    const more = (await sign()).replace('sp=r', 'sp=rw');
    expect(await read(more)).toMatchObject({ status: 403 });
    const plain = (await sign()).replace('https:', 'http:');
    expect(await read(plain)).toMatchObject({
      status: 403,
      code: 'AuthorizationProtocolMismatch',
    });
    const other = await sign({}, await getKey('alice'), search);
    expect(await read(other)).toMatchObject({
      status: 403,
      code: 'AuthorizationPermissionMismatch',
    });
    for (const refused of [
      await sign({ correlationId: 'not-a-guid' }),
      await sign({ ipRange: { start: '127.0.0.1' } }),
      await sign({ version: '2019-12-12' }),
      `${await sign()}&snapshot=2026-01-01T00:00:00.0000000Z`,
    ]) {
      expect(await read(refused)).toMatchObject({
        status: 403,
        code: 'AuthenticationFailed',
      });
    }
  });

  it('should give keys to those with a role on the account, for a week at most', async () => {
    const week = 7 * 24 * 3_600;
    await expect(
      getKey('alice', new Date(), inSeconds(week + 60)),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(
      getKey('alice', inSeconds(-60), inSeconds(-1)),
    ).rejects.toMatchObject({ statusCode: 400 });
    await expect(getKey('dave')).rejects.toMatchObject({
      statusCode: 403,
      code: 'AuthorizationPermissionMismatch',
    });
    azure.storage.assignments.remove('alice');
    await expect(getKey('alice')).rejects.toMatchObject({ statusCode: 403 });
    azure.storage.assignments.add({
      user: 'dave',
      role: 'Storage Blob Data Reader',
    });
    const key = await getKey('dave');
    expect(await read(await sign({}, key))).toMatchObject({ text: mine });
  });
});
