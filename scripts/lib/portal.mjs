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

import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { requirePorts } from './ports.mjs';
import { run, start, waitFor } from './processes.mjs';
import { Failure, step } from './terminal.mjs';
import { local, root } from './toolchain.mjs';

const PORTAL_URL = 'http://localhost:3000';
const BACKEND_URL = 'http://localhost:7007';

const localAzure = join(
  root,
  'packages',
  'local-azure',
  'bin',
  'local-azure.mjs',
);

function logFile(name) {
  return join(local, 'logs', `${name}.log`);
}

async function answers(url) {
  const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
  await response.body?.cancel();
  return response.ok;
}

/** The world's ids, as the environment variables that app-config.yaml reads. */
async function localEnvironment(directory) {
  await mkdir(directory, { recursive: true });
  const log = logFile('local-azure-env');
  const result = await run(
    process.execPath,
    [localAzure, 'env', '--directory', directory],
    { log },
  );
  if (!result.ok) {
    throw new Failure(`Local Azure cannot be set up; see ${log}.`);
  }
  return JSON.parse(result.output);
}

async function startLocalAzure(directory) {
  await step('Starting local Azure', async () => {
    const log = logFile('local-azure');
    const child = await start(
      process.execPath,
      [localAzure, 'start', '--directory', directory],
      { log },
    );
    await waitFor(child, async () => /^ready/m.test(child.tail), {
      title: 'Local Azure',
      timeoutMs: 120_000,
      log,
    });
  });
}

async function buildPortal(env) {
  const log = logFile('portal-build');
  const result = await run(
    process.execPath,
    [join(root, 'packages', 'app', 'scripts', 'build.mjs')],
    { log, env },
  );
  if (!result.ok) {
    throw new Failure(
      `The portal could not be built. What the build said last, from ${log}:\n${result.output.trim()}`,
    );
  }
}

async function startBackend(env, configs) {
  const log = logFile('backend');
  const child = await start(
    process.execPath,
    [
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      join('src', 'index.ts'),
      ...configs,
    ],
    { log, env, cwd: join(root, 'packages', 'backend') },
  );
  await waitFor(
    child,
    () => answers(`${BACKEND_URL}/.backstage/health/v1/readiness`),
    { title: 'The backend', timeoutMs: 180_000, log },
  );
}

async function servePortal(env, configs) {
  const log = logFile('portal');
  const child = await start(
    process.execPath,
    [join(root, 'packages', 'app', 'scripts', 'serve.mjs'), ...configs],
    { log, env },
  );
  await waitFor(child, () => answers(PORTAL_URL), {
    title: 'The portal',
    timeoutMs: 30_000,
    log,
  });
}

/**
 * Starts the demo portal: with local Azure, or with the real one where
 * `AZURE_TENANT_ID` is set.
 *
 * @param options.directory - where local Azure keeps what it holds
 * @param options.env - more environment variables for the portal's parts
 * @returns the URL of the portal and the environment its parts run with
 */
export async function startPortal({ directory, env: extra = {} }) {
  const isLocal = !process.env.AZURE_TENANT_ID;
  const files = ['app-config.yaml'];
  let env = { ...process.env, ...extra };
  await requirePorts({ 'the portal': 3000, 'the backend': 7007 });
  if (isLocal) {
    await requirePorts({
      'the storage gate': 10000,
      'its queue': 10001,
      'the Entra ID emulator': 8443,
    });
    env = { ...env, ...(await localEnvironment(directory)) };
    files.push('app-config.local-azure.yaml');
  }
  if (existsSync(join(root, 'app-config.local.yaml'))) {
    files.push('app-config.local.yaml');
  }
  const configs = files.flatMap(name => ['--config', join(root, name)]);

  if (isLocal) {
    await startLocalAzure(directory);
  }
  await step(
    'Starting the backend, and building the portal if it changed',
    () => Promise.all([startBackend(env, configs), buildPortal(env)]),
  );
  await servePortal(env, configs);
  return {
    url: PORTAL_URL,
    env: { ...env, PORTAL_URL },
    isLocal,
  };
}
