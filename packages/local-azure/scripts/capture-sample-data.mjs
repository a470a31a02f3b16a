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

/*
 * Makes `sample-data/` anew: what this repository's own tests, checks, build
 * and packaging print and produce. Run it from the root with
 * `node packages/local-azure/scripts/capture-sample-data.mjs`.
 */

import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { takePicture } from './takePicture.mjs';
import { Recorder, createScrubber, publicRoot } from './record.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
const target = join(root, 'packages', 'local-azure', 'sample-data');
const work = join(root, '.local', 'sample-data');
const staging = join(work, 'kept');
const bin = name => join(root, 'node_modules', '.bin', name);
const scrub = createScrubber(root);
const tested = [
  'plugins/azure-blob-common',
  'plugins/azure-blob-node',
  'packages/local-azure',
];
const linted = ['plugins/azure-blob-common', 'packages/local-azure'];
const packed = ['plugins/azure-blob-common', 'plugins/azure-blob-node'];

const kept = [];
/** Of any machine that this runs on, but the one in `publicRoot`. */
const forbidden = [root, dirname(root), tmpdir(), homedir(), '/home/'];

async function keep(name, content) {
  const isText = typeof content === 'string';
  const clean = isText ? scrub(content) : content;
  const rest = isText ? clean.replaceAll(publicRoot, '') : clean;
  const found = forbidden.find(text => rest.includes(text));
  if (found) {
    const at = rest.indexOf(found);
    throw new Error(
      `"${found}" is in ${name}: ${rest.slice(at - 80, at + 80)}`,
    );
  }
  const file = join(staging, `${name}.gz`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, gzipSync(clean, { level: 9 }));
  kept.push(name);
}

async function keepFolder(folder, name) {
  for (const entry of await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  })) {
    if (entry.isFile()) {
      const file = join(entry.parentPath, entry.name);
      const content = await readFile(file);
      const isText = !/\.(png|tgz)$/.test(file);
      await keep(
        join(name, relative(folder, file)),
        isText ? content.toString() : content,
      );
    }
  }
}

function testArguments(extra = []) {
  return [
    'package',
    'test',
    '--watchAll=false',
    '--verbose',
    '--colors',
    '--runInBand',
    // They need what is only being made here.
    '--testPathIgnorePatterns=src/sample/',
    '--reporters=default',
    '--reporters=jest-junit',
    ...extra,
  ];
}

function junit(name) {
  return {
    JEST_JUNIT_OUTPUT_DIR: join(work, 'reports'),
    JEST_JUNIT_OUTPUT_NAME: `${name}.xml`,
    JEST_JUNIT_CLASSNAME: '{classname}',
    JEST_JUNIT_TITLE: '{title}',
  };
}

