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

import { BlobServiceClient, ContainerClient } from '@azure/storage-blob';
import { world } from '../world';
import { deriveSampleFiles } from './deriveSampleFiles';
import { SampleBlob, listSampleBlobs } from './listSampleBlobs';
import { hash, readSampleFiles } from './sampleFiles';
import { listSampleRuns } from './sampleRuns';

/** Another one makes accounts that have older sample data take it again. */
const version = '4';
const markerName = '.sample-data';
const concurrency = 24;

async function isSeeded(container: ContainerClient): Promise<boolean> {
  const marker = container.getBlobClient(markerName);
  try {
    const { metadata } = await marker.getProperties();
    return metadata?.version === version;
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) {
      return false;
    }
    throw error;
  }
}

async function upload(
  service: BlobServiceClient,
  blob: SampleBlob,
): Promise<void> {
  const client = service
    .getContainerClient(blob.container)
    .getBlockBlobClient(blob.name);
  const write = (content: Buffer, sha256: string) =>
    client.upload(content, content.length, {
      blobHTTPHeaders: { blobContentType: blob.contentType },
      metadata: { sha256 },
    });
  if (blob.earlier) {
    await write(blob.earlier, hash(blob.earlier));
    await client.createSnapshot();
  }
  await write(blob.content, blob.sha256);
}

/**
 * Fills an account with the runs of the demo world, once: a second time finds
 * the marker that the first one has left.
 */
export async function seedSampleData(options: {
  connectionString: string;
  log: (message: string) => void;
}): Promise<void> {
  const service = BlobServiceClient.fromConnectionString(
    options.connectionString,
  );
  const { artifacts } = world.containers;
  const container = service.getContainerClient(artifacts);
  if (await isSeeded(container)) {
    options.log('Sample data is there already');
    return;
  }
  const started = Date.now();
  const files = await deriveSampleFiles(await readSampleFiles());
  const runs = listSampleRuns(new Date());
  options.log(`Writing sample data: ${runs.length} runs`);
  let count = 0;
  const waiting = runs.values();
  const work = async () => {
    for (const run of waiting) {
      for (const blob of listSampleBlobs(run, files)) {
        await upload(service, blob);
        count += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  await container
    .getBlockBlobClient(markerName)
    .upload('', 0, { metadata: { version } });
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  options.log(`Wrote ${count} blobs of sample data in ${seconds} s`);
}
