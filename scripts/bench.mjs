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
import { finish, run, stopWithParent } from './lib/processes.mjs';
import { explain, say, sinceStart } from './lib/terminal.mjs';
import {
  ensureDependencies,
  ensureNode,
  local,
  root,
} from './lib/toolchain.mjs';

/** What to measure; all where there are none. */
const names = process.argv.slice(2);
const results = join(local, 'bench', 'results.json');

try {
  await ensureNode();
  stopWithParent();
  await ensureDependencies();
  const { ok } = await run(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      'src/index.ts',
      results,
      ...names,
    ],
    { cwd: join(root, 'packages', 'bench') },
  );
  if (ok && names.length === 0) {
    say(`\nAlso in ${results} (${sinceStart()}).`);
  }
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  explain(error);
} finally {
  await finish();
}
