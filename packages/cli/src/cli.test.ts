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

import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CliWorld } from './__testUtils__/CliWorld';

const ENTITY = 'component:default/payments-api';
const PREFIX = 'component/default/payments-api';

const GITHUB = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'contoso/payments-api',
  GITHUB_RUN_ID: '987',
  GITHUB_RUN_NUMBER: '1284',
  GITHUB_REF_NAME: 'main',
  GITHUB_SHA: '9f3c1ab0000000000000000000000000000000ff',
  GITHUB_ACTOR: 'alice',
};

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

describe('backstage-azure-blob', () => {
  let world: CliWorld;

  beforeAll(async () => {
    world = await CliWorld.start();
    const dist = join(world.directory, 'dist');
    await mkdir(join(dist, 'reports'), { recursive: true });
    await writeFile(join(dist, 'app.zip'), randomBytes(9 * 1024 * 1024));
    await writeFile(join(dist, 'reports/junit.xml'), '<testsuites/>');
    await writeFile(join(dist, 'empty'), '');
    // Links could lead anywhere.
    await symlink('/etc/hostname', join(dist, 'link'));
    await writeFile(join(world.directory, 'build.log'), 'line 1\nline 2\n');
  }, 60_000);
  afterAll(() => world.stop());
  beforeEach(() => world.reset());

  const publish = (args: string[], env?: Record<string, string>) =>
    world.run(['publish', '--entity', ENTITY, ...world.target, ...args], env);

  it('should publish a run with all that the portal shows of it', async () => {
    const result = await publish(
      [
        ...['dist', '--logs', 'build.log', '--version', '1.4.0'],
        ...['--title', 'Fix', '--status', 'success'],
      ],
      GITHUB,
    );
    expect(result).toMatchObject({ code: 0, stderr: '' });
    const folder = `${PREFIX}/1284/`;
    expect(await world.listNames('artifacts', folder)).toEqual([
      'SHA256SUMS',
      'app.zip',
      'empty',
      'reports/junit.xml',
      'run.json',
    ]);
    expect(await world.listNames('logs', folder)).toEqual([
      'SHA256SUMS',
      'build.log',
      'run.json',
    ]);
    const run = JSON.parse(
      await world.readText('artifacts', `${folder}run.json`),
    );
    expect(run).toEqual({
      number: 1284,
      branch: 'main',
      commit: GITHUB.GITHUB_SHA,
      commitUrl: `https://github.com/contoso/payments-api/commit/${GITHUB.GITHUB_SHA}`,
      pipelineUrl: 'https://github.com/contoso/payments-api/actions/runs/987',
      title: 'Fix',
      triggeredBy: 'alice',
      version: '1.4.0',
      status: 'succeeded',
      startedAt: expect.stringMatching(/Z$/),
      finishedAt: expect.stringMatching(/Z$/),
      files: 3,
      size: 9 * 1024 * 1024 + 13,
    });
    const content = await readFile(join(world.directory, 'dist/app.zip'));
    const blob = world.container('artifacts').getBlobClient(`${folder}app.zip`);
    const stored = await blob.getProperties();
    expect(stored.metadata).toEqual({ sha256: sha256(content) });
    expect(Buffer.from(stored.contentMD5 ?? '').toString('hex')).toBe(
      createHash('md5').update(content).digest('hex'),
    );
    expect(stored.contentType).toBe('application/zip');
    expect((await blob.downloadToBuffer()).equals(content)).toBe(true);
    expect(await world.readText('artifacts', `${folder}SHA256SUMS`)).toContain(
      `${sha256('<testsuites/>')}  reports/junit.xml\n`,
    );
  });

  it('should not replace a run that has ended, unless told to', async () => {
    expect(await publish(['dist', '--run', '7'])).toMatchObject({ code: 0 });
    expect(await publish(['dist', '--run', '7'])).toEqual({
      code: 4,
      stdout: '',
      stderr: `The run "${PREFIX}/7" has been published already. Add --force to replace it.\n`,
    });
    const again = ['dist/empty', '--run', '7', '--force'];
    expect(await publish([...again, '--status', 'failure'])).toMatchObject({
      code: 0,
    });
    expect(await world.listNames('artifacts', `${PREFIX}/7/`)).toEqual([
      'SHA256SUMS',
      'empty',
      'run.json',
    ]);
    const run = await world.readText('artifacts', `${PREFIX}/7/run.json`);
    expect(JSON.parse(run).status).toBe('failed');
  });

  it('should go on with a run that was broken off', async () => {
    const name = `${PREFIX}/8/run.json`;
    const blob = world.container('artifacts').getBlockBlobClient(name);
    await blob.upload('{"status":"running"}', 20);
    expect(await publish(['dist', '--run', '8'])).toMatchObject({ code: 0 });
    const run = JSON.parse(await world.readText('artifacts', name));
    expect(run.status).toBe('succeeded');
  });

  it('should wait where storage asks to, and try again', async () => {
    world.azure.storage.faults.add({
      url: /junit/,
      times: 6,
      status: 503,
      code: 'ServerBusy',
      headers: { 'Retry-After': '1' },
    });
    const result = await publish(['dist', '--run', '9']);
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(await world.listNames('artifacts', `${PREFIX}/9/`)).toHaveLength(5);
  });

  it('should name the role that is missing, and no token', async () => {
    world.revoke('artifacts');
    const { code, stdout, stderr } = await publish(['dist', '--run', '10']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(
      'Azure has not given you the role "Storage Blob Data Contributor" on the container "artifacts" of "contosobuilds".',
    );
    expect(stderr).toContain('az role assignment create --role');
    expect(stderr).not.toMatch(/eyJ|sig=/);
  });

  it('should end a run as failed that could not be uploaded', async () => {
    world.azure.storage.faults.add({
      url: /junit/,
      status: 403,
      code: 'AuthorizationFailure',
    });
    expect(await publish(['dist', '--run', '11'])).toMatchObject({ code: 1 });
    const run = await world.readText('artifacts', `${PREFIX}/11/run.json`);
    expect(JSON.parse(run)).toMatchObject({ status: 'failed' });
  });

  it('should say that nobody is signed in', async () => {
    const { code, stderr } = await publish(['dist', '--run', '12'], {
      AZURE_FEDERATED_TOKEN_FILE: '',
      AZURE_CLIENT_ID: '',
      AZURE_TENANT_ID: '',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Nobody is signed in to Azure here\./);
  });

  it.each([
    [['dist'], 'No pipeline that is known runs here'],
    [['nothing', '--run', '1'], 'There is no file or folder "nothing".'],
    [[], 'Say what to publish'],
    [['dist', '--run', '..'], 'it has a segment "." or ".."'],
    [['dist', '--run', '1', '--layout', '{run}'], 'has to end with "/{path}"'],
    [['dist', '--run', '1', '--layout', '{x}/{path}'], 'which is none of'],
    [['dist', '--run', '1', '--layout', '{version}/{path}'], 'give --version'],
    [['dist', '--run', '1', '--status', 'fine'], 'It must be "succeeded"'],
    [['dist', '--run', '1', '--container', 'A'], 'is no name of a container'],
    [['dist', '--run', '1', '--colour'], "unknown option '--colour'"],
  ])('should refuse %j before anything is uploaded', async (args, message) => {
    const { requests } = world.azure.storage;
    requests.length = 0;
    const { code, stderr } = await publish(args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(requests).toEqual([]);
  });

  it('should not call a run successful whose pipeline does not tell', async () => {
    await publish(['dist/empty', '--run', '14'], GITHUB);
    const run = await world.readText('artifacts', `${PREFIX}/14/run.json`);
    expect(JSON.parse(run).status).toBe('unknown');
  });

  it('should say what it would upload, and print JSON', async () => {
    const dry = await publish(['dist', '--run', '13', '--dry-run']);
    expect(dry.stdout).toContain(`${PREFIX}/13/reports/junit.xml  13 bytes`);
    expect(await world.listNames('artifacts', `${PREFIX}/13/`)).toEqual([]);
    const { stdout } = await publish(['dist/empty', '--run', '13', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      folder: `${PREFIX}/13`,
      dryRun: false,
      files: [{ path: 'empty', size: 0, sha256: sha256('') }],
    });
  });

  describe('download', () => {
    const name = `${PREFIX}/download/app.bin`;
    const content = randomBytes(3 * 1024 * 1024);
    const output = () => join(world.directory, 'app.bin');

    const store = (metadata?: Record<string, string>) =>
      world
        .container('artifacts')
        .getBlockBlobClient(name)
        .upload(content, content.length, { metadata });
    const download = () =>
      world.run([
        'download',
        name,
        ...world.target,
        '--container',
        'artifacts',
      ]);

    it('should go on where an earlier try stopped', async () => {
      const { etag = '' } = await store({ sha256: sha256(content) });
      await writeFile(`${output()}.part`, content.subarray(0, 1_000_000));
      await writeFile(`${output()}.part.etag`, etag);
      const { requests } = world.azure.storage;
      requests.length = 0;
      expect(await download()).toEqual({
        code: 0,
        stderr: '',
        stdout: `Downloaded ${content.length} bytes to app.bin; its SHA-256 checksum holds.\n`,
      });
      expect(requests.map(({ range }) => range)).toContain('bytes=1000000-');
      expect((await readFile(output())).equals(content)).toBe(true);
    });

    it('should begin again where the blob is another version', async () => {
      await store();
      await writeFile(`${output()}.part`, 'something else');
      await writeFile(`${output()}.part.etag`, '"0x1"');
      expect(await download()).toMatchObject({ code: 0 });
      expect((await readFile(output())).equals(content)).toBe(true);
    });

    it('should go on after the connection broke', async () => {
      await store({ sha256: sha256(content) });
      world.azure.storage.faults.add({
        url: /app\.bin/,
        times: 2,
        resetAfterBytes: 500_000,
      });
      expect(await download()).toMatchObject({ code: 0, stderr: '' });
      expect((await readFile(output())).equals(content)).toBe(true);
    });

    it('should keep nothing that does not match its checksum', async () => {
      await store({ sha256: sha256('something else') });
      await writeFile(output(), 'from before');
      expect(await download()).toMatchObject({
        code: 3,
        stderr: expect.stringContaining(
          'does not match its published checksum',
        ),
      });
      expect(await readFile(output(), 'utf8')).toBe('from before');
      await expect(stat(`${output()}.part`)).rejects.toMatchObject({
        code: 'ENOENT',
      });
    });

    it('should say that there is no such blob', async () => {
      const args = [...world.target, '--container', 'artifacts'];
      expect(await world.run(['download', 'no/such', ...args])).toMatchObject({
        code: 1,
        stderr: 'There is no blob "no/such".\n',
      });
      expect(
        await world.run(['download', 'http://example.com/a/b']),
      ).toMatchObject({ code: 2 });
      // A token for storage must not go there.
      for (const host of ['a.blob.evil.example', 'b.blob.core.windows.net.x']) {
        expect(
          await world.run(['download', `https://${host}/c/n`]),
        ).toMatchObject({ code: 2 });
      }
    });
  });

  it('should run every command of the documentation', async () => {
    const page = await readFile(
      join(__dirname, '../../../docs/publishing.md'),
      'utf8',
    );
    const blocks = [...page.matchAll(/```(yaml|sh)\n([\s\S]*?)```/g)];
    const commands = blocks.flatMap(([, language, block]) => {
      if (language === 'yaml') {
        parse(block);
      }
      return [
        ...block
          .replace(/\\\n\s*/g, ' ')
          .replace(/\n\s+(?=--)/g, ' ')
          .matchAll(/npx --yes backstage-azure-blob (publish .*)/g),
      ].map(([, command]) => command);
    });
    expect(commands.length).toBeGreaterThanOrEqual(4);
    const failed: object[] = [];
    for (const [index, command] of commands.entries()) {
      const args = command
        .replace(/\$\{\{[^}]*\}\}|\$\(\w+\)|"\$\w+"/g, 'success')
        .split(/\s+/)
        .filter(Boolean);
      const result = await world.run(
        [
          ...args,
          '--run',
          `doc-${index}`,
          '--endpoint',
          world.azure.storage.blobEndpoint,
        ],
        GITHUB,
      );
      if (result.code !== 0) {
        failed.push({ command, ...result });
      }
    }
    expect(failed).toEqual([]);
  });
});
