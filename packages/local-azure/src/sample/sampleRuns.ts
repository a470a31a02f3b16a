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

import { createHash } from 'node:crypto';

type Status = 'succeeded' | 'failed' | 'canceled' | 'running';

/** The `run.json` of a run: what a pipeline says about itself. */
export interface RunManifest {
  number: number;
  title: string;
  branch: string;
  commit: string;
  commitUrl: string;
  status: Status;
  triggeredBy: string;
  pipelineUrl: string;
  startedAt: string;
  finishedAt?: string;
  /** Of what it built; absent where it built nothing. */
  version?: string;
}

/** A run of the pipeline of a component. */
export interface SampleRun {
  component: string;
  manifest: RunManifest;
  /** Which of its steps failed. */
  failedStep?: 'build' | 'test';
  /** Has one log that is far longer than anyone wants to scroll. */
  isLong?: boolean;
  /** Brings a file of every kind. */
  isLatest?: boolean;
  /** Its tests failed at first. */
  isRepeated?: boolean;
}

const pipelines = [
  {
    component: 'payments-api',
    first: 1225,
    last: 1284,
    people: ['alice', 'erin'],
  },
  { component: 'search-indexer', first: 411, last: 430, people: ['bob'] },
  { component: 'pay', first: 87, last: 98, people: ['erin', 'alice'] },
  { component: 'portal', first: 33, last: 40, people: ['carol'] },
];

/** The branches of this repository's kind of work, and what they bring. */
const changes = [
  ['main', 'Merge pull request: check roles before the first byte'],
  ['main', 'Merge pull request: stream ranges instead of whole blobs'],
  ['feature/log-search', 'Search a log without reading it twice'],
  ['main', 'Update dependencies'],
  ['fix/prefix-slash', 'Tell a prefix from a sibling that starts with it'],
  ['release/1.4', 'Prepare the release'],
];

const longRun = 1283;
const latestRuns = 6;

function statusOf(component: string, number: number, last: number): Status {
  if (component === 'payments-api' && number === longRun) {
    return 'failed';
  }
  if (number === last) {
    return 'succeeded';
  }
  if (number % 11 === 0) {
    return 'failed';
  }
  return number % 23 === 0 ? 'canceled' : 'succeeded';
}

function commitOf(component: string, number: number): string {
  return createHash('sha1').update(`${component} ${number}`).digest('hex');
}

/** Every run of the demo world, newest first, as if the newest had just ended. */
export function listSampleRuns(now: Date): SampleRun[] {
  return pipelines.flatMap(({ component, first, last, people }) => {
    const runs: SampleRun[] = [];
    for (let number = last; number >= first; number--) {
      const age = last - number;
      const [branch, title] = changes[number % changes.length];
      const commit = commitOf(component, number);
      const status = statusOf(component, number, last);
      const isLong = component === 'payments-api' && number === longRun;
      // Some hours apart, and never quite evenly.
      const gapMinutes = age * 187 + (number % 7) * 13;
      // The long run's log, line for line, took more than six hours.
      const minutes = isLong ? 400 : 4 + (number % 5);
      const finishedAt = new Date(now.getTime() - (6 + gapMinutes) * 60_000);
      const startedAt = new Date(finishedAt.getTime() - minutes * 60_000);
      const failedStep =
        status === 'failed' ? failedStepOf(isLong, number) : undefined;
      const repository = `https://github.com/contoso/${component}`;
      runs.push({
        component,
        isLong,
        isLatest: component === 'payments-api' && age < latestRuns,
        isRepeated: component === 'payments-api' && age === 0,
        failedStep,
        manifest: {
          number,
          title,
          branch,
          commit,
          commitUrl: `${repository}/commit/${commit}`,
          status,
          triggeredBy: people[number % people.length],
          pipelineUrl: `${repository}/actions/runs/${number}`,
          startedAt: startedAt.toISOString(),
          finishedAt: finishedAt.toISOString(),
          version: failedStep === 'build' ? undefined : `1.4.${number}`,
        },
      });
    }
    return runs;
  });
}

function failedStepOf(isLong: boolean, number: number): 'build' | 'test' {
  return isLong || number % 2 === 0 ? 'test' : 'build';
}
