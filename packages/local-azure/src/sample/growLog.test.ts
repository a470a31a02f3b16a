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

import { BlobServiceClient } from '@azure/storage-blob';
import { startLocalAzure } from '../startLocalAzure';
import { LocalAzure } from '../types';
import { getConnectionString, growLog } from './growLog';

jest.setTimeout(60_000);

describe('growLog', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure();
  });

  afterAll(async () => {
    await azure?.stop();
  });

  it('should write a log line by line, and seal it with the end of the run', async () => {
    // Through the gate, as the command does.
    const { origin } = new URL(azure.storage.blobEndpoint);
    const connectionString = getConnectionString(
      origin.replace('https:', 'http:'),
    );
    const service = BlobServiceClient.fromConnectionString(connectionString);
    const folder = 'component/default/payments-api/';
    const logs = service.getContainerClient('logs');
    const read = async (path: string, container = logs) => {
      const blob = container.getBlobClient(`${folder}${path}`);
      return `${await blob.downloadToBuffer()}`;
    };
    await logs.getBlockBlobClient(`${folder}1284/run.json`).upload('{}', 2);

    const stopping = new AbortController();
    const { run, path, ended } = await growLog({
      connectionString,
      lineMilliseconds: 1,
      signal: stopping.signal,
    });
    expect({ run, path }).toEqual({ run: '1285', path: '1285/build.log' });
    const artifacts = service.getContainerClient('artifacts');
    for (const container of [logs, artifacts]) {
      const manifest = JSON.parse(await read('1285/run.json', container));
      expect(manifest).toMatchObject({ number: 1285, status: 'running' });
      expect(manifest.finishedAt).toBeUndefined();
    }
    while ((await read(path)).split('\n').length < 10) {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    stopping.abort();
    await ended;

    const lines = (await read(path)).trimEnd().split('\n');
    expect(lines.every(line => /^\d{4}-.*Z /.test(line))).toBe(true);
    expect(lines.at(-1)).toContain(`Done after ${lines.length - 2} lines`);
    const properties = await logs
      .getBlobClient(`${folder}${path}`)
      .getProperties();
    expect(properties).toMatchObject({
      blobType: 'AppendBlob',
      isSealed: true,
    });
    expect(JSON.parse(await read('1285/run.json'))).toMatchObject({
      status: 'succeeded',
      finishedAt: expect.any(String),
    });
  });
});
