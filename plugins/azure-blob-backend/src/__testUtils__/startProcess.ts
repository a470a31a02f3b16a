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

import { ChildProcess, fork, ForkOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Options of {@link startProcess}. */
export interface TestProcessOptions extends Pick<ForkOptions, 'stdio'> {
  /** That it trusts besides the usual ones, as PEM. */
  certificateAuthority?: string;
  /** Beside those of this process. */
  env?: Record<string, string>;
  /** Those to run TypeScript by default. */
  execArgv?: string[];
}

/** A module that runs by itself. */
export interface TestProcess {
  child: ChildProcess;
  /** Leaves nothing behind. */
  stop(): Promise<void>;
}

/** Starts a module in a process of its own. */
export async function startProcess(
  file: string,
  options: TestProcessOptions = {},
): Promise<TestProcess> {
  const { certificateAuthority, env, stdio } = options;
  const directory = await mkdtemp(join(tmpdir(), 'azure-blob-'));
  const authority = join(directory, 'authority.pem');
  await writeFile(authority, certificateAuthority ?? '');
  const child = fork(file, {
    execArgv: options.execArgv ?? [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
    ],
    env: {
      ...process.env,
      ...(certificateAuthority && { NODE_EXTRA_CA_CERTS: authority }),
      ...env,
    },
    stdio,
  });
  const exit = once(child, 'exit');
  return {
    child,
    async stop() {
      child.kill('SIGKILL');
      await exit;
      await rm(directory, { recursive: true });
    },
  };
}
