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

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  mkdir,
  readFile,
  readdir,
  rm,
  statfs,
  writeFile,
} from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run, start, watchParent } from './processes.mjs';
import { Failure, step } from './terminal.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const local = join(root, '.local');

const NODE_MAJOR = 24;
// What the libraries of Sigstore need.
const NODE_MINOR_AT_LEAST = 15;
const NODE_RANGE = '24';
const MIN_FREE_BYTES = 4 * 1024 ** 3;

const windows = process.platform === 'win32';
const nodeHome = join(local, `node-${NODE_RANGE}`);
const nodePackage = `node-${windows ? 'win' : process.platform}-${
  process.arch
}`;
const nodeBinary = join(
  nodeHome,
  'node_modules',
  nodePackage,
  'bin',
  windows ? 'node.exe' : 'node',
);

function npm(args, options = {}) {
  return [
    windows ? 'npm.cmd' : 'npm',
    args,
    { cwd: root, shell: windows, ...options },
  ];
}

function explainNpm(output, what) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH/.test(output)) {
    return `Could not reach the npm registry to get ${what}: connect to the network, or set "npm config set registry" to a mirror you can reach.`;
  }
  if (/ENOSPC/.test(output)) {
    return `The disk is full: free some space and run the command again to get ${what}.`;
  }
  return `Could not get ${what}. What npm said last:\n${output.trim()}`;
}

async function requireDisk() {
  const { bavail, bsize } = await statfs(root);
  const free = bavail * bsize;
  if (free < MIN_FREE_BYTES) {
    const gib = (free / 1024 ** 3).toFixed(1);
    throw new Failure(
      `Only ${gib} GiB of disk are free in ${root}, and setting up needs 4: free some space and run the command again.`,
    );
  }
}

function runsBackstage() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major === NODE_MAJOR && minor >= NODE_MINOR_AT_LEAST;
}

/**
 * Makes sure that this script runs on a Node that Backstage supports. Where the
 * machine's is another one, Node 24 is brought from npm, the script is run
 * again with it, and this function does not return.
 */
export async function ensureNode({ quiet = false } = {}) {
  if (runsBackstage()) {
    process.env.PATH = dirname(process.execPath) + delimiter + process.env.PATH;
    return;
  }
  if (!existsSync(nodeBinary)) {
    await requireDisk();
    const fetchNode = async () => {
      await mkdir(nodeHome, { recursive: true });
      await writeFile(join(nodeHome, 'package.json'), '{"private":true}\n');
      const log = join(local, 'logs', 'node.log');
      const result = await run(
        ...npm(
          [
            'install',
            '--no-save',
            '--ignore-scripts',
            `${nodePackage}@${NODE_RANGE}`,
          ],
          { cwd: nodeHome, log },
        ),
      );
      if (!result.ok) {
        await rm(nodeHome, { recursive: true, force: true });
        throw new Failure(explainNpm(result.output, `Node ${NODE_RANGE}`));
      }
    };
    await (quiet
      ? fetchNode()
      : step(
          `Getting Node ${NODE_RANGE} (this machine has ${process.versions.node})`,
          fetchNode,
        ));
  }
  // The terminal sends Ctrl-C to both; the one inside does the cleaning up.
  process.on('SIGINT', () => {});
  const inner = await start(nodeBinary, process.argv.slice(1), {
    stdio: 'inherit',
    detached: false,
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) {
    process.on(signal, () => inner.kill(signal));
  }
  watchParent(() => inner.kill('SIGTERM'));
  const { code } = await inner.ended;
  process.exit(code ?? 1);
}

function yarnRegistry() {
  // Yarn does not read npm's settings, and people behind a mirror have only those.
  const [command, args, options] = npm(['config', 'get', 'registry']);
  const answer = spawnSync(command, args, { ...options, encoding: 'utf8' });
  const registry = answer.stdout?.trim();
  if (!registry?.startsWith('http')) {
    return {};
  }
  const { protocol, hostname } = new URL(registry);
  return {
    YARN_NPM_REGISTRY_SERVER: registry,
    // npm takes a mirror without TLS as it is told; Yarn wants to hear it twice.
    ...(protocol === 'http:' && { YARN_UNSAFE_HTTP_WHITELIST: hostname }),
  };
}

async function dependencyDigest() {
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of await readdir(join(root, folder))) {
      files.push(join(folder, name, 'package.json'));
    }
  }
  const hash = createHash('sha256');
  for (const file of files.filter(name => existsSync(join(root, name)))) {
    hash.update(file).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

/** Installs the dependencies that yarn.lock names, unless they are there. */
export async function ensureDependencies() {
  const stamp = join(root, 'node_modules', '.installed');
  const digest = await dependencyDigest();
  const installed = await readFile(stamp, 'utf8').catch(() => undefined);
  if (installed === digest) {
    return;
  }
  await requireDisk();
  await step('Installing the dependencies', async () => {
    const log = join(local, 'logs', 'install.log');
    const [release] = await readdir(join(root, '.yarn', 'releases'));
    const result = await run(
      process.execPath,
      [join(root, '.yarn', 'releases', release), 'install', '--immutable'],
      { cwd: root, log, env: { ...process.env, ...yarnRegistry() } },
    );
    if (!result.ok) {
      throw new Failure(explainNpm(result.output, 'the dependencies'));
    }
    await writeFile(stamp, digest);
  });
}

/** The path of a program that a dependency brings. */
export function bin(name) {
  return join(root, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
}
