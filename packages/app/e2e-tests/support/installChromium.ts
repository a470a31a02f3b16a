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
import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const cacheDir = resolve(__dirname, '../../../../.local/chromium');

/** A Chromium that runs on this machine. */
export interface InstalledChromium {
  executablePath: string;
  env: Record<string, string>;
}

/**
 * Unpacks the Chromium of `@sparticuz/chromium`, or takes the one at
 * `CHROMIUM_PATH`.
 *
 * @remarks
 *
 * The package unpacks into the temporary folder of the system, where it takes
 * whatever is there for complete and of the right version. So it is unpacked
 * into a folder of its own, which appears under its name once it is whole.
 *
 * @throws where the browser does not run on this machine.
 */
export async function installChromium(): Promise<InstalledChromium> {
  if (process.env.CHROMIUM_PATH) {
    return { executablePath: process.env.CHROMIUM_PATH, env: {} };
  }

  const dir = await unpackChromium();
  const executablePath = join(dir, 'chromium');
  const fonts = { FONTCONFIG_FILE: join(dir, 'fonts.conf') };
  // The package's copies of libnss3 and others fill in for a lean machine's
  // missing ones only: the machine's own fit its other libraries better.
  const libraries = { LD_LIBRARY_PATH: join(dir, 'al2023/lib') };
  const failures = [];
  for (const env of [fonts, { ...fonts, ...libraries }]) {
    try {
      await promisify(execFile)(executablePath, ['--version'], {
        env: { ...process.env, ...env },
      });
      return { executablePath, env };
    } catch (error) {
      failures.push(error);
    }
  }
  throw new AggregateError(
    failures,
    'The Chromium from npm does not run here: set CHROMIUM_PATH to one that does',
  );
}

async function unpackChromium(): Promise<string> {
  const packageDir = dirname(dirname(require.resolve('@sparticuz/chromium')));
  const manifest = await readFile(join(packageDir, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest);
  const dir = join(cacheDir, version);
  if (existsSync(dir)) {
    return dir;
  }

  await mkdir(cacheDir, { recursive: true });
  const staging = await mkdtemp(join(cacheDir, 'unpacking-'));
  try {
    await promisify(execFile)(
      process.execPath,
      [join(__dirname, 'unpackChromium.mjs')],
      { env: { ...process.env, TMPDIR: staging } },
    );
    await writeFile(join(staging, 'fonts.conf'), fontsConfig(dir));
    await rename(staging, dir);
  } catch (error) {
    // Another run may have been faster.
    if (!existsSync(dir)) {
      throw error;
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
  return dir;
}

function fontsConfig(dir: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>${dir}/fonts</dir>
  <cachedir>${dir}/fonts-cache</cachedir>
</fontconfig>
`;
}
