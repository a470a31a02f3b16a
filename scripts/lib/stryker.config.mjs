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

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const local = fileURLToPath(new URL('../../.local/', import.meta.url));
const folder = process.env.MUTATION_FOLDER ?? '';
const report = join(local, 'mutation', folder);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'jest',
  jest: {
    projectType: 'custom',
    configFile: fileURLToPath(
      new URL('stryker-jest.config.cjs', import.meta.url),
    ),
  },
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  tempDirName: join(local, 'stryker', folder),
  // A mutant may well be an endless loop that fills the memory.
  concurrency: Number(process.env.MUTATION_CONCURRENCY ?? 1),
  testRunnerNodeArgs: ['--max-old-space-size=1024'],
  maxTestRunnerReuse: 40,
  timeoutMS: 15_000,
  timeoutFactor: 2,
  reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: join(report, 'mutation.html') },
  jsonReporter: { fileName: join(report, 'mutation.json') },
  thresholds: { high: 95, low: 90, break: 90 },
};
