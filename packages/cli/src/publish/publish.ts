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

import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { ContainerClient } from '@azure/storage-blob';
import { findBlobPathProblem } from 'backstage-plugin-azure-blob-common';
import { CliError } from '../CliError';
import { callStorage } from '../storage/callStorage';
import { openContainer } from '../storage/openContainer';
import { collectFiles, LocalFile } from './collectFiles';
import { Pipeline, readPipeline } from './readPipeline';
import { RunManifest, RunManifestContent } from './RunManifest';
import { RunStatus } from './runStatus';
import { toRunFolder } from './toRunFolder';
import { UploadedFile, uploadFiles } from './uploadFiles';

/** Options of {@link publish}, as the command line has them. */
export interface PublishOptions {
  paths: string[];
  entity: string;
  account: string;
  container: string;
  prefix?: string;
  layout: string;
  run?: string;
  logs?: string[];
  logsContainer: string;
  status?: RunStatus;
  version?: string;
  title?: string;
  endpoint?: string;
  concurrency: number;
  force?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

/** What goes where. */
interface Upload {
  container: ContainerClient;
  files: LocalFile[];
}

/** Uploads files as one run, with what the portal shows of it. */
export async function publish(options: PublishOptions): Promise<void> {
  const { paths, logs = [], dryRun, json } = options;
  if (paths.length === 0 && logs.length === 0) {
    throw new CliError(
      'usage',
      'Say what to publish: a folder, files or --logs.',
    );
  }
  const pipeline = readPipeline();
  const content = describeRun(options, pipeline);
  const folder = findFolder(options, pipeline, content);
  const uploads = await planUploads(options, folder);
  const say = (line: string) => json || process.stdout.write(`${line}\n`);
  const uploaded: UploadedFile[] = [];
  for (const { container, files } of uploads) {
    const name = `${container.accountName}/${container.containerName}/${folder}`;
    if (dryRun) {
      files.forEach(({ path, size }) => say(`${name}/${path}  ${size} bytes`));
      continue;
    }
    uploaded.push(
      ...(await publishTo({
        ...options,
        container,
        files,
        folder,
        content,
        say,
      })),
    );
    say(`Published ${files.length} files to ${name}.`);
  }
  if (json) {
    const run = { folder, files: uploaded, dryRun: dryRun ?? false };
    process.stdout.write(`${JSON.stringify(run)}\n`);
  }
}

async function publishTo(
  options: Omit<PublishOptions, 'container'> &
    Upload & {
      folder: string;
      content: RunManifestContent;
      say(line: string): void;
    },
): Promise<UploadedFile[]> {
  const { container, files, folder, content, force, concurrency, say } =
    options;
  const status = content.status;
  const manifest = await RunManifest.begin({
    container,
    folder,
    force,
    content: { ...content, status: 'running' },
  });
  const end = (last: RunManifestContent) =>
    manifest.end({ ...last, finishedAt: new Date().toISOString() });
  try {
    const uploaded = await uploadFiles({
      container,
      folder,
      files,
      concurrency,
      onUploaded: ({ path, sha256 }) => say(`${sha256}  ${path}`),
    });
    await writeChecksums(container, folder, uploaded);
    if (force) {
      await removeOthers(container, folder, uploaded);
    }
    const size = uploaded.reduce((sum, file) => sum + file.size, 0);
    await end({ ...content, status, size, files: uploaded.length });
    return uploaded;
  } catch (error) {
    // Nobody should wait for a run that does not go on.
    await end({ ...content, status: 'failed' }).catch(() => undefined);
    throw error;
  }
}

function describeRun(
  options: PublishOptions,
  pipeline: Pipeline,
): RunManifestContent {
  const { run: id, status: found, isPipeline, ...known } = pipeline;
  const run = options.run ?? id;
  const number =
    run !== undefined && /^\d{1,15}$/.test(run) ? Number(run) : undefined;
  return {
    ...known,
    number,
    title: options.title ?? known.title,
    version: options.version,
    startedAt: known.startedAt ?? new Date().toISOString(),
    // A build that failed must not be the latest that succeeded.
    status: options.status ?? found ?? (isPipeline ? 'unknown' : 'succeeded'),
  };
}

function findFolder(
  options: PublishOptions,
  pipeline: Pipeline,
  { startedAt }: RunManifestContent,
): string {
  const run = options.run ?? pipeline.run;
  if (!run) {
    throw new CliError(
      'usage',
      'No pipeline that is known runs here: give the id of the run with --run.',
    );
  }
  const folder = toRunFolder(options.layout, {
    run,
    branch: pipeline.branch,
    version: options.version,
    time: new Date(startedAt),
  });
  const prefix = (options.prefix ?? toPrefix(options.entity)).replace(
    /\/+$/,
    '',
  );
  const path = [prefix, folder].filter(part => part !== '').join('/');
  assertName(`${path}/run.json`);
  return path;
}

/** The prefix template of the documentation. */
function toPrefix(entityRef: string): string {
  const match = /^([\w.-]+):([\w.-]+)\/([\w.-]+)$/.exec(entityRef);
  if (!match) {
    throw new CliError(
      'usage',
      `"${entityRef}" is no entity ref such as "component:default/payments-api".`,
    );
  }
  return match.slice(1).join('/').toLocaleLowerCase('en-US');
}

async function planUploads(
  options: PublishOptions,
  folder: string,
): Promise<Upload[]> {
  const { paths, logs = [] } = options;
  const uploads: Upload[] = [];
  if (paths.length > 0) {
    const files = await collectFiles(paths);
    uploads.push({ container: openContainer(options), files });
  }
  if (logs.length > 0) {
    const files = await Promise.all(logs.map(findLog));
    const container = openContainer({
      ...options,
      container: options.logsContainer,
    });
    uploads.push({ container, files });
  }
  for (const { files } of uploads) {
    files.forEach(({ path }) => assertName(`${folder}/${path}`));
  }
  return uploads;
}

async function findLog(source: string): Promise<LocalFile> {
  const found = await stat(source).catch(() => undefined);
  if (!found?.isFile()) {
    throw new CliError('usage', `There is no file "${source}".`);
  }
  const { size, mtimeMs: modifiedAt } = found;
  return { source, path: basename(source), size, modifiedAt };
}

/** What the portal would not show is not published. */
function assertName(name: string): void {
  const problem = findBlobPathProblem(name, { kind: 'file' });
  if (problem) {
    throw new CliError(
      'usage',
      `The name ${JSON.stringify(name)} cannot be used: ${problem}.`,
    );
  }
}

async function writeChecksums(
  container: ContainerClient,
  folder: string,
  files: UploadedFile[],
): Promise<void> {
  const text = files.map(({ sha256, path }) => `${sha256}  ${path}\n`).join('');
  await callStorage(container, 'Storage Blob Data Contributor', () =>
    container
      .getBlockBlobClient(`${folder}/SHA256SUMS`)
      .upload(text, Buffer.byteLength(text), {
        blobHTTPHeaders: { blobContentType: 'text/plain; charset=utf-8' },
      }),
  );
}

/** Of the run that was there before, nothing stays. */
async function removeOthers(
  container: ContainerClient,
  folder: string,
  files: UploadedFile[],
): Promise<void> {
  const kept = new Set(
    ['run.json', 'SHA256SUMS', ...files.map(({ path }) => path)].map(
      path => `${folder}/${path}`,
    ),
  );
  await callStorage(container, 'Storage Blob Data Contributor', async () => {
    for await (const { name } of container.listBlobsFlat({
      prefix: `${folder}/`,
    })) {
      if (!kept.has(name)) {
        await container.deleteBlob(name, { deleteSnapshots: 'include' });
      }
    }
  });
}
