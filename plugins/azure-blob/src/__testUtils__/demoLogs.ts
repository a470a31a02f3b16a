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

import { AzureBlobRun } from 'backstage-plugin-azure-blob-common';
import { FakeWorld } from './FakeWorld';

const NEWEST = 1284;
const START = Date.parse('2026-11-21T19:00:00.000Z');

/** What the test log of the failing runs says. */
export const DEMO_FAILURE = 'refund rounds half up';

/**
 * Puts runs with the logs of their steps into a world. The newest ones have
 * {@link DEMO_FAILURE} in their test log, the ones before do not.
 */
export function addStepLogs(
  world: FakeWorld,
  options: { runs?: number; failing?: number } = {},
): void {
  const { runs = 24, failing = 6 } = options;
  const { logs } = world.locations;
  logs.runs = Array.from({ length: runs }, (_, index) =>
    createRun(NEWEST - index, index < failing),
  );
  logs.blobs = {};
  for (const [index, { id }] of logs.runs.entries()) {
    Object.assign(logs.blobs, {
      [`${id}/1_checkout.txt`]: write(START, [`cloned ${id}`, 'done in 2 s']),
      [`${id}/2_install-all-dependencies-of-the-workspace.txt`]: write(START, [
        '##[group]Resolve',
        'resolved 1,204 packages',
        '##[warning]2 packages are deprecated',
        '##[endgroup]',
        '##[group]Link',
        ...Array.from({ length: 40 }, (_, line) => `linked package ${line}`),
        '##[endgroup]',
      ]),
      [`${id}/10_test.txt`]: writeTest(index < failing, index),
      [`${id}/details/environment.log`]: 'node 24.1.0\n',
    });
  }
}

function writeTest(isFailing: boolean, run: number): string {
  const passing = Array.from(
    { length: 30 },
    (_, test) => `PASS src/ledger.test.ts (${test + 5 + run} ms)`,
  );
  return write(START + run * 1000, [
    '##[group]Prepare',
    `seed ${(run * 7919 + 12_345_678).toString(16).padStart(8, 'a')}`,
    '##[endgroup]',
    '##[group]Unit tests',
    ...passing,
    ...(isFailing
      ? [
          'FAIL src/refund.test.ts',
          `##[error]${DEMO_FAILURE}`,
          '  Expected: 200',
          '  Received: 199',
        ]
      : [`PASS src/refund.test.ts (${run} ms)`]),
    '##[endgroup]',
    '##[group]Report',
    `took ${3 + run} s`,
    '##[endgroup]',
  ]);
}

function write(start: number, lines: string[]): string {
  return lines
    .map(
      (line, index) =>
        `${new Date(start + index * 900).toISOString()} ${line}\n`,
    )
    .join('');
}

function createRun(number: number, isFailing: boolean): AzureBlobRun {
  const finishedAt = START - (NEWEST - number) * 3_600_000;
  return {
    id: String(number),
    number,
    status: isFailing ? 'failed' : 'succeeded',
    branch: number % 5 === 0 ? 'feat/refunds' : 'main',
    title: `Change ${number}`,
    triggeredBy: 'alice',
    startedAt: new Date(finishedAt - 72_000).toISOString(),
    finishedAt: new Date(finishedAt).toISOString(),
  };
}
