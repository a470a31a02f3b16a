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
import { listNames, openContainerAsOwner } from '../__testUtils__/clients';
import { startLocalAzure } from '../startLocalAzure';
import { LocalAzure } from '../types';
import { world } from '../world';
import { seedSampleData } from './seedSampleData';

jest.setTimeout(120_000);

const runs = 'component/default/payments-api/';

describe('seedSampleData', () => {
  let azure: LocalAzure;

  beforeAll(async () => {
    azure = await startLocalAzure({ sampleData: true });
  });

  afterAll(async () => {
    await azure?.stop();
  });

  it('should write many runs with manifest, artifacts and logs', async () => {
    for (const container of Object.values(world.containers)) {
      const names = await listNames(openContainerAsOwner(azure, container));
      const manifests = names.filter(name => name.endsWith('/run.json'));
      expect(manifests).toHaveLength(100);
      expect(manifests.filter(name => name.startsWith(runs))).toHaveLength(60);
    }
    const artifacts = openContainerAsOwner(azure);
    const blob = artifacts.getBlobClient(`${runs}1284/run.json`);
    const manifest = JSON.parse((await blob.downloadToBuffer()).toString());
    expect(manifest).toMatchObject({ number: 1284, status: 'succeeded' });
    expect(Date.parse(manifest.finishedAt)).toBeLessThan(Date.now());
    expect(await listNames(artifacts, `${runs}1284/`)).toEqual(
      expect.arrayContaining(
        [
          'README.md',
          'build-info.json',
          'reports/coverage.png',
          'reports/coverage/index.html',
          'reports/coverage/lcov.info',
          'reports/junit.xml',
        ].map(path => `${runs}1284/${path}`),
      ),
    );
  });

  it('should bring a file of every kind that a portal shows', async () => {
    const artifacts = openContainerAsOwner(azure);
    const names = await listNames(artifacts, `${runs}1284/`);
    const extensions = new Set(names.map(name => name.replace(/^.*\./, '')));
    expect([...extensions]).toEqual(
      expect.arrayContaining(
        'csv gz html info jar js json md nupkg pdf png spdx svg tgz trx tsv txt whl xml yaml zip'.split(
          ' ',
        ),
      ),
    );
    const read = async (path: string) =>
      (
        await artifacts.getBlobClient(`${runs}1284/${path}`).downloadToBuffer()
      ).toString('latin1');
    const sbom = JSON.parse(await read('sbom/bom.cdx.json'));
    expect(sbom.components.length).toBeGreaterThan(1000);
    expect(sbom.components).toContainEqual(
      expect.objectContaining({
        name: '@azure/storage-blob',
        licenses: [{ expression: 'MIT' }],
      }),
    );
    const tests = (await read('reports/junit.xml')).match(/<testcase /g);
    expect((await read('reports/tests.trx')).match(/<UnitTest /g)).toEqual(
      tests?.map(() => '<UnitTest '),
    );
    expect(
      (await read('reports/tests.csv')).trimEnd().split('\n'),
    ).toHaveLength((tests?.length ?? 0) + 1);
    expect(await read('docs/readme.pdf')).toMatch(/^%PDF-[^]*%%EOF\n$/);
  });

  it('should say what a run comes to, and keep what was there before', async () => {
    const artifacts = openContainerAsOwner(azure);
    const found: Array<{ name: string; size: number; snapshot?: string }> = [];
    for await (const { name, properties, snapshot } of artifacts.listBlobsFlat({
      prefix: `${runs}1284/`,
      includeSnapshots: true,
    })) {
      found.push({ name, size: properties.contentLength ?? 0, snapshot });
    }
    const kept = found.filter(({ snapshot }) => snapshot);
    expect(kept.map(({ name }) => name)).toEqual([
      `${runs}1284/reports/junit.xml`,
    ]);
    const counted = found.filter(
      ({ name, snapshot }) => !snapshot && !name.endsWith('/run.json'),
    );
    const blob = artifacts.getBlobClient(`${runs}1284/run.json`);
    const manifest = JSON.parse((await blob.downloadToBuffer()).toString());
    expect(manifest).toMatchObject({
      version: '1.4.1284',
      files: counted.length,
      size: counted.reduce((sum, { size }) => sum + size, 0),
    });
  });

  it('should hold a very long log of a failed run, with its checksum', async () => {
    const logs = openContainerAsOwner(azure, world.containers.logs);
    const blob = logs.getBlobClient(`${runs}1283/test.log`);
    const { metadata } = await blob.getProperties();
    const content = await blob.downloadToBuffer();
    expect(createHash('sha256').update(content).digest('hex')).toBe(
      metadata?.sha256,
    );
    const lines = content.toString().split('\n');
    expect(lines.length).toBeGreaterThan(200_000);
    const run = await logs
      .getBlobClient(`${runs}1283/run.json`)
      .downloadToBuffer();
    const { startedAt, finishedAt } = JSON.parse(run.toString());
    const times = lines.filter(Boolean).map(line => line.split(' ')[0]);
    expect(times[0] >= startedAt).toBe(true);
    expect(times[times.length - 1] <= finishedAt).toBe(true);
    expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z ##\[group\]/);
    const escapes = lines.filter(line => line.includes('\u001b['));
    expect(escapes.length).toBeGreaterThan(50_000);
    expect(lines.some(line => line.includes('##[error]'))).toBe(true);
  });

  it('should hold the same failed build as seven systems and tools write it', async () => {
    const logs = openContainerAsOwner(azure, world.containers.logs);
    const folder = `${runs}1283/systems/`;
    const marks: Record<string, RegExp> = {
      'azure-pipelines.log': /##\[section\]Starting: Test\n.*exit(ed)? .*'1'/s,
      'buildkite.log': /\+\+\+ Test\n.*exited with status 1/s,
      'github-actions.log': /##\[group\]Run yarn test\n.*exit code 1\.\n$/s,
      'gitlab.log': /\nsection_end:\d+:test\r.*Job failed: exit code 1/s,
      'jenkins.log': /\{ \(Test\)\n.*Finished: FAILURE\n$/s,
      'maven.log': /BUILD FAILURE/,
      'terminal.log': /\r\n/,
    };
    expect(await listNames(logs, folder)).toEqual(
      Object.keys(marks).map(name => folder + name),
    );
    for (const [name, mark] of Object.entries(marks)) {
      const content = await logs
        .getBlobClient(folder + name)
        .downloadToBuffer();
      expect(content.toString()).toMatch(mark);
    }
  });

  it('should write nothing a second time', async () => {
    const said: string[] = [];
    await seedSampleData({
      connectionString: azure.storage.connectionString,
      log: message => said.push(message),
    });
    expect(said).toEqual(['Sample data is there already']);
  });
});
