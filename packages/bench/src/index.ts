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
import { startLocalAzure, trustLocalAuthority } from 'local-azure';
import { benchArchive } from './benchArchive';
import { benchDecision } from './benchDecision';
import { benchCommunity, benchListing, fillMany } from './benchListing';
import { benchLogs } from './benchLogs';
import { benchParsing } from './benchParsing';
import { benchRuns } from './benchRuns';
import { benchTransfers } from './benchTransfers';
import { openContest } from './openContest';
import { BenchResult, formatResult } from './report';
import { AzureProcess, startAzureProcess } from './startAzureProcess';

// In the order in which they run: the fewer blobs there are, the faster local
// storage is.
const BENCHES = [
  'decision',
  'runs',
  'transfers',
  'community',
  'listing',
  'archive',
  'logs',
  'parsing',
] as const;

type Bench = (typeof BENCHES)[number];

/** Measures, prints tables, and writes what a whole run holds as JSON. */
async function main(file: string | undefined, names: string[]) {
  const unknown = names.find(name => !BENCHES.some(bench => bench === name));
  if (unknown !== undefined) {
    throw new Error(
      `There is no bench "${unknown}", only ${BENCHES.join(', ')}.`,
    );
  }
  const isWanted = (bench: Bench) =>
    names.length === 0 || names.includes(bench);
  const result: BenchResult = {};
  if (isWanted('decision') || isWanted('runs')) {
    const inside = await startLocalAzure();
    trustLocalAuthority(inside.certificateAuthority);
    if (isWanted('decision')) {
      result.decision = await benchDecision(inside);
    }
    if (isWanted('runs')) {
      result.runs = await benchRuns(inside);
    }
    await inside.stop();
  }
  const azure = await startAzureProcess();
  trustLocalAuthority(azure.certificateAuthority);
  await benchStorage(azure, isWanted, result);
  if (isWanted('archive')) {
    result.archive = await benchArchive(azure);
  }
  if (isWanted('logs')) {
    result.logs = await benchLogs(azure);
  }
  if (isWanted('parsing')) {
    result.parsing = await benchParsing(azure);
  }
  await azure.stop();
  console.log(formatResult(result));
  if (file && names.length === 0) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`);
  }
}

/** Adds what is read out of storage in several ways. */
async function benchStorage(
  azure: AzureProcess,
  isWanted: (bench: Bench) => boolean,
  result: BenchResult,
): Promise<void> {
  const contest = await openContest(azure);
  try {
    if (isWanted('transfers')) {
      result.transfers = await benchTransfers(azure, contest);
    }
    if (isWanted('community')) {
      result.community = await benchCommunity(azure);
    }
    if (isWanted('listing') || isWanted('parsing')) {
      await fillMany(azure);
    }
    if (isWanted('listing')) {
      result.listing = await benchListing(contest);
    }
  } finally {
    await contest.close();
  }
}

const [file, ...names] = process.argv.slice(2);

main(file, names).then(
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
