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

import { colorLog } from '../colorLog';

const ESC = '\u001b';
const FILLER = Array.from(
  { length: 60 },
  (_, index) => `added package ${index}`,
);

/** What GitHub Actions writes. */
export const githubLog = stamp([
  '##[group]Run actions/checkout@v4',
  'with:',
  '  fetch-depth: 1',
  '##[endgroup]',
  '##[group]Run npm ci',
  ...FILLER,
  '##[endgroup]',
  '##[group]Run npm test',
  `${ESC}[36;1mnpm test${ESC}[0m`,
  'shell: /usr/bin/bash -e {0}',
  '##[endgroup]',
  `${ESC}[32mPASS${ESC}[0m src/ledger.test.ts`,
  `${ESC}[31mFAIL${ESC}[0m src/refund.test.ts`,
  `  ${ESC}[1m● refund › should give back what was paid${ESC}[22m`,
  `    Expected: ${ESC}[32m200${ESC}[39m`,
  `    Received: ${ESC}[31m500${ESC}[39m`,
  '##[warning]Node.js 20 actions are deprecated.',
  '##[error]Process completed with exit code 1.',
  'Post job cleanup.',
]);

/** What Azure Pipelines writes. */
export const azureLog = stamp([
  '##[section]Starting: Build',
  '==============================================================================',
  'Task         : .NET Core',
  '==============================================================================',
  '##[command]/usr/bin/dotnet build -c Release',
  '##[group]Restore',
  ...FILLER.slice(0, 20),
  '##[endgroup]',
  '##[debug]agent.jobstatus=Succeeded',
  '##[warning]CS0168: The variable is declared but never used',
  '##[error]CS1002: ; expected',
  '##[section]Finishing: Build',
]);

/** What GitLab writes. */
export const gitlabLog = [
  `section_start:1760000000:prepare_executor\r${ESC}[0K${ESC}[36;1mPreparing the "docker" executor${ESC}[0;m`,
  'Using Docker executor with image node:24 ...',
  ...FILLER.slice(0, 12),
  `section_end:1760000009:prepare_executor\r${ESC}[0K`,
  `section_start:1760000009:step_script\r${ESC}[0K${ESC}[36;1mExecuting "step_script" stage of the job script${ESC}[0;m`,
  `${ESC}[32;1m$ npm test${ESC}[0;m`,
  'Downloading 10 %\rDownloading 55 %\rDownloading 100 %',
  `${ESC}[31;1mERROR: Job failed: exit code 1${ESC}[0;m`,
  `section_end:1760000020:step_script\r${ESC}[0K`,
];

/** What Buildkite, Jenkins, Maven, Gradle and jest write. */
export const mixedLog = [
  '--- :npm: Installing',
  ...FILLER.slice(0, 12),
  '+++ :jest: Testing',
  `${ESC}[0m${ESC}[7m${ESC}[1m${ESC}[32m PASS ${ESC}[39m${ESC}[22m${ESC}[27m${ESC}[0m src/${ESC}[1mledger.test.ts${ESC}[22m`,
  `${ESC}[0m${ESC}[7m${ESC}[1m${ESC}[31m FAIL ${ESC}[39m${ESC}[22m${ESC}[27m${ESC}[0m src/${ESC}[1mrefund.test.ts${ESC}[22m`,
  `RUNS src/a.test.ts${ESC}[2K${ESC}[1GTests: 1 failed, 41 passed`,
  '[Pipeline] sh',
  '+ mvn -B verify',
  `[${ESC}[1;34mINFO${ESC}[m] Building payments-api 1.4.0`,
  `[${ESC}[1;33mWARNING${ESC}[m] Using platform encoding`,
  `[${ESC}[1;31mERROR${ESC}[m] COMPILATION ERROR :`,
  '> Task :compileJava FAILED',
  `BUILD FAILED in 3s ${ESC}]8;;https://example.com/scan?a=1${ESC}\\build scan${ESC}]8;;${ESC}\\`,
];

/** What must not get through, and every colour. */
export const hostileLog = [
  ...colorLog.split('\n'),
  'a password: hunter2\rnothing to see here    ',
  'typo\b\b\b\bfine',
  'ze\u200bro wi\u200cdth, \u202edesrever\u202c, tag \u{e0041}\u{e0042}',
  'one emoji: 👩‍👩‍👧 ✔️',
  'y'.repeat(64_000),
];

function stamp(lines: string[]): string[] {
  const start = Date.parse('2026-11-20T08:15:00Z');
  return lines.map((line, index) => {
    const time = new Date(start + index * index * 137).toISOString();
    return `${time.replace('Z', '4567Z')} ${line}`;
  });
}
