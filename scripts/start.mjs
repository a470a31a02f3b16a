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
import { finish, stopWithParent } from './lib/processes.mjs';
import { explain, say, sinceStart } from './lib/terminal.mjs';
import { ensureDependencies, ensureNode, local } from './lib/toolchain.mjs';

try {
  await ensureNode();
  stopWithParent();
  await ensureDependencies();
  const { startPortal } = await import('./lib/portal.mjs');
  const { url, isLocal } = await startPortal({
    directory: join(local, 'azure'),
  });
  say(`\nThe portal is ready at ${url} (${sinceStart()}).`);
  if (isLocal) {
    say('Sign in with Microsoft as Alice and open payments-api.');
  }
  say('Ctrl-C stops everything.');
  // The children keep this process alive until then.
} catch (error) {
  explain(error);
  await finish();
}
