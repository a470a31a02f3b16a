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

import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  exchangeToken,
  openContainer,
  openContainerAsOwner,
  sampleNames,
  sendRaw,
  writeSamples,
} from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { trustLocalAuthority } from '../trustLocalAuthority';
import { LocalAzure } from '../types';
import { world } from '../world';

const builds = 'component/default';

jest.setTimeout(60_000);

const { payments: mine } = sampleNames;

describe('forwardRequest', () => {
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

  it('should record every request', async () => {
    const blob = (await openContainer(azure, 'alice')).getBlobClient(mine);
    await blob.downloadToBuffer(2, 3);
    expect(azure.storage.requests.at(-1)).toEqual({
      method: 'GET',
      url: `/contosobuilds/artifacts/${mine}`,
      oid: world.users[0].oid,
      range: 'bytes=2-4',
      status: 206,
      bytesSent: 3,
      aborted: false,
    });
  });

  it('should answer ranges that Azurite stumbles over', async () => {
    const authorization = `Bearer ${await exchangeToken(azure, 'alice')}`;
    const path = `/${world.account.name}/artifacts/${mine}`;
    const at = (range: string) =>
      sendRaw(azure, path, { authorization, range });
    expect(await at('bytes=-4')).toMatchObject({ status: 400 });
    expect(await at(`bytes=${mine.length}-`)).toMatchObject({ status: 416 });
    expect(await at(`bytes=${mine.length - 2}-`)).toMatchObject({
      status: 206,
      body: mine.slice(-2),
    });
  });

  it('should fail as it is told to', async () => {
    const { faults, requests } = azure.storage;
    const blob = (await openContainer(azure, 'alice')).getBlobClient(mine);
    faults.add({
      url: /report\.txt$/,
      times: 1,
      status: 503,
      code: 'ServerBusy',
      headers: { 'retry-after': '7' },
    });
    await expect(blob.download()).rejects.toMatchObject({
      statusCode: 503,
      code: 'ServerBusy',
    });
    await blob.download();

    faults.add({ times: 1, delayMs: 300 });
    const before = Date.now();
    await blob.getProperties();
    expect(Date.now() - before).toBeGreaterThanOrEqual(295);

    faults.add({ times: 1, resetAfterBytes: 4 });
    const cut = await sendRaw(
      azure,
      `/${world.account.name}/artifacts/${mine}`,
      {
        authorization: `Bearer ${await exchangeToken(azure, 'alice')}`,
      },
    ).catch(error => error);
    expect(cut).toMatchObject({ code: 'ECONNRESET' });
    expect(requests.at(-1)).toMatchObject({ bytesSent: 4, aborted: true });
  });

  it('should read no faster than its caller, and stop with it', async () => {
    const size = 64 * 1024 * 1024;
    const name = `${builds}/payments-api/1/large.bin`;
    await openContainerAsOwner(azure)
      .getBlockBlobClient(name)
      .uploadData(Buffer.alloc(size, 7));
    const { hostname, port } = new URL(azure.storage.blobEndpoint);
    const request = https.get({
      hostname,
      port,
      path: `/${world.account.name}/artifacts/${name}`,
      headers: {
        authorization: `Bearer ${await exchangeToken(azure, 'alice')}`,
      },
    });
    const [response] = (await once(request, 'response')) as [
      http.IncomingMessage,
    ];
    response.pause();
    const record = azure.storage.requests.at(-1)!;
    let stalledAt = -1;
    while (stalledAt !== record.bytesSent) {
      stalledAt = record.bytesSent;
      await sleep(300);
    }
    expect(stalledAt).toBeLessThan(size / 2);
    expect(record.aborted).toBe(false);
    request.destroy();
    while (!record.aborted) {
      await sleep(10);
    }
    expect(record.bytesSent).toBe(stalledAt);
  });
});
