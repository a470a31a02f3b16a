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

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { LocalAzure, startLocalAzure, trustLocalAuthority } from 'local-azure';
import { benchArchive } from './benchArchive';
import { benchDecision } from './benchDecision';
import { benchListing, capturePage } from './benchListing';
import { benchParsing } from './benchParsing';
import { benchRuns } from './benchRuns';
import { benchTransfers } from './benchTransfers';
import { openContest } from './openContest';
import { formatResult } from './report';

/** Measures all, prints tables, and writes what they hold as JSON. */
async function main(file: string | undefined) {
  const azure = await startLocalAzure();
  trustLocalAuthority(azure.certificateAuthority);
  const decision = await benchDecision(azure);
  const { page, ...storage } = await benchStorage(azure);
  const archive = await benchArchive(azure);
  const runs = await benchRuns(azure);
  await azure.stop();
  const parsing = await benchParsing(page);
  const result = { decision, ...storage, archive, runs, parsing };
  console.log(formatResult(result));
  if (file) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
  }
}

/** What there is to measure with a storage at hand. */
async function benchStorage(azure: LocalAzure) {
  const contest = await openContest(azure);
  try {
    return {
      transfers: await benchTransfers(azure, contest),
      listing: await benchListing(azure, contest),
      page: await capturePage(contest),
    };
  } finally {
    await contest.close();
  }
}

main(process.argv[2]).then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
