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

import { randomBytes } from 'node:crypto';
import { mockCredentials } from '@backstage/backend-test-utils';
import { putTestBlob } from '../../../plugins/azure-blob-backend/src/__testUtils__/fillStorage';
import { startPortalProcess } from '../../../plugins/azure-blob-backend/src/__testUtils__/startPortalProcess';
import { measureInTurns, Summary } from './measure';
import { AzureProcess } from './startAzureProcess';

const MIB = 1024 * 1024;
const FOLDER = 'run-zip/';
/** As many as a browser has open to one host. */
const CONNECTIONS = 6;
const ROUNDS = 3;
const ENTITY = '/api/azure-blob/v1/entities/component/default/payments-api';

/** A zip of many files, held against the same files one by one. */
export interface ArchiveResult {
  zip: Summary;
  oneByOne: Summary;
  /** Of one by one, for the same bytes: above 1 the zip is faster. */
  throughput: number;
  /** What the resident memory of the portal grew by at most, in MiB. */
  memory: number;
}

/** Downloads 1,000 files of 1 MiB through the portal in both ways. */
export async function benchArchive(
  azure: AzureProcess,
  { files = 1_000 } = {},
): Promise<ArchiveResult> {
  const content = randomBytes(MIB);
  await forEach(files, async file => {
    content.writeUInt32LE(file);
    await putTestBlob(azure, `${FOLDER}${file}.bin`, content);
  });
  const portal = await startPortalProcess(azure);
  const headers = {
    authorization: mockCredentials.user.header('user:default/alice'),
    'Backstage-Azure-Blob-Authorization': `Bearer ${await azure.issueAssertion()}`,
  };

  const readZip = () =>
    read(`${portal.origin}${ENTITY}/archive`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ location: 'artifacts', paths: [FOLDER] }),
    });
  const readOneByOne = () =>
    forEach(files, file =>
      read(
        `${portal.origin}${ENTITY}/content?location=artifacts&path=${FOLDER}${file}.bin`,
        { headers },
      ),
    );
  try {
    // Before it is measured: what a portal needs anyway is not the zip's.
    await readOneByOne();
    const before = await portal.measureMemory();
    await readZip();
    const after = await portal.measureMemory();
    const { zip, oneByOne } = await measureInTurns(
      [
        { name: 'zip', run: readZip },
        { name: 'oneByOne', run: readOneByOne },
      ],
      { rounds: ROUNDS, warmUps: 0 },
    );
    return {
      zip,
      oneByOne,
      throughput: oneByOne.median / zip.median,
      memory: (after.peak - before.now) / MIB,
    };
  } finally {
    await portal.stop();
  }
}

async function forEach(
  count: number,
  work: (index: number) => Promise<void>,
): Promise<void> {
  const indexes = Array.from({ length: count }, (_, index) => index).values();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (const index of indexes) {
        await work(index);
      }
    }),
  );
}

/** To the last byte, without keeping any. */
async function read(url: string, init: RequestInit): Promise<void> {
  const response = await fetch(url, init);
  let received = 0;
  for await (const chunk of response.body ?? []) {
    received += chunk.length;
  }
  if (!response.ok || received < MIB) {
    throw new Error(`${response.status} and ${received} bytes from ${url}`);
  }
}
