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

import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { finish, run, stopWithParent } from './lib/processes.mjs';
import { Failure, explain, say, sinceStart, step } from './lib/terminal.mjs';
import {
  bin,
  ensureDependencies,
  ensureNode,
  local,
  root,
} from './lib/toolchain.mjs';

const results = join(local, 'test-results');

/** Runs a jest command and returns how many tests passed and failed. */
async function jest(title, args, options) {
  const outputFile = join(results, `${title.replace(/\W+/g, '-')}.json`);
  const { reason } = await run(
    bin('backstage-cli'),
    [...args, '--watchAll=false', '--json', `--outputFile=${outputFile}`],
    options,
  );
  const report = await readFile(outputFile, 'utf8').catch(() => {
    throw new Failure(`${title}: jest did not finish (${reason}), see above.`);
  });
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, success } =
    JSON.parse(report);
  return {
    passed: numPassedTests,
    failed: success
      ? numFailedTests
      : Math.max(1, numFailedTests + numRuntimeErrorTestSuites),
  };
}

async function unitTests(filters) {
  const { startPostgres } = await import('./lib/postgres.mjs');
  const postgres = await step('Starting PostgreSQL', startPostgres);
  try {
    return await jest(
      'Unit and integration tests',
      ['repo', 'test', '--maxWorkers=2', '--testTimeout=60000', ...filters],
      {
        cwd: root,
        env: {
          ...process.env,
          CI: 'true',
          FORCE_COLOR: '1',
          BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING:
            postgres.connectionString,
        },
      },
    );
  } finally {
    await postgres.stop();
  }
}

async function browserTests() {
  const { startPortal } = await import('./lib/portal.mjs');
  const portal = await startPortal({ directory: join(local, 'test-azure') });
  return step('Browser tests', () =>
    jest(
      'Browser tests',
      ['package', 'test', '--config', 'e2e-tests/jest.config.js'],
      {
        cwd: join(root, 'packages', 'app'),
        env: { ...process.env, ...portal.env },
      },
    ),
  );
}

try {
  await ensureNode();
  stopWithParent();
  await ensureDependencies();
  await rm(results, { recursive: true, force: true });
  await mkdir(results, { recursive: true });

  const filters = process.argv.slice(2);
  const suites = [await unitTests(filters)];
  if (filters.length === 0) {
    suites.push(await browserTests());
  }
  const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
  const failed = suites.reduce((sum, suite) => sum + suite.failed, 0);
  if (passed + failed === 0) {
    throw new Failure(`There are no tests in ${filters.join(', ')}.`);
  }
  say(`\n${passed + failed} tests ran in ${sinceStart()}.`);
  say(`${passed} passed, ${failed} failed`);
  if (failed > 0) {
    process.exitCode = 1;
  }
} catch (error) {
  explain(error);
} finally {
  await finish();
}
