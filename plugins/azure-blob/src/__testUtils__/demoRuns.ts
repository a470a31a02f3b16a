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
  AzureBlobRun,
  AzureBlobRunStatus,
} from 'backstage-plugin-azure-blob-common';
import { FakeWorld } from './FakeWorld';

const NEWEST = Date.parse('2026-11-21T20:00:00.000Z');
const BRANCHES = ['main', 'feat/refunds', 'release/2026.11', 'fix/rounding'];
const PEOPLE = ['alice', 'bob', 'renovate[bot]'];

/** As many runs as wanted, newest first, one every ten minutes. */
export function createManyRuns(count: number): AzureBlobRun[] {
  return Array.from({ length: count }, (_, index) => {
    const number = count - index;
    const finishedAt = NEWEST - index * 600_000;
    return {
      id: String(number),
      number,
      status: statusOf(number),
      branch: BRANCHES[number % 7 > 3 ? 0 : number % 4],
      title: `Change ${number}`,
      commit: (number * 2_654_435_761).toString(16).padEnd(40, '7'),
      triggeredBy: PEOPLE[number % PEOPLE.length],
      startedAt: new Date(finishedAt - 30_000 - number * 10).toISOString(),
      finishedAt: new Date(finishedAt).toISOString(),
      size: 180_000_000 + number * 7919,
    };
  });
}

/** Puts files into the runs 1284 and 1282 that differ in every way there is. */
export function addDifferences(world: FakeWorld, added = 40): void {
  const { artifacts } = world.locations;
  const before = Array.from({ length: 120 }, (_, index) => `line ${index}`);
  const after = before.flatMap((line, index) => {
    if (index === 30) {
      return ['line 30, put better', 'and a line more'];
    }
    return index === 90 ? [] : line;
  });
  Object.assign(artifacts.blobs, {
    '1282/CHANGES.md': `${before.join('\n')}\n`,
    '1284/CHANGES.md': after.join('\n'),
    '1282/reports/coverage.html': '<html>91 %</html>',
    '1282/app.bin': new Uint8Array([1, 0, 2]),
    '1284/app.bin': new Uint8Array([1, 0, 2, 3]),
    '1282/trace.log': { count: 20_000, lineAt: (n: number) => `old ${n}` },
    '1284/trace.log': { count: 21_000, lineAt: (n: number) => `new ${n}` },
    '1282/min.js': `${'x'.repeat(3000)}\n`,
    '1284/min.js': `${'x'.repeat(3000)}y\r\n\u202ereversed\n`,
    '1282/old/removed.txt': 'gone\n',
  });
  for (let index = 0; index < added; index += 1) {
    artifacts.blobs[`1284/new/chunk-${index}.txt`] = `chunk ${index}\n`;
  }
}

function statusOf(number: number): AzureBlobRunStatus {
  if (number % 9 === 4) {
    return 'failed';
  }
  return number % 31 === 3 ? 'canceled' : 'succeeded';
}
