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

import { readFileSync, writeFileSync } from 'node:fs';
import createKnex from 'knex';
import { startTestBackend } from './startTestPortal';

/** Runs a portal by itself, so that its memory is its own. */
async function main() {
  const { database, ...options } = JSON.parse(process.env.TEST_PORTAL ?? '');
  const knex =
    database &&
    createKnex({
      client: 'better-sqlite3',
      connection: { filename: database },
      useNullAsDefault: true,
    });
  const { origin } = await startTestBackend({ ...options, knex });
  process.on('message', () => {
    process.send?.({ now: process.memoryUsage.rss(), peak: takePeak() });
  });
  process.send?.({ origin });
}

/** The most resident memory, in bytes: where Linux tells, since the last call. */
function takePeak(): number {
  if (process.platform !== 'linux') {
    return process.resourceUsage().maxRSS * 1024;
  }
  const status = readFileSync('/proc/self/status', 'utf8');
  // Makes it begin anew
  writeFileSync('/proc/self/clear_refs', '5');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
}

main();
