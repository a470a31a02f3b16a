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
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { world } from './world';

const bin = require.resolve('../bin/local-azure.mjs');

async function run(...args: string[]) {
  try {
    return await promisify(execFile)(process.execPath, [bin, ...args]);
  } catch (error) {
    return error as { stdout: string; stderr: string };
  }
}

jest.setTimeout(60_000);

describe('local-azure', () => {
  it('should make the authority before anything is started', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'local-azure-'));
    try {
      const [ca, env] = [
        await run('ca', '--directory', directory),
        await run('env', '--directory', directory),
      ];
      const file = ca.stdout.trimEnd();
      expect(await readFile(file, 'utf8')).toContain('BEGIN CERTIFICATE');
      expect(JSON.parse(env.stdout)).toEqual({
        AZURE_TENANT_ID: world.tenantId,
        AZURE_PORTAL_CLIENT_ID: world.portalApp.clientId,
        AZURE_PORTAL_CLIENT_SECRET: world.portalApp.clientSecret,
        AZURE_CLIENT_ID: world.apiApp.clientId,
        AZURE_CLIENT_SECRET: world.apiApp.clientSecret,
        NODE_EXTRA_CA_CERTS: file,
      });
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });

  it('should explain in a sentence why it cannot sign in', async () => {
    expect(await run('sign-in', 'zed')).toMatchObject({
      stdout: '',
      stderr:
        'There is no user "zed"; there are alice, bob, carol, dave, erin\n',
    });
    // A port that nothing can listen on.
    const portal = 'http://127.0.0.1:1';
    expect(await run('sign-in', 'alice', '--portal', portal)).toMatchObject({
      stdout: '',
      stderr: `No portal answers at "${portal}"; start it with "npm start"\n`,
    });
    expect(
      await run('step-up', 'alice', 'on', '--entra', portal),
    ).toMatchObject({
      stdout: '',
      stderr: `No Entra ID emulator answers at "${portal}"; start it with "npm start"\n`,
    });
    expect(await run('step-up', 'alice', 'maybe')).toMatchObject({
      stdout: '',
      stderr: 'Name a user and a state, such as "step-up alice on"\n',
    });
  });
});
