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
import { dirname, join } from 'node:path';

/** What this repository is made with. */
export interface LockedPackage {
  name: string;
  version: string;
  /** An SPDX expression, where the package says one and is there to be asked. */
  licence?: string;
  purl: string;
}

const root = dirname(
  dirname(dirname(require.resolve('../../../package.json'))),
);

/** Reads the packages that `yarn.lock` pins, by name and version. */
export async function readLockedPackages(): Promise<LockedPackage[]> {
  const lock = await readFile(join(root, 'yarn.lock'), 'utf8');
  const pinned = lock.matchAll(/^ {2}resolution: "(.+)@npm:([^"]+)"$/gm);
  return Promise.all(
    Array.from(pinned, async ([, name, version]) => ({
      name,
      version,
      licence: await readLicence(name, version),
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    })),
  );
}

async function readLicence(
  name: string,
  version: string,
): Promise<string | undefined> {
  try {
    const file = join(root, 'node_modules', name, 'package.json');
    const manifest = JSON.parse(await readFile(file, 'utf8'));
    const isSame = manifest.version === version;
    return isSame && /^[\w.+() -]+$/.test(manifest.license)
      ? manifest.license
      : undefined;
  } catch {
    // Of another machine, or of a package inside another one.
    return undefined;
  }
}
