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
import { createLogRenderer } from './renderLog';
import { SampleFile, hash } from './sampleFiles';
import { SampleRun } from './sampleRuns';

const longLogLines = 200_000;

/** A blob to be put into one of the containers. */
export interface SampleBlob {
  container: string;
  name: string;
  content: Buffer;
  sha256: string;
  contentType: string;
}

const contentTypes: Record<string, string> = {
  css: 'text/css',
  html: 'text/html',
  info: 'text/plain',
  js: 'text/javascript',
  json: 'application/json',
  log: 'text/plain; charset=utf-8',
  md: 'text/markdown',
  png: 'image/png',
  tgz: 'application/gzip',
  xml: 'application/xml',
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
  const all = [...files].filter(([name]) => name.startsWith('artifacts/'));
  for (const [name, file] of all) {
    const path = name.slice('artifacts/'.length);
    const isReport = path.startsWith('reports/');
    const isPackage = path.startsWith('dist/');
    const isFailure = path === 'reports/junit-failed.xml';
    const { failedStep } = run;
    if (isFailure) {
      if (failedStep === 'test') {
        chosen.set('reports/junit.xml', file);
      }
    } else if (
      !(isReport && failedStep) &&
      !(isPackage && (failedStep || run.manifest.status === 'canceled')) &&
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
  const runJson = toJson(manifest);
  const buildInfo = toJson({
    component,
    version: `1.4.${manifest.number}`,
    commit: manifest.commit,
    branch: manifest.branch,
    builtAt: manifest.finishedAt,
    packages: JSON.parse(
      find(files, 'artifacts/packages.json').content.toString(),
    ),
  });

  const { artifacts, logs } = world.containers;
  const blobs = [
    toBlob(artifacts, 'run.json', runJson),
    toBlob(logs, 'run.json', runJson),
  ];
  if (run.failedStep === undefined) {
    blobs.push(toBlob(artifacts, 'build-info.json', buildInfo));
  }
  for (const [path, { content, sha256 }] of chooseArtifacts(run, files)) {
    blobs.push(toBlob(artifacts, path, content, sha256));
  }
  for (const [name, content] of renderLogs(run, files)) {
    blobs.push(toBlob(logs, name, content));
  }
  return blobs;
}
