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

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const packageDir = resolve(import.meta.dirname, '..');
const rootDir = resolve(packageDir, '../..');
const hashFile = join(packageDir, 'dist/.sources-hash');

// What the bundle is made of. Config is not: serve.mjs adds it to the page.
const SOURCES = [
  'yarn.lock',
  'app-config.yaml',
  'packages/app/package.json',
  'packages/app/public',
  'packages/app/src',
  'plugins/azure-blob/package.json',
  'plugins/azure-blob/src',
  'plugins/azure-blob-common/package.json',
  'plugins/azure-blob-common/src',
  // The schema decides which config the page may show.
  'plugins/azure-blob/config.d.ts',
];

/**
 * Builds the portal into `packages/app/dist`, unless the build that is there
 * was made of the same sources.
 *
 * @returns whether it had to be built
 */
export async function buildPortal() {
  const hash = await hashSources();
  if (existsSync(hashFile) && (await readFile(hashFile, 'utf8')) === hash) {
    return false;
  }

  const manifest = require.resolve('@backstage/cli/package.json');
  const cli = resolve(manifest, '..', require(manifest).bin['backstage-cli']);
  await promisify(execFile)(process.execPath, [cli, 'package', 'build'], {
    cwd: packageDir,
    // Inherited by the bundler; the portal is never built for development.
    env: { ...process.env, NODE_ENV: 'production' },
    maxBuffer: 16 * 1024 * 1024,
  });

  await writeFile(hashFile, hash);
  return true;
}

async function hashSources() {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await listFiles(join(rootDir, source))) {
      hash.update(`${relative(rootDir, file)}\0`);
      hash.update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function listFiles(path) {
  if ((await stat(path)).isFile()) {
    return [path];
  }
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const built = await buildPortal();
  process.stdout.write(
    built ? 'Built the portal\n' : 'The portal is built already\n',
  );
}
