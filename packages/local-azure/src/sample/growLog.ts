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

import { setTimeout as sleep } from 'node:timers/promises';
import {
  AppendBlobClient,
  BlobServiceClient,
  ContainerClient,
} from '@azure/storage-blob';
import { world } from '../world';
import { parseLog } from './renderLog';
import { readSampleFiles } from './sampleFiles';
import { listSampleRuns, RunManifest } from './sampleRuns';

const component = 'payments-api';
const folder = `component/default/${component}/`;
const sources = ['build', 'test', 'package'];

/** For the storage that listens at an origin, with the key of the account. */
export function getConnectionString(origin: string): string {
  const { name, key } = world.account;
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${name}`,
    `AccountKey=${key}`,
    `BlobEndpoint=${origin}/${name}`,
  ].join(';');
}

/** Options of {@link growLog}. */
export interface GrowLogOptions {
  connectionString: string;
  /** How often a line is written; 200 by default. */
  lineMilliseconds?: number;
  /** Ends the log, and the run with it. */
  signal: AbortSignal;
  log?: (message: string) => void;
}

/** The run whose log grows. */
export interface GrowingRun {
  run: string;
  /** In the location of the logs. */
  path: string;
}

/**
 * Begins a run of payments-api and writes its log line by line, as a pipeline
 * does, until `signal` aborts. Then the log is sealed, and the run succeeds.
 *
 * @returns once the first line is there; `ended` settles with the run.
 */
export async function growLog(
  options: GrowLogOptions,
): Promise<GrowingRun & { ended: Promise<void> }> {
  const { connectionString, log = () => {} } = options;
  const service = BlobServiceClient.fromConnectionString(connectionString, {
    retryOptions: { maxTries: 2 },
  });
  const { artifacts, logs } = world.containers;
  const containers = [artifacts, logs].map(name =>
    service.getContainerClient(name),
  );
  const number = await findNextNumber(containers[1]).catch(() => {
    throw new Error(
      `No storage answers at "${service.url}"; start it with "npm start"`,
    );
  });
  const manifest = createManifest(number);
  const run = `${manifest.number}`;
  const path = `${run}/build.log`;
  const blob = containers[1].getAppendBlobClient(`${folder}${path}`);
  await blob.create({
    blobHTTPHeaders: { blobContentType: 'text/plain; charset=utf-8' },
  });
  await writeManifest(containers, manifest);
  const lines = await readLines();
  await append(blob, `Run ${run} of ${component}`);
  log(`Run ${run} of ${component} writes "${path}"`);

  const write = async () => {
    const count = await writeLines(blob, lines, options);
    await append(blob, `Done after ${count} lines`);
    await blob.seal();
    const finishedAt = new Date().toISOString();
    await writeManifest(containers, {
      ...manifest,
      status: 'succeeded',
      finishedAt,
    });
    log(`Run ${run} has ended, and its log is sealed`);
  };
  return { run, path, ended: write() };
}

async function writeLines(
  blob: AppendBlobClient,
  lines: string[],
  { signal, lineMilliseconds = 200 }: GrowLogOptions,
): Promise<number> {
  let count = 0;
  for (; !signal.aborted; count++) {
    await append(blob, lines[count % lines.length]);
    await sleep(lineMilliseconds, undefined, { signal }).catch(() => {});
  }
  return count;
}

async function append(blob: AppendBlobClient, text: string): Promise<void> {
  const line = Buffer.from(`${new Date().toISOString()} ${text}\n`);
  await blob.appendBlock(line, line.length);
}

async function readLines(): Promise<string[]> {
  const files = await readSampleFiles();
  return sources.flatMap(name => {
    const file = files.get(`logs/${name}.log`);
    return file ? parseLog(file).map(({ text }) => text) : [];
  });
}

/** One more than the newest run has. */
async function findNextNumber(container: ContainerClient): Promise<number> {
  let newest = 0;
  const items = container.listBlobsByHierarchy('/', { prefix: folder });
  for await (const { kind, name } of items) {
    const number = Number(name.slice(folder.length, -1));
    if (kind === 'prefix' && Number.isSafeInteger(number)) {
      newest = Math.max(newest, number);
    }
  }
  return newest + 1;
}

function createManifest(number: number): RunManifest {
  const now = new Date();
  const sample = listSampleRuns(now).find(run => run.component === component);
  if (!sample) {
    throw new Error(`There is no sample run of "${component}"`);
  }
  const { finishedAt: _, version: __, ...manifest } = sample.manifest;
  const { pipelineUrl } = manifest;
  return {
    ...manifest,
    number,
    pipelineUrl: pipelineUrl.replace(/\d+$/, `${number}`),
    status: 'running',
    startedAt: now.toISOString(),
  };
}

async function writeManifest(
  containers: ContainerClient[],
  manifest: RunManifest,
): Promise<void> {
  const json = `${JSON.stringify(manifest, undefined, 2)}\n`;
  for (const container of containers) {
    await container
      .getBlockBlobClient(`${folder}${manifest.number}/run.json`)
      .upload(json, Buffer.byteLength(json), {
        blobHTTPHeaders: { blobContentType: 'application/json' },
      });
  }
}