/** The suites of all packages in one report. */
async function mergeJunit(names) {
  const suites = [];
  for (const name of names) {
    const xml = await readFile(join(work, 'reports', `${name}.xml`), 'utf8');
    suites.push(...(xml.match(/ {2}<testsuite [\s\S]*?<\/testsuite>/g) ?? []));
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join(
    '\n',
  )}\n</testsuites>\n`;
}

async function captureTests() {
  const recorder = new Recorder(scrub);
  const names = [];
  for (const folder of tested) {
    const name = folder.split('/').pop();
    names.push(name);
    await recorder.step(
      `Test ${folder}`,
      bin('backstage-cli'),
      testArguments([
        '--coverage',
        `--coverageDirectory=${join(work, 'coverage', name)}`,
        '--coverageReporters=text',
        '--coverageReporters=html',
        '--coverageReporters=lcovonly',
        '--coverageReporters=json-summary',
      ]),
      { cwd: join(root, folder), env: junit(name) },
    );
  }
  await keep('logs/test.log', recorder.toText());
  await keep('artifacts/reports/junit.xml', await mergeJunit(names));
  const coverage = join(work, 'coverage', 'azure-blob-common');
  await keepFolder(coverage, 'artifacts/reports/coverage');
}

/** Takes a guard away in a copy, so that its tests have something to say. */
async function captureFailures() {
  const folder = 'packages/local-azure';
  const copy = join(work, folder);
  await cp(join(root, folder), copy, { recursive: true });
  const file = join(copy, 'src', 'storage', 'RoleAssignments.ts');
  const source = await readFile(file, 'utf8');
  const guard = 'operation.name.startsWith(prefix)';
  if (!source.includes(guard)) {
    throw new Error(`There is nothing to break in ${file}`);
  }
  await writeFile(file, source.replace(guard, 'operation.name !== prefix'));
  const tests = new Recorder(scrub);
  await tests.step(`Test ${folder}`, bin('backstage-cli'), testArguments(), {
    cwd: copy,
    env: junit('failed'),
    mayFail: true,
  });
  await keep('logs/test-failed.log', tests.toText());
  await keep(
    'artifacts/reports/junit-failed.xml',
    await mergeJunit(['failed']),
  );

  await writeFile(
    file,
    source.replace(guard, 'operation.name.startWith(prefix)'),
  );
  const build = new Recorder(scrub);
  const project = join(work, 'tsconfig.failed.json');
  await writeFile(
    project,
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      include: [join(copy, 'src')],
      compilerOptions: { rootDir: root, noEmit: true, incremental: false },
    }),
  );
  await build.step(
    'Type-check',
    bin('tsc'),
    ['--project', project, '--pretty', '--extendedDiagnostics'],
    { cwd: copy, mayFail: true },
  );
  await keep('logs/build-failed.log', build.toText());
}

async function captureBuild() {
  const project = join(work, 'tsconfig.json');
  await writeFile(
    project,
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      include: packed.map(folder => join(root, folder, 'src')),
      compilerOptions: {
        rootDir: root,
        outDir: join(root, 'dist-types'),
        incremental: false,
      },
    }),
  );
  const recorder = new Recorder(scrub);
  await recorder.step(
    'Type-check',
    bin('tsc'),
    ['--project', project, '--pretty', '--extendedDiagnostics'],
    { cwd: root },
  );
  for (const folder of linted) {
    await recorder.step(
      `Lint ${folder}`,
      bin('backstage-cli'),
      ['package', 'lint'],
      { cwd: join(root, folder) },
    );
  }
  for (const folder of packed) {
    await recorder.step(
      `Build ${folder}`,
      bin('backstage-cli'),
      ['package', 'build'],
      { cwd: join(root, folder) },
    );
  }
  await keep('logs/build.log', recorder.toText());
}

async function capturePackaging() {
  const recorder = new Recorder(scrub);
  const packages = [];
  for (const folder of packed) {
    const copy = join(work, 'packed', folder);
    await cp(join(root, folder), copy, {
      recursive: true,
      filter: source => !source.includes('node_modules'),
    });
    await recorder.step(
      `Pack ${folder}`,
      'npm',
      ['pack', '--ignore-scripts', '--color=always', '--foreground-scripts'],
      { cwd: copy },
    );
    const name = (await readdir(copy)).find(file => file.endsWith('.tgz'));
    const content = await readFile(join(copy, name));
    packages.push({
      file: name,
      size: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    });
    await keep(`artifacts/dist/${name}`, content);
  }
  await keep('logs/package.log', recorder.toText());
  await keep(
    'artifacts/packages.json',
    `${JSON.stringify(packages, undefined, 2)}\n`,
  );
}

async function capturePicture() {
  const report = join(work, 'coverage', 'azure-blob-common', 'index.html');
  await keep(
    'artifacts/reports/coverage.png',
    await takePicture(report, join(root, 'packages', 'app')),
  );
}

await rm(work, { recursive: true, force: true });
await mkdir(work, { recursive: true });
await captureTests();
await captureFailures();
await captureBuild();
await capturePackaging();
await keep(
  'artifacts/README.md',
  await readFile(join(root, 'README.md'), 'utf8'),
);
await capturePicture();
await writeFile(
  join(staging, 'files.json'),
  `${JSON.stringify(kept.sort(), undefined, 2)}\n`,
);
await rm(target, { recursive: true, force: true });
await cp(staging, target, { recursive: true });
for (const folder of packed) {
  await rm(join(root, folder, 'dist'), { recursive: true, force: true });
}
await rm(work, { recursive: true, force: true });
