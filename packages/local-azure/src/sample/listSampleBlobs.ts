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

import { world } from '../world';
import { createVersionedFiles } from './packages/createVersionedFiles';
import { createLogRenderer } from './renderLog';
import { renderSystems } from './renderSystems';
import { SampleFile, hash } from './sampleFiles';
import { SampleRun } from './sampleRuns';

const longLogLines = 200_000;
/** What a run brings only where it succeeded. */
const resultFolders = ['dist/', 'docs/', 'sbom/'];

/** A blob to be put into one of the containers. */
export interface SampleBlob {
  container: string;
  name: string;
  content: Buffer;
  sha256: string;
  contentType: string;
  /** What it was before, of which a snapshot is kept. */
  earlier?: Buffer;
}

const contentTypes: Record<string, string> = {
  css: 'text/css',
  csv: 'text/csv',
  gz: 'application/gzip',
  html: 'text/html',
  info: 'text/plain',
  jar: 'application/java-archive',
  js: 'text/javascript',
  json: 'application/json',
  log: 'text/plain; charset=utf-8',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  spdx: 'text/plain',
  svg: 'image/svg+xml',
  tgz: 'application/gzip',
  trx: 'application/xml',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  xml: 'application/xml',
  yaml: 'application/yaml',
  zip: 'application/zip',
};

function contentTypeOf(name: string): string {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return contentTypes[extension] ?? 'application/octet-stream';
}

function find(files: Map<string, SampleFile>, name: string): SampleFile {
  const file = files.get(name);
  if (!file) {
    throw new Error(`"${name}" is missing from the sample data`);
  }
  return file;
}

/** The same failed build as other CI systems and tools write it down. */
function renderSystemLogs(
  startedAt: Date,
  files: Map<string, SampleFile>,
): Map<string, Buffer> {
  const systems = renderSystems(
    [
      {
        name: 'build',
        title: 'Build',
        command: 'yarn build:all',
        output: find(files, 'logs/build.log'),
        exitCode: 0,
      },
      {
        name: 'test',
        title: 'Test',
        command: 'yarn test',
        output: find(files, 'logs/test-failed.log'),
        exitCode: 1,
      },
    ],
    startedAt,
  );
  for (const tool of ['maven', 'terminal']) {
    systems.set(`${tool}.log`, find(files, `logs/${tool}.log`).content);
  }
  return systems;
}

function renderLogs(
  run: SampleRun,
  files: Map<string, SampleFile>,
): Map<string, Buffer> {
  const { component, failedStep, manifest } = run;
  const logs = new Map<string, Buffer>();
  const startedAt = new Date(manifest.startedAt);
  const render = (name: string, sources: string[], atLeast = 0) => {
    const renderer = createLogRenderer(component, startedAt);
    do {
      for (const source of sources) {
        renderer.append(find(files, `logs/${source}`));
      }
    } while (renderer.length < atLeast);
    logs.set(name, renderer.toBuffer());
  };
  if (failedStep === 'build') {
    render('build.log', ['build-failed.log']);
    return logs;
  }
  render('build.log', ['build.log']);
  if (failedStep === 'test') {
    if (run.isLong) {
      for (const [name, log] of renderSystemLogs(startedAt, files)) {
        logs.set(`systems/${name}`, log);
      }
    }
    render(
      'test.log',
      run.isLong ? ['test.log', 'test-failed.log'] : ['test-failed.log'],
      run.isLong ? longLogLines : 0,
    );
    return logs;
  }
  render('test.log', ['test.log']);
  if (manifest.status !== 'canceled') {
    render('package.log', ['package.log']);
  }
  return logs;
}

/** The files below `artifacts/` that a run got as far as making. */
function chooseArtifacts(
  run: SampleRun,
  files: Map<string, SampleFile>,
): Map<string, SampleFile> {
  const chosen = new Map<string, SampleFile>();
  const { failedStep, isLatest, manifest } = run;
  const all = [...files].filter(([name]) => name.startsWith('artifacts/'));
  for (const [name, file] of all) {
    const path = name.slice('artifacts/'.length);
    const isResult = resultFolders.some(folder => path.startsWith(folder));
    if (file.isDerived && !isLatest) {
      continue;
    }
    if (path.includes('-failed.')) {
      if (failedStep === 'test') {
        chosen.set(path.replace('-failed', ''), file);
      }
    } else if (
      !(path.startsWith('reports/') && failedStep) &&
      !(isResult && manifest.status !== 'succeeded') &&
      path !== 'packages.json'
    ) {
      chosen.set(path, file);
    }
  }
  return chosen;
}

/** All blobs of a run: its manifest, its artifacts and its logs. */
export function listSampleBlobs(
  run: SampleRun,
  files: Map<string, SampleFile>,
): SampleBlob[] {
  const { component, manifest } = run;
  const folder = `component/default/${component}/${manifest.number}/`;
  const toBlob = (
    container: string,
    path: string,
    content: Buffer,
    sha256 = hash(content),
  ): SampleBlob => ({
    container,
    name: `${folder}${path}`,
    content,
    sha256,
    contentType: contentTypeOf(path),
  });
  const toJson = (value: unknown) =>
    Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
  const buildInfo = toJson({
    component,
    version: manifest.version,
    commit: manifest.commit,
    branch: manifest.branch,
    builtAt: manifest.finishedAt,
    packages: JSON.parse(
      find(files, 'artifacts/packages.json').content.toString(),
    ),
  });

  const { artifacts, logs } = world.containers;
  const blobs: SampleBlob[] = [];
  if (run.failedStep === undefined) {
    blobs.push(toBlob(artifacts, 'build-info.json', buildInfo));
  }
  const chosen = chooseArtifacts(run, files);
  for (const [path, { content, sha256 }] of chosen) {
    blobs.push(toBlob(artifacts, path, content, sha256));
  }
  if (run.isLatest && manifest.status === 'succeeded') {
    for (const [path, content] of createVersionedFiles(run, chosen)) {
      blobs.push(toBlob(artifacts, path, content));
    }
  }
  for (const [name, content] of renderLogs(run, files)) {
    blobs.push(toBlob(logs, name, content));
  }
  if (run.isRepeated) {
    const report = blobs.find(({ name }) => name.endsWith('/junit.xml'));
    const failed = find(files, 'artifacts/reports/junit-failed.xml');
    Object.assign(report ?? {}, { earlier: failed.content });
  }
  const manifests = [artifacts, logs].map(container => {
    const sizes = blobs
      .filter(blob => blob.container === container)
      .map(({ content }) => content.length);
    const size = sizes.reduce((sum, next) => sum + next, 0);
    const counted = { ...manifest, size, files: sizes.length };
    return toBlob(container, 'run.json', toJson(counted));
  });
  return [...manifests, ...blobs];
}
