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
  putBigTestBlob,
  putTestBlob,
} from '../../../plugins/azure-blob-backend/src/__testUtils__/fillStorage';
import { Contest, TransferResult } from './openContest';
import { AzureProcess } from './startAzureProcess';

const MIB = 1024 * 1024;
const BLOCK = 4 * MIB;
const DOWNLOAD = 64 * MIB;
const RANGE = 64 * 1024;
const FILES = 200;
const FOLDER = 'component/default/payments-api/run-1/';
const BIG = 'run-1/big.bin';

/** Reads the same from storage directly, by a bare proxy and by the portal. */
export async function benchTransfers(
  azure: AzureProcess,
  { race }: Contest,
): Promise<Record<string, TransferResult>> {
  await fill(azure);
  const big = {
    storage: `/${FOLDER}big.bin`,
    portal: `/content?location=artifacts&path=${BIG}`,
  };
  return {
    [`list a folder of ${FILES}`]: await race(
      {
        storage: `?restype=container&comp=list&delimiter=%2F&maxresults=${FILES}&prefix=${FOLDER}`,
        portal: `/artifacts?location=artifacts&path=run-1/&limit=${FILES}`,
      },
      { rounds: 60 },
    ),
    'read 64 KiB': await race(
      {
        ...big,
        headers: { range: `bytes=${MIB}-${MIB + RANGE - 1}` },
        bytes: RANGE,
      },
      { rounds: 100 },
    ),
    'download 64 MiB': await race({ ...big, bytes: DOWNLOAD }, { rounds: 10 }),
  };
}

async function fill(azure: AzureProcess): Promise<void> {
  const block = Buffer.alloc(BLOCK, 'the same line again\n');
  await putBigTestBlob(azure, BIG, { block, times: DOWNLOAD / BLOCK });
  for (let file = 1; file < FILES; file++) {
    await putTestBlob(azure, `run-1/file-${file}.txt`, 'a line');
  }
}
