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
  addStepLogs,
  createManyRuns,
  createResponseError,
  FakeAzureBlobApi,
  FakeLocation,
} from '../src/__testUtils__';

/** Logs of steps, and a failure that some runs have. */
export function addSteps(api: FakeAzureBlobApi): void {
  addStepLogs(api.world);
}

/** A thousand runs, the newest of them with 5,000 logs. */
export function addManyLogs(logs: FakeLocation): void {
  logs.runs = createManyRuns(1000);
  logs.blobs = {};
  for (let number = 1; number <= 5000; number += 1) {
    logs.blobs[
      `1000/${number}_a-step-with-a-name-that-is-long-${number}.log`
    ] = `##[group]Step ${number}\nsaid ${number}\n##[endgroup]\n`;
  }
  for (const { id } of logs.runs.slice(1)) {
    logs.blobs[`${id}/build.log`] = `built ${id}\n`;
  }
}

/** A log that gets a line every half second. */
export function growLog(api: FakeAzureBlobApi): void {
  addStepLogs(api.world);
  const path = '1284/10_test.txt';
  api.growing.add(path);
  let count = 0;
  const timer = setInterval(() => {
    count += 1;
    const time = new Date().toISOString();
    api.append('logs', path, `${time} line ${count} while you look\n`);
    if (count === 600) {
      clearInterval(timer);
      api.growing.delete(path);
      api.wake();
    }
  }, 500);
}

/** Searches and comparisons that fail, while logs can be read. */
export async function failLogs(api: FakeAzureBlobApi): Promise<void> {
  const error = await createResponseError('StorageUnavailable', {
    status: 503,
  });
  api.errors = { searchLog: error, searchLogs: error, compareLogs: error };
}
